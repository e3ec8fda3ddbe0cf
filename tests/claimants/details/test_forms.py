from datetime import date

import pytest

from claimants.details.forms import AddressForm, BirthForm, NameForm, NationalityForm

ONE_OR_TWO = "Enter your family name as in your passport, or tick “I have only one name”"


def errors(form):
    assert not form.is_valid()
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


@pytest.mark.parametrize(
    "typed, found",
    [
        ({}, {"family_name": [ONE_OR_TWO]}),
        ({"given_name": "MINH"}, {"family_name": [ONE_OR_TWO]}),
        (
            {"family_name": "NGUYEN"},
            {"given_name": ["Enter your given names as in your passport, or tick “I have only one name”"]},
        ),
        ({"one_name": "on"}, {"family_name": ["Enter your name as in your passport"]}),
        (
            {"one_name": "on", "family_name": "SUKARNO", "given_name": "BIN"},
            {"given_name": ["You ticked “I have only one name”. Write it in the first box only"]},
        ),
        (
            {"family_name": "Нгуен", "given_name": "A"},
            {
                "family_name": [
                    "Use the Latin letters of your passport here, like NGUYEN. Your own script has its own box below."
                ]
            },
        ),
        (
            {"family_name": "KIM", "given_name": "A", "hangul_name": "KIM A"},
            {"hangul_name": ["Use Hangul here, like 응우옌 티 흐엉, or leave it empty."]},
        ),
        (
            {"family_name": "KIM", "given_name": "A", "own_name": "a\ue000b"},
            {"own_name": ["Sign 2 here (U+E000) cannot be printed. Delete it, or type this again by hand."]},
        ),
    ],
)
def test_name_form_names_what_is_wrong(typed, found):
    assert errors(NameForm(typed)) == found


@pytest.mark.parametrize("box", ["family_name", "given_name"])
def test_one_name_may_stand_in_either_box(box):
    form = NameForm({"one_name": "on", box: "SUKARNO"})
    assert form.is_valid()
    assert (form.cleaned_data["family_name"], form.cleaned_data["given_name"]) == ("SUKARNO", "")


@pytest.mark.parametrize(
    "day, month, year, sentence",
    [
        ("27", "", "1987", "Date of birth must include a month"),
        ("31", "2", "1987", "Date of birth must be a real date, like 27 3 1987"),
        ("27", "3", "2090", "Date of birth must be in the past"),
        ("27", "3", "2530", "You wrote 2530. Do you mean 1987?"),
        ("27", "3", "1887", "Date of birth must be 1900 or later. Look at the year again"),
        ("", "", "", "Date of birth is empty. Write it like 27 3 1987"),
    ],
)
def test_birth_form_names_what_is_wrong(day, month, year, sentence):
    form = BirthForm({"birth_date_day": day, "birth_date_month": month, "birth_date_year": year})
    assert errors(form) == {"birth_date": [sentence]}


def test_birth_month_may_be_a_word():
    form = BirthForm({"birth_date_day": "27", "birth_date_month": "March", "birth_date_year": "1987"})
    assert form.is_valid() and form.cleaned_data == {"birth_date": date(1987, 3, 27)}


@pytest.mark.parametrize(
    "number, sentence",
    [
        ("", "Enter your passport number"),
        (
            "900101-1234567",
            "This looks like a resident registration number. We never keep those. Enter your passport number",
        ),
        ("M1", "A passport number has 5 to 15 letters and digits, like M12345678. Look at it again"),
        ("M1234!678", "A passport number has 5 to 15 letters and digits, like M12345678. Look at it again"),
    ],
)
def test_passport_number_is_looked_at(number, sentence):
    assert errors(NationalityForm({"country": "VN", "passport_number": number})) == {"passport_number": [sentence]}


def test_passport_number_may_stay_empty_where_it_is_known():
    form = NationalityForm({"country": "VN", "passport_number": ""}, has_passport=True, masked="••••5678")
    assert form.is_valid() and form.held() == [("VN", None, None)]
    assert "••••5678" in str(form["passport_number"].help_text)


def test_a_change_known_by_its_year_leaves_both_nationalities_possible_in_it():
    form = NationalityForm(
        {
            "country": "KR",
            "passport_number": "M12345678",
            "other_country": "VN",
            "other_held": "before",
            "changed_year": "2015",
        }
    )
    assert form.is_valid(), form.errors
    assert form.held() == [("KR", date(2015, 1, 1), None), ("VN", None, date(2015, 12, 31))]


def test_other_nationality_must_be_another_and_be_explained():
    form = NationalityForm({"country": "KR", "passport_number": "M12345678", "other_country": "KR"})
    assert errors(form) == {
        "other_country": ["This is the same nationality again. Choose another one, or leave it empty"],
        "other_held": ["Tell us whether you still have the other nationality"],
    }


def test_address_keeps_its_lines_and_drops_empty_ones():
    form = AddressForm({"country": "VN", "address": " 12  Nguyen Hue \r\n\r\n Ho Chi Minh City "})
    assert form.is_valid() and form.cleaned_data["address"] == "12 Nguyen Hue\nHo Chi Minh City"


def test_address_with_too_many_lines_is_refused():
    form = AddressForm({"country": "VN", "address": "\n".join("1234567")})
    assert errors(form) == {"address": ["Use 6 lines or fewer, so that it fits on an envelope"]}
