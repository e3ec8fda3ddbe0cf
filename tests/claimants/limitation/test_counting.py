"""Clocks follow claims, starts, events and the law by themselves."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claimants.leaving import actions as leaving
from claimants.limitation import actions, queries
from claimants.limitation.models import Clock, Reckoning, TollingEvent
from claimants.review import actions as review
from litigation.errors import DomainError
from litigation.jobs import engine
from litigation.jobs.models import Job
from litigation.lawbook.actions import add_row
from litigation.ledger.models import LedgerEvent
from litigation.theories.actions import choose_start, confirm_start
from litigation.theories.queries import one
from litigation.workflow import move
from tests.factories import make_case, make_claim, make_member

pytestmark = pytest.mark.django_db
END, DATA = date(2026, 12, 31), date(2021, 10, 20)
KEYS = ("privacy_act", "state_compensation", "tort")
EVENT = {"en": "Last day of the records", "ko": "기록의 마지막 날"}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-26T10:00+09:00")


def told(claim):
    return [(clock.theory.key, clock.last_day, clock.state) for clock in queries.of_claim(claim)]


def choose(theory, actor, start=DATA, **said):
    wanted = {"limb": "objective", "event": EVENT, "note": "The act ended with the last record.", **said}
    return choose_start(theory=theory, start=start, actor=actor, **wanted)


def work():
    for job in Job.objects.filter(state__in=Job.OPEN):
        engine.work(job.pk)


def test_draft_has_no_clock_and_a_sent_claim_has_one_for_each_theory():
    case = make_case()
    assert told(make_claim(case=case, ready=True)) == []
    claim = make_claim(case=case, status="submitted")
    assert told(claim) == [(key, END, "running") for key in KEYS]
    assert [clock.reckoning.is_confirmed for clock in queries.of_claim(claim)] == [False] * 3
    first, others = queries.for_claimant(claim)
    assert others == []
    assert first.ends_at.isoformat() == "2026-12-31T23:59:00+09:00"


def test_claims_of_the_same_start_share_one_computation():
    case = make_case()
    for _ in range(3):
        make_claim(case=case, status="submitted")
    assert (Reckoning.objects.count(), Clock.objects.count()) == (3, 9)
    computation = Reckoning.objects.first().computation
    assert list(computation) == ["result", "steps", "sources"]
    assert computation["result"] == "2026-12-31"


@pytest.mark.parametrize(
    ("status", "state"),
    [("needs_information", "running"), ("accepted", "running"), ("in_round", "running"), ("filed", "interrupted"),
     ("closed", "interrupted"), ("not_eligible", "left")],
)  # fmt: skip
def test_clock_follows_the_status_of_its_claim(status, state):
    claim = make_claim(case=make_case(), status=status)
    assert told(claim) == [(key, END, state) for key in KEYS]


def test_clock_runs_again_when_a_refusal_is_undone():
    claim = make_claim(case=make_case(), status="not_eligible")
    review.undo_decision(claim=claim, actor=claim.reviewer)
    assert {state for _key, _day, state in told(claim)} == {"running"}


def test_withdrawn_claim_keeps_its_date_and_counts_no_more():
    claim = make_claim(case=make_case(), status="submitted")
    leaving.withdraw(claim=claim, actor=claim.claimant.account)
    assert told(claim) == [(key, END, "left") for key in KEYS]


def test_filing_enters_the_suit_of_today_unless_its_day_was_entered_before():
    case = make_case()
    attorney = make_member(case).user
    today = make_claim(case=case, status="filed", attorney=attorney)
    assert list(today.tolling_events.values_list("kind", "on")) == [("suit", date(2026, 11, 26))]
    before = make_claim(case=case, status="in_round", attorney=attorney)
    actions.suit_filed(claims=[before], on=date(2026, 11, 20), actor=attorney, note="2026가합12345")
    actions.suit_filed(claims=[before], on=date(2026, 11, 20), actor=attorney)
    move(before, "filed", actor=attorney)
    assert list(before.tolling_events.values_list("kind", "on")) == [("suit", date(2026, 11, 20))]
    assert before.clocks.first().reckoning.interrupted_on == date(2026, 11, 20)


def test_other_start_moves_the_clocks_of_its_theory_by_a_job_and_is_foretold():
    case = make_case()
    attorney = make_member(case).user
    claims = [make_claim(case=case, status="submitted") for _ in range(2)]
    filed = make_claim(case=case, status="filed", attorney=attorney)
    tort = one(case, "tort")
    assert queries.shifts(tort, "objective", DATA, queries.ways_of(tort)) == [
        queries.Shift(2, END, date(2026, 10, 20)),
        queries.Shift(1, END, date(2026, 10, 20), loses_suit=True),
    ]
    choose(tort, attorney)
    counting = queries.counting(case)
    assert (counting.total, list(counting.items.values_list("weight", flat=True))) == (3, [3])
    work()
    assert queries.counting(case) is None
    assert [told(claim)[2] for claim in claims] == [("tort", date(2026, 10, 20), "running")] * 2
    assert told(filed)[1:] == [("state_compensation", END, "interrupted"), ("tort", date(2026, 10, 20), "late")]
    assert [clock.has_lapsed for clock in queries.of_claim(claims[0])] == [False, False, True]
    first, others = queries.for_claimant(claims[0])
    assert (first.theory.key, [each.theory.key for each in others]) == ("privacy_act", ["tort"])
    assert not queries.is_outdated(case)


def test_confirmation_stands_beside_dates_counted_before_it():
    case = make_case()
    claim, attorney = make_claim(case=case, status="submitted"), make_member(case).user
    confirm_start(basis=one(case, "tort").bases.get(), actor=attorney)
    assert [clock.reckoning.is_confirmed for clock in queries.of_claim(claim)] == [False, False, True]


def test_changed_law_is_noticed_and_counted():
    case = make_case()
    claim = make_claim(case=case, status="submitted")
    add_row(
        key="holiday.day", value="임시공휴일", effective_from=END, citation="관보", confidence="K",
        note="", actor=make_member(case).user,
    )  # fmt: skip
    assert queries.is_outdated(case)
    actions.start_recount(case=case, actor=None)
    work()
    assert not queries.is_outdated(case)
    assert told(claim)[0] == ("privacy_act", date(2027, 1, 4), "running")


def test_recount_run_twice_finds_the_same():
    case = make_case()
    claim = make_claim(case=case, status="submitted")
    before = list(Clock.objects.order_by("id").values())
    actions.count(case=case, claims=[claim.pk])
    assert list(Clock.objects.order_by("id").values()) == before


def test_recount_of_nobody_is_no_job():
    assert actions.start_recount(case=make_case(), actor=None) is None


def test_demand_holds_the_time_of_one_claim_until_it_is_struck_out():
    case = make_case()
    claim, other = (make_claim(case=case, status="submitted") for _ in range(2))
    attorney = make_member(case).user
    event = actions.enter_event(claim=claim, kind="demand", on=date(2026, 11, 20), note=" letter ", actor=attorney)
    assert (event.note, told(claim)[0][1], told(other)[0][1]) == ("letter", date(2027, 5, 20), END)
    actions.enter_event(claim=claim, kind="suit", on=date(2026, 11, 25), actor=attorney)
    assert {state for _key, _day, state in told(claim)} == {"interrupted"}
    actions.strike_event(event=claim.tolling_events.get(kind="suit"), actor=attorney)
    assert {state for _key, _day, state in told(claim)} == {"running"}
    verbs = LedgerEvent.objects.filter(verb__startswith="clock.").values_list("verb", "data")
    assert list(verbs) == [
        ("clock.event_entered", {"kind": "demand", "on": "2026-11-20"}),
        ("clock.event_entered", {"kind": "suit", "on": "2026-11-25"}),
        ("clock.event_struck", {"kind": "suit", "on": "2026-11-25"}),
    ]


@pytest.mark.parametrize(
    ("kind", "on", "code"),
    [
        ("demand", date(2026, 11, 27), "clock.future"),
        ("demand", date(2026, 11, 20), "clock.entered_before"),
        ("suit_ended", date(2026, 11, 20), "limitation.no_suit"),
    ],
)
def test_event_that_cannot_be_is_refused_and_nothing_is_kept(kind, on, code):
    claim = make_claim(case=make_case(), status="submitted")
    attorney = make_member(claim.case).user
    actions.enter_event(claim=claim, kind="demand", on=date(2026, 11, 20), actor=attorney)
    with pytest.raises(DomainError) as refused, transaction.atomic():
        actions.enter_event(claim=claim, kind=kind, on=on, actor=attorney)
    assert refused.value.code == code
    assert TollingEvent.objects.count() == 1


def test_event_others_rest_on_cannot_be_struck_out_nor_one_twice():
    claim = make_claim(case=make_case(), status="submitted")
    attorney = make_member(claim.case).user
    suit = actions.enter_event(claim=claim, kind="suit", on=date(2026, 11, 20), actor=attorney)
    ended = actions.enter_event(claim=claim, kind="suit_ended", on=date(2026, 11, 25), actor=attorney)
    with pytest.raises(DomainError) as refused, transaction.atomic():
        actions.strike_event(event=suit, actor=attorney)
    assert refused.value.code == "limitation.no_suit"
    actions.strike_event(event=ended, actor=attorney)
    with pytest.raises(DomainError) as refused, transaction.atomic():
        actions.strike_event(event=ended, actor=attorney)
    assert refused.value.code == "clock.struck_before"


def test_claim_filed_after_its_time_is_told_as_late_once(time_machine):
    case = make_case()
    claim = make_claim(case=case, status="in_round")
    time_machine.move_to("2027-01-04T10:00+09:00")
    actions.suit_filed(claims=[claim], on=date(2027, 1, 4), actor=claim.reviewer)
    move(claim, "filed", actor=claim.reviewer)
    assert told(claim) == [(key, END, "late") for key in KEYS]
    assert claim.tolling_events.count() == 1
    assert [queries.late(each) for each in case.theories.all()] == [1, 1, 1]


def test_database_keeps_one_clock_a_theory_and_known_states():
    claim = make_claim(case=make_case(), status="submitted")
    clock = claim.clocks.first()
    for wrong in ({"pk": None}, {"state": "lapsed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            clock.pk = wrong.get("pk", clock.pk)
            clock.state = wrong.get("state", clock.state)
            clock.save()
        clock.refresh_from_db() if clock.pk else setattr(clock, "pk", claim.clocks.first().pk)


def test_days_left_are_counted_by_the_seoul_calendar(time_machine):
    claim = make_claim(case=make_case(), status="submitted")
    time_machine.move_to("2026-12-31T23:30+09:00")
    clock = claim.clocks.first()
    assert (clock.days_left, clock.has_lapsed) == (0, False)
    time_machine.move_to("2027-01-01T00:30+09:00")
    assert clock.has_lapsed
    assert timezone.localdate() - timedelta(days=1) == END
