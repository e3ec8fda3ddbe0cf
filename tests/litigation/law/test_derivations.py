"""Derivations word for word: pages and frozen papers show each step, so a step that is lost or says another figure is a fault.

derivations.txt holds them as a person reads them. Where one changes on purpose, look at every line that differs, then write
it anew: `python -m tests.litigation.law.test_derivations > tests/litigation/law/derivations.txt`.
"""

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from litigation.law import (
    capacity,
    deadlines,
    foreign,
    interest,
    periods,
    retention,
    rows,
    service_fee,
    stamp,
    suit,
    value,
)
from litigation.law.computation import Computation, Step, plain
from litigation.law.costs import lawyer_cost, security_for_costs
from litigation.law.figures import day, read_day, read_whole, written
from litigation.law.limitation import Event, clock, interrupted_on
from litigation.law.sentences import sentence

ON = date(2026, 1, 2)
KEPT = Path(__file__).with_name("derivations.txt")
ROW = rows.Row(
    key="k.rate",
    value=50,
    unit="per 10000",
    citation="Act 1",
    confidence="V",
    effective_from=date(2020, 1, 1),
    note="of values below 10,000,000 won",
)
SUITS = [
    Event(date(2026, 1, 5), "suit"),
    Event(date(2027, 1, 5), "suit_ended"),
    Event(date(2027, 3, 5), "suit"),
    Event(date(2027, 5, 5), "suit_ended"),
]


def asked():
    """{question: its derivation}."""
    start = {"objective": date(2021, 11, 9)}
    both = start | {"subjective": date(2024, 2, 29)}
    filed = suit.filing(plaintiffs=3, amount=3_000_000, defendants=2, on=ON)
    changed = suit.change_of_claim(plaintiffs=2, before=3_000_000, after=5_000_000, on=ON)
    portal = periods.legal_end(date(2026, 11, 2), "10d", added_days=3, outages=[date(2026, 11, 3), date(2026, 11, 20)])
    return {
        "brief of appeal, extended": deadlines.deadline("appeal_brief", date(2026, 11, 2), extended=True),
        "brief before a hearing": deadlines.deadline("brief", date(2026, 11, 26)),
        "two weeks before": periods.legal_start(date(2026, 11, 26), "2w"),
        "portal, not opened": periods.e_service(date(2026, 11, 2)),
        "portal, opened": periods.e_service(date(2026, 11, 2), date(2026, 11, 9)),
        "ten days, three added, the portal down on the first and after the last": portal,
        "a month without its day": periods.legal_end(date(2026, 1, 30), "1m", first_day_counts=True),
        "from midnight, by months": periods.legal_end(date(2026, 1, 31), "1m", first_day_counts=True),
        "of age": capacity.of_age_from(date(2008, 2, 29), ON),
        "data of who left": retention.kept_until(retention.LEFT, date(2026, 11, 30)),
        "a mandate of who left": retention.kept_until(retention.MANDATE, date(2028, 2, 29)),
        "one limb": clock("state", start),
        "two limbs": clock("private", both),
        "suits that ended": clock("state", start, events=SUITS),
        "a demand in time and one too late": clock(
            "state", start, events=[Event(date(2026, 9, 1), "demand"), Event(date(2026, 12, 1), "demand")]
        ),
        "mediation": clock("state", start, events=[Event(date(2026, 9, 1), "mediation")]),
        "two nationalities": foreign.reciprocity_of(["VN", "JP"], ON),
        "one nationality": foreign.reciprocity_of(["JP"], ON),
        "Korean too": foreign.reciprocity_of(["JP", "KR"], ON),
        **{f"filing: {name}": found for name, found in filed.items()},
        **{f"change: {name}": found for name, found in changed.items()},
        "each is served": service_fee.service_fee(
            case_type="가소", plaintiffs=3, defendants=2, on=ON, party_count="each_counts"
        ),
        "value of equal and other amounts": value.value_of_claim([1, 2, 2, 3], on=ON),
        "value of many amounts": value.value_of_claim([1, 2, 3, 4], on=ON),
        "least duty": stamp.stamp_duty(1000, on=ON),
        "appeal, literally": stamp.stamp_duty(12_345_678, on=ON, instance="appeal", efile=True, rounding="literal"),
        "no more to claim": stamp.stamp_duty_change(5_000_000, 3_000_000, on=ON),
        "refund of much": stamp.stamp_refund(450_001, on=ON),
        "refund of little": stamp.stamp_refund(150_000, on=ON),
        "refund of less": stamp.stamp_refund(90_000, on=ON),
        "hold": stamp.least_to_file(3_000_000, on=ON),
        "cash": stamp.is_paid_in_cash(10_000, on=ON),
        "stamps": stamp.is_paid_in_cash(9_999, on=ON),
        "lawyer, uncontested": lawyer_cost(7_654_321, on=ON, contested=False),
        "interest over a change of rate": interest.interest(
            1_000_000, since=date(2018, 3, 1), until=date(2020, 2, 29), served_on=date(2018, 12, 31)
        ),
        "security, the defendant's": security_for_costs(
            30_000_000, plaintiffs=3, defendants=1, on=ON, scope="defendant_only"
        ),
    }


