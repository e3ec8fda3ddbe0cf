import re
from datetime import date
from pathlib import Path

import pytest

from litigation.cases import words
from litigation.law import eligibility
from litigation.law.partial import PartialDate
from tests.litigation.law.test_eligibility import RULE

COMPUTED = {"nationality_both", "nationality_unknown", "needs_a_person", "birth_date_unknown"}  # chosen by an answer


def codes(module, call):
    """Every code a module names in plain sight when it gives a reason."""
    return set(re.findall(rf'{call}\(\s*"([a-z_]+)"', Path(module.__file__).read_text()))


def test_every_code_has_its_sentence_and_no_sentence_is_idle():
    assert codes(eligibility, "Reason") | COMPUTED == set(words.REASONS)
    assert set(words.TRIP_STATES) == set(eligibility.TRIP_STATES)
    assert set(words.RESULTS) == {eligibility.YES, eligibility.MAYBE, eligibility.NO}


def test_sentence_writes_dates_as_people_do():
    trip = eligibility.Trip("t", PartialDate(2010, 8))
    held = [eligibility.Nationality("JP")]
    verdict = eligibility.judge(RULE, birth_date=date(1980, 1, 1), nationalities_over_time=held, trips=[trip])
    assert words.sentence(verdict.reasons[0]).startswith("“August 2010” reaches beyond the days from ")
    assert words.sentence(verdict.as_json()["reasons"][0]) == words.sentence(verdict.reasons[0])


@pytest.mark.parametrize("code", list(words.REASONS))
def test_every_sentence_can_be_said(code):
    params = {"first": "2010-08-23", "last": "2021-10-20", "when": "2010", "age": 17, "port": "PUS"}
    sentence = words.sentence({"code": code, "params": params})
    assert sentence.endswith(".")
    assert "%" not in sentence
