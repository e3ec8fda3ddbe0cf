import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimants.demo.readers.bcbp import BoardingPass, Leg, build, candidates, parse

TEXT = "M1NGUYEN/THI HUONG MRSEQX7P2K SGNICNVN 0408 131Y023A0061 000"
LEG = Leg("QX7P2K", "SGN", "ICN", "VN", "408", 131, "Y", "23A", "61", "0")
PASS = BoardingPass("NGUYEN", "THI HUONG MRS", (LEG,))
ISSUED = replace(PASS, issued=(8, 130))

# Two flights with conditional items and a security block, laid out like the example in the implementation guide.
TWO = (
    "M2DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 14D"
    ">6181WW6225BAC 00141234560032A0141234567890 1AC AC 1234567890123    20KYLX58Z"
    "DEF456 FRAGVALH 3664 227C012C0002 12E"
    "2A0140987654321 1AC AC 1234567890123    2PCNWQ"
    "^164GIWVC5EH7JNT684FVNJ91W2QA4DVN5J8K4F0L0GEQ3DF5TGBN8709HKT5D3DW3GBHFCVHMY7J5T6HFR41W2QA4DVN5J8K4F0L0GE"
)


def test_boarding_pass_reads_and_writes_its_mandatory_part():
    assert len(TEXT) == 60
    assert (parse(TEXT), build(PASS)) == (PASS, TEXT)


def test_boarding_pass_reads_the_day_it_was_made():
    text = build(ISSUED)
    assert text == TEXT[:-2] + "11>60B0WW8130B   00"
    assert parse(text) == ISSUED


def test_boarding_pass_of_two_flights_with_security_data():
    read = parse(TWO)
    assert (read.surname, read.given, read.issued) == ("DESMARAIS", "LUC", (6, 225))
    assert [(leg.origin, leg.destination, leg.carrier, leg.flight, leg.day_of_year, leg.seat) for leg in read.legs] == [
        ("YUL", "FRA", "AC", "834", 226, "1A"),
        ("FRA", "GVA", "LH", "3664", 227, "12C"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not a boarding pass"),
        ("https://example.org/" + "a" * 60, "not a boarding pass"),
        (TEXT[:-1], "not a boarding pass"),
        ("M9" + TEXT[2:], "not a boarding pass"),
        (TEXT.replace("HUONG", "HƯƠNG"), "plain letters"),
        ("M1" + " " * 20 + TEXT[22:], "no name"),
        (TEXT.replace("SGNICN", "SG1ICN"), "no airports"),
        (TEXT.replace("131Y", "399Y"), "no day"),
        (TEXT.replace("131Y", "000Y"), "no day"),
        (TEXT[:-2] + "ZZ", "how long"),
        (TEXT[:-2] + "20", "cut short"),
        (TEXT + "GARBAGE", "more in this barcode"),
        ("M2" + TEXT[2:], "middle of a flight"),
    ],
)
def test_boarding_pass_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse(text)


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "SG"}, {"flight": "40812"}, {"seat": "A23"}, {"day_of_year": 367}, {"pnr": "TOOLONG8"}, {"cabin": "é"}],
)
def test_build_refuses_what_does_not_fit(wrong):
    with pytest.raises(ValueError):
        build(replace(PASS, legs=(replace(LEG, **wrong),)))


def test_build_refuses_two_flights():
    with pytest.raises(ValueError, match="one flight"):
        build(replace(PASS, legs=(LEG, LEG)))


WINDOW = {"first": date(2017, 5, 12), "last": date(2020, 12, 31)}


@pytest.mark.parametrize(
    ("day", "issued", "expected"),
    [
        (131, None, [date(2018, 5, 11), date(2019, 5, 11), date(2020, 5, 10)]),
        (366, None, [date(2020, 12, 31)]),
        (131, (8, 130), [date(2018, 5, 11)]),
        (131, (8, 131), [date(2018, 5, 11)]),
        (131, (8, 132), [date(2019, 5, 11)]),  # made the day after that day, so for the next year
        (1, (7, 365), [date(2018, 1, 1)]),
        (131, (4, 130), []),
    ],
)
def test_year_is_inferred_as_far_as_the_code_allows(day, issued, expected):
    assert list(candidates(day, issued=issued, **WINDOW)) == expected


UPPER = st.text(string.ascii_uppercase, min_size=1, max_size=8)
AIRPORTS = st.text(string.ascii_uppercase, min_size=3, max_size=3)
LEGS = st.builds(
    Leg,
    pnr=st.text(string.ascii_uppercase + string.digits, min_size=6, max_size=6),
    origin=AIRPORTS,
    destination=AIRPORTS,
    carrier=st.sampled_from(["VN", "KE", "7C", "MU"]),
    flight=st.integers(1, 9999).map(str),
    day_of_year=st.integers(1, 366),
    seat=st.one_of(st.just(""), st.integers(1, 99).map(lambda row: f"{row}K")),
    sequence=st.integers(1, 999).map(str),
)


@given(UPPER, st.one_of(st.just(""), UPPER), LEGS, st.none() | st.tuples(st.integers(0, 9), st.integers(1, 366)))
def test_boarding_pass_survives_the_round_trip(surname, given_name, leg, issued):
    boarding = BoardingPass(surname, given_name, (leg,), issued)
    assert parse(build(boarding)) == boarding


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text):
    with pytest.raises(ValueError):
        parse(text)