def lines():
    for question, found in asked().items():
        yield f"{question}: {plain(found.result)}"
        for step in found.steps:
            used = ", ".join(row.key for row in step.rows)
            yield f"    {sentence(step)} | {step.shown} | {plain(step.value)} | {used}".rstrip(" |")
        yield ""


def test_each_derivation_says_its_steps_word_for_word():
    assert list(lines()) == KEPT.read_text().splitlines()


def test_a_computation_is_stored_with_each_row_once_and_each_step_s_place_among_them():
    other = rows.Row(key="k.rate", value=60, unit="per 10000", citation="Act 2", confidence="K")
    steps = (
        Step("a", Fraction(7, 2), "7 / 2", {"day": ON, "list": [Fraction(4, 2), (1, ON)]}, (ROW, other)),
        Step("b", {"n": Fraction(3)}, rows=(other,)),
    )
    assert Computation(Fraction(8, 2), steps).as_json() == {
        "result": 4,
        "steps": [
            {
                "code": "a",
                "shown": "7 / 2",
                "value": "7/2",
                "params": {"day": "2026-01-02", "list": [2, [1, "2026-01-02"]]},
                "rows": ["k.rate", "k.rate"],
                "sources": [0, 1],
            },
            {"code": "b", "shown": "", "value": {"n": 3}, "params": {}, "rows": ["k.rate"], "sources": [1]},
        ],
        "sources": [ROW.as_json(), other.as_json()],
    }


def test_a_row_s_hash_never_changes_since_confirmations_rest_on_it():
    assert ROW.sha256 == "c57c99bc3d571803ba315800ccf771ce257a4c2a727c81cf71d226ed2bdd43fe"
    said = {ROW.sha256: ("Kim", ON)}
    [row] = rows.LawTable([ROW]).with_confirmations(said)
    assert (row.confirmed_by, row.confirmed_on, row.sha256) == ("Kim", ON, ROW.sha256)
    unsaid = rows.LawTable([ROW])
    assert unsaid.with_confirmations({}) is unsaid
    assert list(unsaid.with_confirmations({"other": ("Kim", ON)})) == [ROW]


def test_a_computation_is_confirmed_when_each_of_its_rows_is():
    [said] = rows.LawTable([ROW]).with_confirmations({ROW.sha256: ("Kim", ON)})
    confirmed = [Computation(1, (Step("a", 1, rows=used), Step("b", 1))).is_confirmed for used in ([said], [said, ROW])]
    assert confirmed == [True, False]


def test_a_row_is_asked_for_what_it_holds():
    word = rows.Row(key="k.word", value="14d", unit="length", citation="Act 1", confidence="V")
    assert (ROW.number, word.word) == (50, "14d")
    with pytest.raises(TypeError, match=r"k\.word holds a word"):
        _ = word.number
    with pytest.raises(TypeError, match=r"k\.rate holds a number"):
        _ = ROW.word


def test_a_suit_holds_the_time_only_while_it_lasts():
    start = {"objective": date(2021, 11, 9)}
    held = [interrupted_on(clock("state", start, events=SUITS[:n])) for n in range(5)]
    assert held == [None, date(2026, 1, 5), None, date(2027, 3, 5), None]


@pytest.mark.parametrize(
    ("text", "number"),
    [(" 1,234 ", 1234), ("-7", -7), ("1,23", "1,23"), ("", ""), ("9" * 39, int("9" * 39)), ("9" * 40, "9" * 40)],
)
def test_a_number_is_read_where_it_is_one(text, number):
    assert read_whole(text) == number


def test_a_day_is_read_or_refused_by_name():
    assert (read_day("2026-01-02"), read_day(""), read_day(None)) == (ON, None, None)
    for wrong in ("2026-02-30", "soon"):
        with pytest.raises(rows.LawProblem, match=wrong):
            read_day(wrong)
    for far in (date(1899, 12, 31), date(2200, 1, 1), datetime(2026, 1, 2)):
        with pytest.raises(rows.LawProblem):
            day(far)
    assert (day(date(1900, 1, 1)), day(date(2199, 12, 31))) == (date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (1_234_567, "1,234,567"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-5, 4), "-1.25"),
        (Fraction(10_000_001, 10**6), "10.000001"),
        (Fraction(1, 10**7), "0.00…"),
        (Fraction(10, 3), "3.33…"),
        (Fraction(1, 30), "0.03…"),
    ],
)
def test_a_figure_is_written_as_by_hand(figure, text):
    assert written(figure) == text


if __name__ == "__main__":
    print(*lines(), sep="\n")
