"""The sums of a complaint: computed at the freeze, kept with their derivation, printed from there."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.papers.types.complaint import paper
from documents.rounds.actions import open_round
from documents.rounds.sums import sums
from litigation.errors import DomainError
from litigation.law.rows import LawTable, shipped
from litigation.lawbook import queries
from litigation.lawbook.actions import add_row
from tests.documents import people

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)


@pytest.fixture
def case(db):
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


def frozen_round(case, lead, *, plaintiffs=2):
    people.make_accepted(case, plaintiffs)
    return people.freeze(open_round(case=case, amount_won=10_000_000, actor=lead), lead, tell=False)


@pytest.mark.parametrize(
    ("plaintiffs", "expected"),
    [
        (30, {"value_of_claim": 30_000_000, "track": "small", "stamp_duty": 126_000, "service_fee": 112_800}),
        (500, {"value_of_claim": 500_000_000, "track": "single", "stamp_duty": 1_849_500, "service_fee": 169_200}),
        (501, {"value_of_claim": 501_000_000, "track": "panel", "stamp_duty": 1_853_100, "service_fee": 169_200}),
    ],
)
def test_the_size_of_a_round_decides_court_and_costs(plaintiffs, expected):
    found = sums(plaintiffs=plaintiffs, amount_won=1_000_000, defendants=1, on=DAY)
    assert {name: answer.result for name, answer in found.items()} == expected


def test_counsel_chooses_paper_filing_and_counting_each_plaintiff_by_rows(lead):
    chosen = {"effective_from": DAY, "citation": "Decision of counsel", "confidence": "K", "actor": lead}
    add_row(key="policy.filing", value="paper", **chosen)
    add_row(key="policy.party_count", value="each_counts", **chosen)
    found = sums(plaintiffs=500, amount_won=1_000_000, defendants=1, on=DAY)
    assert [found[name].result for name in ("stamp_duty", "service_fee")] == [2_055_000, 501 * 15 * 5_640]


def test_freezing_keeps_result_steps_and_sources(case, lead):
    kept = frozen_round(case, lead).frame["sums"]
    now = sums(plaintiffs=2, amount_won=10_000_000, defendants=1, on=timezone.localdate())
    assert kept == {name: answer.as_json() for name, answer in now.items()}


def test_the_complaint_prints_the_frozen_sums_whatever_the_law_says_later(case, lead):
    round = frozen_round(case, lead)
    today = timezone.localdate()
    add_row(key="service.unit", value=9_999, effective_from=today, citation="공고", confidence="V", actor=lead)
    assert paper(round, {}).sums == (("소가", 20_000_000), ("첨부할 인지액", 85_500), ("송달료", 112_800))


def test_a_round_frozen_before_sums_were_kept_prints_the_value_alone(case, lead):
    round = frozen_round(case, lead)
    del round.frame["sums"]
    assert paper(round, {}).sums == (("소가", 20_000_000),)


def test_nothing_is_frozen_when_the_law_has_no_answer(case, lead, monkeypatch):
    without = LawTable(row for row in shipped() if row.key != "service.unit" or row.effective_from < date(2020, 1, 1))
    monkeypatch.setattr(queries, "table", lambda: without)
    people.make_accepted(case, 1)
    round = open_round(case=case, actor=lead)
    with pytest.raises(DomainError) as refused:
        people.freeze(round, lead, tell=False)
    round.refresh_from_db()
    assert (refused.value.code, round.status, round.roster.count()) == ("law.outside", "open", 0)


def test_the_page_of_a_frozen_round_shows_how_each_sum_was_found(case, lead, client, settings):
    settings.STAFF_SECOND_FACTOR = False
    round = frozen_round(case, lead)
    client.force_login(lead)
    page = client.get(reverse("desk_round", args=[round.number])).content.decode()
    for expected in ("Stamp duty", "85,500 won", "20,000,000 × 45/10,000 + 5,000 = 95,000", "2 × 10 × 5,640 = 112,800"):
        assert expected in page
