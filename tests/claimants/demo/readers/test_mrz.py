import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimants.demo.readers.mrz import Mrz, build, check_digit, name_field, parse, transliterate
from litigation.law.partial import PartialDate

TODAY = date(2026, 11, 23)

# The specimen of Doc 9303 part 4, and of part 5 for cards.
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
ANNA = Mrz(
    "TD3",
    "P",
    "UTO",
    "ERIKSSON",
    "ANNA MARIA",
    "L898902C3",
    "UTO",
    PartialDate(1974, 8, 12),
    "F",
    PartialDate(2012, 4, 15),
    "ZE184226B",
)
ANNA_CARD = replace(ANNA, format="TD1", document_type="I", number="D23145890", optional="")


@pytest.mark.parametrize(("text", "mrz"), [(PASSPORT, ANNA), (CARD, ANNA_CARD)])
def test_mrz_reads_and_writes_the_specimens_of_icao(text, mrz):
    assert parse(text, today=TODAY) == mrz
    assert build(mrz) == text


def test_mrz_forgives_spaces_and_case():
    assert parse(" " + PASSPORT.lower().replace("utoe", "uto e") + "\n\n", today=TODAY) == ANNA


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "2 lines of 44"),
        (PASSPORT[:-1], "2 lines of 44"),
        (PASSPORT.replace("ANNA", "AN1A"), "something else than letters"),
        (PASSPORT.replace("ANNA", "AN+A"), "only letters"),
        (PASSPORT.replace("L898902C3", "L898902C8"), "document number"),
        (PASSPORT.replace("7408122", "7409122"), "date of birth"),
        (PASSPORT.replace("1204159", "1204149"), "date of expiry"),
        (PASSPORT.replace("ZE184226B", "ZE184226C"), "personal number"),
        (PASSPORT[:-1] + "1", "whole line"),
        (PASSPORT.replace("2F1", "2Q1"), "sex"),
        (CARD.replace("<<<6", "<<<7"), "whole zone"),
        ("P<UTOA<<" + "<" * 36 + "\nL898902C36UTO7413119F1204159<<<<<<<<<<<<<<00", "date of birth"),
    ],
)
def test_mrz_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse(text, today=TODAY)


def test_mrz_refuses_a_day_that_is_none():
    six = "740231"
    bad = build(ANNA).replace("7408122", six + check_digit(six))
    line = bad.splitlines()[1]
    bad = bad[:-1] + check_digit(line[:10] + line[13:20] + line[21:43])
    with pytest.raises(ValueError, match="is not a date"):
        parse(bad, today=TODAY)


@pytest.mark.parametrize(
    ("birth", "today", "read"),
    [
        (PartialDate(1926, 11, 24), TODAY, PartialDate(1926, 11, 24)),
        (PartialDate(2026, 11, 23), TODAY, PartialDate(2026, 11, 23)),
        (PartialDate(1980, 5), TODAY, PartialDate(1980, 5)),
        (PartialDate(1980), TODAY, PartialDate(1980)),
        (None, TODAY, None),
    ],
)
def test_mrz_century_and_unknown_parts_of_birth(birth, today, read):
    assert parse(build(replace(ANNA, birth=birth)), today=today).birth == read


@pytest.mark.parametrize("year", [1999, 2012, 2036, 2056])
def test_mrz_century_of_expiry(year):
    assert parse(build(replace(ANNA, expiry=PartialDate(year, 4, 15))), today=TODAY).expiry.year == year


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Nguyễn Thị Hường", "NGUYEN<THI<HUONG"),
        ("Đặng", "DANG"),
        ("Müller-Lüdenscheidt", "MUELLER<LUEDENSCHEIDT"),
        ("Straße", "STRASSE"),
        ("Åse Øystein", "AASE<OEYSTEIN"),
        ("Þórður", "THORDUR"),
        ("O’Connor", "OCONNOR"),
        ("D'Artagnan, Jr.", "DARTAGNAN<JR"),
        ("Muñoz", "MUNOZ"),
        ("Łukasz", "LUKASZ"),
        ("Şahin İpek ılgaz", "SAHIN<IPEK<ILGAZ"),
        ("", ""),
    ],
)
def test_latin_names_are_spelled_as_9303_says(name, zone):
    assert transliterate(name) == zone


