"""From filing to the last day of everything: what is written, what is told, and what is refused."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.limitation.models import TollingEvent
from claimants.notices.models import Notice
from documents.proceedings import actions, queries
from documents.proceedings.models import Deadline, DocketEntry, Proceeding
from documents.rounds.actions import open_round
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.workflow import move
from tests.documents import people
from tests.documents.proceedings.conftest import SERVED, file


def shown(proceeding):
    rows = proceeding.deadlines.exclude(state="recounted").order_by("due_on")
    return list(rows.values_list("key", "due_on", "state"))


# Filing ------------------------------------------------------------------------------------------------------------------
def test_filing_makes_a_proceeding_and_files_everybody_still_in_the_round(frozen, park):
    left = Claim.objects.order_by("pk").last()
    move(left, "withdrawn", actor=park)
    suit = file(frozen, park, division="제15민사부", number="2026 가합 12345")
    assert (suit.round, suit.instance, suit.number, suit.division) == (frozen, "first", "2026가합12345", "제15민사부")
    assert frozen.status == "filed"
    assert sorted(Claim.objects.values_list("status", flat=True)) == ["filed", "withdrawn"]
    assert [entry.kind for entry in suit.entries.all()] == ["filed"]
    stopped = TollingEvent.objects.values_list("claim__status", "kind", "on")
    assert list(stopped) == [("filed", "suit", date(2026, 10, 5))]
    notices = Notice.objects.filter(kind="filed")
    assert [(each.claim.status, each.params) for each in notices] == [("filed", {"round": frozen.number})]
    verbs = LedgerEvent.objects.filter(verb__in=["round.filed", "proceeding.opened", "claim.filed"])
    assert sorted(verbs.values_list("verb", flat=True)) == ["claim.filed", "proceeding.opened", "round.filed"]


def test_filing_many_takes_as_many_queries_as_filing_two(case, frozen, park):
    with CaptureQueriesContext(connection) as of_two:
        file(frozen, park)
    people.make_accepted(case, 7, start=3)
    more = people.freeze(open_round(case=case, actor=park), park)
    with CaptureQueriesContext(connection) as of_seven:
        file(more, park, number="2026가합54321", filed_on=timezone.localdate())
    assert (Claim.objects.filter(status="filed").count(), len(of_seven) - len(of_two)) == (9, 0)


def test_filing_twice_is_refused_and_tells_nobody_again(frozen, park):
    file(frozen, park)
    with pytest.raises(DomainError) as refused:
        file(frozen, park, number="2026가합54321")
    assert refused.value.code == "workflow.not_allowed"
    assert (Proceeding.objects.count(), Notice.objects.filter(kind="filed").count()) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "12345"}, "proceeding.number"),
        ({"filed_on": date(2026, 9, 30)}, "round.filed_before_frozen"),
        ({"filed_on": timezone.localdate() + timedelta(days=1)}, "round.filed_in_future"),
    ],
)
def test_filing_wrongly_changes_nothing(frozen, park, changes, code):
    with pytest.raises(DomainError) as refused:
        file(frozen, park, **changes)
    frozen.refresh_from_db()
    assert (refused.value.code, frozen.status, Proceeding.objects.count()) == (code, "frozen", 0)
    assert set(Claim.objects.values_list("status", flat=True)) == {"in_round"}


def test_an_appeal_belongs_to_its_round_and_a_mediation_to_none(case, suit, park):
    common = {"case": case, "court": "서울고등법원", "division": "", "filed_on": SERVED, "actor": park}
    appeal = actions.open_proceeding(instance="appeal", round=suit.round, number="2026나7", **common)
    mediation = actions.open_proceeding(instance="mediation", number="2026머7", **common)
    assert [entry.kind for entry in appeal.entries.all()] == ["filed"]
    assert shown(mediation) == [("mediation_end", date(2027, 1, 4), "open")]
    for instance, round in (("first", suit.round), ("appeal", None), ("mediation", suit.round)):
        with pytest.raises(DomainError, match=r"proceeding\.instance"):
            actions.open_proceeding(instance=instance, round=round, number="2026나8", **common)
    for again in ({"number": "2026나7"}, {"number": "2026나9"}):
        with pytest.raises(DomainError, match=r"proceeding\.twice"):
            actions.open_proceeding(instance="appeal", round=suit.round, **again, **common)


def test_a_division_named_later_is_entered_and_a_number_of_another_suit_is_refused(case, suit, park):
    common = {"case": case, "court": "서울중앙지방법원", "division": "", "filed_on": SERVED, "actor": park}
    actions.open_proceeding(instance="mediation", number="2026머7", **common)
    said = {"court": suit.court, "division": "제15민사부", "number": suit.number}
    actions.change_proceeding(proceeding=suit, actor=park, **said)
    actions.change_proceeding(proceeding=suit, actor=park, **said)
    event = LedgerEvent.objects.get(verb="proceeding.changed")
    assert (event.data["before"]["division"], event.data["after"]["division"]) == ("", "제15민사부")
    for number, code in (("2026머7", "proceeding.twice"), ("nonsense", "proceeding.number")):
        with pytest.raises(DomainError) as refused:
            actions.change_proceeding(proceeding=suit, actor=park, **said | {"number": number})
        assert refused.value.code == code
    suit.refresh_from_db()
    assert (suit.division, suit.number) == ("제15민사부", "2026가합12345")


# The docket --------------------------------------------------------------------------------------------------------------
def test_an_entry_starts_its_deadlines_with_the_way_they_were_counted(suit, park):
    entry = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, served="in_person", actor=park)
    deadline = entry.deadlines.get()
    assert (deadline.key, deadline.due_on, deadline.critical, deadline.state) == (
        "appeal",
        date(2026, 11, 16),
        True,
        "open",
    )
    assert deadline.computation["result"] == "2026-11-16"
    assert "민사소송법 396" in {source["citation"] for source in deadline.computation["sources"]}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"kind": "judgment_appeal"}, "docket.kind"),
        ({"kind": "nothing"}, "docket.kind"),
        ({"kind": "order", "served": "opened"}, "docket.opened_on"),
        ({"kind": "order", "opened_on": SERVED}, "docket.opened_on"),
        ({"kind": "order", "due_on": SERVED}, "docket.no_title"),
        ({"kind": "judgment_first", "day": date(2150, 1, 1)}, "docket.in_future"),
        ({"kind": "order", "day": date(2000, 1, 1)}, "docket.before_filing"),
        ({"kind": "hearing", "day": date(2150, 1, 1)}, "law.outside"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_with_a_sentence(suit, park, said, code):
    with pytest.raises(DomainError) as refused:
        actions.enter(proceeding=suit, actor=park, **{"day": SERVED, **said})
    assert refused.value.sentence
    assert (refused.value.code, suit.entries.count()) == (code, 1)


def test_a_corrected_entry_counts_anew_and_keeps_what_stood_before(suit, park):
    first = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, served="notified", actor=park)
    newer = actions.correct(
        entry=first, kind="judgment_first", day=SERVED, served="opened", opened_on=SERVED, actor=park
    )
    assert list(Deadline.objects.order_by("counted_at").values_list("due_on", "state", "replaces__due_on")) == [
        (date(2026, 11, 23), "recounted", None),
        (date(2026, 11, 16), "open", date(2026, 11, 23)),
    ]
    [_filed, entry] = sorted(queries.docket(suit), key=lambda each: each.day)
    assert (entry, entry.earlier) == (newer, [first])


def test_a_settled_deadline_stays_settled_only_where_it_comes_out_on_the_same_day(suit, park):
    first = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)
    actions.settle(deadline=first.deadlines.get(), state="done", note="2026나7", actor=park)
    same = actions.correct(entry=first, kind="judgment_first", day=SERVED, note="typed wrongly", actor=park)
    assert (same.deadlines.get().state, same.deadlines.get().note) == ("done", "2026나7")
    moved = actions.correct(entry=same, kind="judgment_first", day=SERVED + timedelta(days=1), actor=park)
    assert (moved.deadlines.get().state, moved.deadlines.get().settled_at) == ("open", None)


def test_a_correction_to_another_kind_drops_what_it_no_longer_starts(suit, park):
    first = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)
    actions.correct(entry=first, kind="answer_received", day=SERVED, actor=park)
    assert shown(suit) == [("appeal", date(2026, 11, 16), "dropped")]


def test_a_struck_entry_drops_its_deadlines_and_stays_readable(suit, park):
    entry = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)
    with pytest.raises(DomainError, match=r"docket\.no_reason"):
        actions.strike(entry=entry, note=" ", actor=park)
    actions.strike(entry=entry, note="Another suit", actor=park)
    assert shown(suit) == [("appeal", date(2026, 11, 16), "dropped")]
    [newest] = [each for each in queries.docket(suit) if each.corrects_id]
    assert (newest.void, newest.note, newest.earlier) == (True, "Another suit", [entry])


def test_an_entry_is_corrected_once(suit, park):
    entry = actions.enter(proceeding=suit, kind="order", day=SERVED, actor=park)
    actions.correct(entry=entry, kind="other", day=SERVED, actor=park)
    for act in (
        lambda: actions.correct(entry=entry, kind="other", day=SERVED, actor=park),
        lambda: actions.strike(entry=entry, note="why", actor=park),
    ):
        with pytest.raises(DomainError, match=r"docket\.corrected"):
            act()
    assert DocketEntry.objects.filter(corrects=entry).count() == 1


# Deadlines ---------------------------------------------------------------------------------------------------------------
def test_a_deadline_is_settled_once_and_can_be_opened_again(suit, park):
    deadline = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park).deadlines.get()
    with pytest.raises(DomainError, match=r"deadline\.no_reason"):
        actions.settle(deadline=deadline, state="dropped", actor=park)
    actions.settle(deadline=deadline, state="dropped", note="The other side appealed", actor=park)
    with pytest.raises(DomainError, match=r"deadline\.settled"):
        actions.settle(deadline=deadline, state="done", actor=park)
    actions.reopen(deadline=deadline, actor=park)
    with pytest.raises(DomainError, match=r"deadline\.not_settled"):
        actions.reopen(deadline=deadline, actor=park)
    assert shown(suit) == [("appeal", date(2026, 11, 16), "open")]
    verbs = LedgerEvent.objects.filter(verb__startswith="deadline.").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["deadline.dropped", "deadline.reopened"]
