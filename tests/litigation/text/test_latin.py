"""Names as passports print them (ICAO Doc 9303-3, section 6): kept in the letters of the machine-readable lines."""

import pytest

from litigation.text.latin import NotLatin, compared, is_respelled, passport_name, zone_name


@pytest.mark.parametrize(
    "typed, kept, zone",
    [
        ("NGUYEN", "NGUYEN", "NGUYEN"),
        ("O’BRIEN", "O'BRIEN", "OBRIEN"),
        ("OʼBRIEN", "O'BRIEN", "OBRIEN"),
        ("O`BRIEN", "O'BRIEN", "OBRIEN"),
        ("O´BRIEN", "O'BRIEN", "OBRIEN"),
        ("O＇BRIEN", "O'BRIEN", "OBRIEN"),
        ("Toʻrayev", "To'rayev", "TORAYEV"),
        ("MÜLLER", "MUELLER", "MUELLER"),
        ("Müller", "Mueller", "MUELLER"),
        ("Übel", "Uebel", "UEBEL"),
        ("Mu\u0308ller", "Mueller", "MUELLER"),
        ("MUÑOZ", "MUNOZ", "MUNOZ"),
        ("GROẞ", "GROSS", "GROSS"),
        ("STRAßE", "STRASSE", "STRASSE"),
        ("Straße", "Strasse", "STRASSE"),
        ("ÆRØ", "AEROE", "AEROE"),
        ("d’Ærø", "d'Aeroe", "DAEROE"),
        ("Åsa", "Aasa", "AASA"),
        ("ÞÓRA", "THORA", "THORA"),
        ("Łukasz", "Lukasz", "LUKASZ"),
        ("Đỗ Thị Hương", "Do Thi Huong", "DO<THI<HUONG"),
        ("İSMAYILOV ƏLİ", "ISMAYILOV ELI", "ISMAYILOV<ELI"),
        ("Işık", "Isik", "ISIK"),
        ("ŒUVRÉ", "OEUVRE", "OEUVRE"),
        ("Ƙaura Ɗan", "Kaura Dan", "KAURA<DAN"),
        ("Mª JOSÉ", "MA JOSE", "MA<JOSE"),
        ("RAJESH A/L KUMAR", "RAJESH A/L KUMAR", "RAJESH<A<L<KUMAR"),
        ("AH KOW @ JOHN", "AH KOW @ JOHN", "AH<KOW<JOHN"),
        ("JOHN, JR.", "JOHN, JR.", "JOHN<JR"),
        ("ＴＡＮＡＫＡ", "TANAKA", "TANAKA"),
        ("ANNE–MARIE", "ANNE-MARIE", "ANNE<MARIE"),
        ("ANNE−MARIE", "ANNE-MARIE", "ANNE<MARIE"),
        ("AN\u200bNA\u00a0\u202eB", "ANNA B", "ANNA<B"),
        ("", "", ""),
    ],
)
def test_passport_name_is_spelled_like_its_machine_readable_lines(typed, kept, zone):
    assert (passport_name(typed), zone_name(typed)) == (kept, zone)


@pytest.mark.parametrize(
    "typed, reason, sign",
    [
        ("Иван", "script", "И"),
        ("김민준", "script", "김"),
        ("محمد", "script", "م"),
        ("АNNA", "lookalike", "А"),
        ("ΑNNA", "lookalike", "Α"),
        ("J0HN", "digit", "0"),
        ("ANNA ٣", "digit", "٣"),
        ("ANNA_B", "sign", "_"),
        ("ANNA<B", "sign", "<"),
        ("ANNA 😀", "sign", "😀"),
        ("-", "empty", ""),
        ("'.", "empty", ""),
    ],
)
def test_what_no_passport_name_holds_is_named(typed, reason, sign):
    with pytest.raises(NotLatin) as refused:
        passport_name(typed)
    assert (refused.value.reason, refused.value.sign) == (reason, sign)


@pytest.mark.parametrize(
    ("typed", "changed"), [("O’BRIEN", False), ("ＴＡＮＡＫＡ", False), ("MÜLLER", True), ("Đỗ", True)]
)
def test_only_letters_count_as_respelled(typed, changed):
    assert is_respelled(typed) is changed


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("O’Brien Mai", "MAI O'BRIEN", True),
        ("O BRIEN", "O'BRIEN", True),
        ("OBRIEN", "O'BRIEN", True),
        ("Müller", "MUELLER", True),
        ("Muller", "Müller", True),
        ("Đỗ Thị Hương", "do thi huong", True),
        ("Nguyễn", "Nguye\u0302\u0303n", True),
        ("ＴＡＮＡＫＡ", "Tanaka", True),
        ("علی\u200cرضا", "علیرضا", True),
        ("김 민준", "김 민준\u200b", True),
        ("JOHN JR.", "John, Jr", True),
        ("MUELLER", "MULLER", False),
        ("NGUYEN MAI", "NGUYEN", False),
        ("김민준", "김민중", False),
    ],
)
def test_names_are_compared_by_what_a_reader_sees(one, other, same):
    assert bool(compared(one) & compared(other)) is same