@pytest.mark.parametrize("name", ["김", "Иван", "Anna2", "محمد"])
def test_names_of_other_scripts_are_refused(name):
    with pytest.raises(ValueError, match="Latin letters"):
        transliterate(name)


@pytest.mark.parametrize(
    ("surname", "given", "field"),
    [
        ("Suharto", "", "SUHARTO<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"),
        ("", "Suharto", "SUHARTO<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"),
        ("Bennelong Wooloomooloo Warrandyte", "Dingo Potoroo", "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<<DING"),
        ("Nilavadhanananda", "Chayapa Dejthamrong Krasuang", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
        ("A" * 60, "Bo", "A" * 36 + "<<B"),
        ("A" * 60, "", "A" * 39),
        ("Nilavadhanananda", "Chayapa Dejthamron Krasuang", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRON<KR"),
    ],
)
def test_long_names_keep_a_piece_of_both(surname, given, field):
    assert name_field(surname, given, 39) == field
    assert len(field) == 39


def test_cut_name_never_ends_in_a_filler():
    field = name_field("Nilavadhanananda", "Chayapa Dejthamronga Krasuang", 39)
    assert field == "NILAVADHANANAND<<CHAYAPA<DEJTHAMRONGA<K"


def test_cut_name_is_known_to_be_cut():
    cut = replace(ANNA, surname="A" * 60, given="BO")
    assert parse(build(cut), today=TODAY).name_may_be_cut
    assert not ANNA.name_may_be_cut


@pytest.mark.parametrize(
    "wrong", [{"format": "TD2"}, {"number": "L898902C36"}, {"issuer": "UT-"}, {"surname": "", "given": ""}]
)
def test_build_refuses_what_does_not_fit(wrong):
    with pytest.raises(ValueError):
        build(replace(ANNA, **wrong))


LETTERS = st.text(string.ascii_uppercase, min_size=1, max_size=9)
WORDS = st.lists(LETTERS, min_size=1, max_size=2).map(" ".join)
CODES = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=9)
ZONES = st.builds(
    Mrz,
    format=st.sampled_from(["TD3"]),
    document_type=st.sampled_from(["P", "PM"]),
    issuer=st.text(string.ascii_uppercase, min_size=3, max_size=3),
    surname=WORDS,
    given=st.one_of(st.just(""), LETTERS),
    number=CODES,
    nationality=st.text(string.ascii_uppercase, min_size=3, max_size=3),
    birth=st.dates(date(1927, 1, 1), TODAY).map(PartialDate.of),
    sex=st.sampled_from(["F", "M", "X", ""]),
    expiry=st.dates(date(2000, 1, 1), date(2050, 1, 1)).map(PartialDate.of),
    optional=st.one_of(st.just(""), CODES),
)


@given(ZONES, st.sampled_from(["TD3", "TD1"]))
def test_mrz_survives_the_round_trip(mrz, kind):
    mrz = replace(mrz, format=kind)
    assert parse(build(mrz), today=TODAY) == mrz


@given(ZONES, st.integers(0, 43), st.sampled_from(string.digits))
def test_misread_digit_of_the_second_line_is_caught(mrz, place, digit):
    first, second = build(mrz).splitlines()
    if second[place].isdigit() and second[place] != digit and not 10 <= place < 13:
        with pytest.raises(ValueError):
            parse(f"{first}\n{second[:place]}{digit}{second[place + 1 :]}", today=TODAY)


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused(text):
    with pytest.raises(ValueError):
        parse(text, today=TODAY)
