"""The shipped rows as a whole, and the sentences beside them."""

import re
from datetime import date
from pathlib import Path

import pytest

from litigation.law import sentences
from litigation.law.rows import LawProblem, LawTable, Row, check, shipped

LAW = Path(sentences.__file__).parent
CODES = re.compile(r'Step\(\s*f?"([a-z_.]+)"')


def row(**changes):
    return Row(**{"key": "k", "value": 1, "unit": "won", "citation": "민법 1", "confidence": "V"} | changes)


def test_no_two_shipped_rows_of_a_key_begin_on_the_same_day():
    begins = [(each.key, each.effective_from) for each in shipped()]
    assert len(begins) == len(set(begins))


def test_nothing_that_is_shipped_claims_to_be_confirmed():
    assert [each.key for each in shipped() if each.confirmed_on or each.confirmed_by] == []


def test_the_row_that_begins_last_holds_and_of_equals_the_one_added_last():
    first, second = row(value=1), row(value=2, effective_from=date(2026, 1, 1))
    corrected = row(value=3, effective_from=date(2026, 1, 1), origin="counsel")
    table = LawTable([first, second, corrected])
    assert [table.value("k", date(2025, 12, 31)), table.value("k", date(2026, 1, 1))] == [1, 3]


def test_a_day_no_row_holds_is_refused_with_a_sentence():
    with pytest.raises(LawProblem) as refused:
        LawTable([row(effective_to=date(2020, 1, 1))]).row("k", date(2020, 1, 2))
    assert str(refused.value) == (
        "The table has no value of k for 2020-01-02. Add a dated row for that day, then ask again."
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"citation": ""}, "law.no_source"),
        ({"unit": ""}, "law.no_source"),
        ({"confidence": "sure"}, "law.confidence"),
        ({"value": 1.5}, "law.value"),
        ({"value": ""}, "law.value"),
        ({"effective_from": date(2026, 1, 2), "effective_to": date(2026, 1, 1)}, "law.row_backwards"),
    ],
)
def test_a_row_nobody_could_rely_on_is_refused(changes, code):
    with pytest.raises(LawProblem) as refused:
        check(row(**changes))
    assert refused.value.code == code


def test_the_hash_of_a_row_is_that_of_its_content_only():
    plain = row(effective_from=date(2026, 1, 1))
    same = row(effective_from=date(2026, 1, 1), origin="counsel", confirmed_by="Kim", confirmed_on=date(2026, 2, 1))
    assert (plain.sha256 == same.sha256, plain.sha256 == row(effective_from=date(2026, 1, 2)).sha256) == (True, False)


def test_every_step_about_money_has_its_sentence():
    files = [LAW / f"{name}.py" for name in ("stamp", "service_fee", "value", "interest", "costs")]
    written = {code for path in files for code in CODES.findall(path.read_text("utf-8")) if code[-1] != "."}
    assert (written - set(sentences.MONEY), len(written) > 10) == (set(), True)
