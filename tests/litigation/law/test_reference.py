import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.reference import ALPHABET, ReferenceProblem, complete, new, parse

BODIES = st.text(ALPHABET, min_size=7, max_size=7)


def test_reference_looks_as_printed_everywhere():
    assert complete("7K4M92Q") == "HK-7K4M-92QX"
    assert new(random.Random(1)) == new(random.Random(1))
    reference = new()
    assert parse(reference) == reference


@pytest.mark.parametrize(
    "typed", ["HK-7K4M-92QX", "hk7k4m92qx", " hk 7k4m 92qx ", "7K4M92QX", "7k4m-92qx", "HK–7K4M–92QX", "HK.7K4M.92QX"]
)
def test_reference_is_read_as_people_type_it(typed):
    assert parse(typed) == "HK-7K4M-92QX"


def test_reference_takes_lookalikes_for_digits():
    reference = complete("10AB1CD")
    assert parse(reference.replace("1", "l").replace("0", "o")) == parse(reference.replace("1", "I")) == reference


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("HK-7K4M", "length"),
        ("HK-7K4M-92QXX", "length"),
        ("HK-7K4M-92QU", "character"),
        ("HK-7K4M-92Q한", "character"),
        ("HK-7K4M-92QY", "check"),
        ("HK-0000-0000", "check"),
    ],
)
def test_reference_refused_with_its_reason(typed, reason):
    with pytest.raises(ReferenceProblem) as problem:
        parse(typed)
    assert problem.value.reason == reason


@given(BODIES, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_reference_catches_every_single_wrong_character(body, place, wrong):
    good = complete(body).replace("-", "")[2:]
    if good[place] != wrong:
        with pytest.raises(ReferenceProblem):
            parse(good[:place] + wrong + good[place + 1 :])


@given(BODIES, st.integers(0, 7), st.integers(0, 7))
def test_reference_catches_every_swap(body, one, other):
    good = list(complete(body).replace("-", "")[2:])
    if good[one] != good[other]:
        good[one], good[other] = good[other], good[one]
        with pytest.raises(ReferenceProblem):
            parse("".join(good))


def test_a_body_that_begins_like_the_prefix_is_no_prefix():
    for data in ("HK00000", "HKHKHKH"):
        whole = complete(data)
        assert parse(whole.removeprefix("HK-")) == parse(whole.removeprefix("HK")) == whole
