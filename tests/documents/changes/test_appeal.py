"""Who appeals a judgment: everybody of the roster under exactly one heading, and no list is closed while somebody is missing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.changes import actions
from documents.changes.models import AppealAnswer, AppealClosing, AskedChange
from documents.changes.queries import (
    accounted,
    accounts,
    earlier_closings,
    left_since_closing,
    stayed_before,
    version_at,
)
from documents.papers.registry import asked_kinds
from documents.papers.samples import sample_values
from documents.proceedings.actions import enter, file_round, open_proceeding, strike
from documents.proceedings.queries import judgment_of
from documents.rounds import actions as rounds
from documents.rounds.models import Round
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.web.api_forms import sent
from tests.api.conftest import program
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    """Filed long ago, so that days of judgments can lie in the past."""
    people.make_accepted(case, 4)
    frozen = people.freeze(rounds.open_round(case=case, actor=lead), lead)
    Round.objects.filter(pk=frozen.pk).update(frozen_at=frozen.frozen_at - timedelta(days=90))
    frozen.refresh_from_db()
    return frozen


@pytest.fixture
def suit(round, lead):
    """With a judgment served on us yesterday."""
    filed = {"court": "서울중앙지방법원", "division": "", "number": "2026가합12345", "filed_on": day(-80)}
    suit = file_round(round=round, actor=lead, **filed)
    enter(proceeding=suit, kind="judgment_first", day=day(-1), served="in_person", actor=lead)
    return suit


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def second_instance(round, lead, *, judged=True):
    filed = {"court": "서울고등법원", "division": "", "number": "2026나777", "filed_on": day(0)}
    suit = open_proceeding(case=round.case, round=round, instance="appeal", actor=lead, **filed)
    if judged:
        enter(proceeding=suit, kind="judgment_appeal", day=day(0), served="in_person", actor=lead)
    return suit


def say(suit, lead, numbers, *, appeals):
    return actions.say_who_appeals(proceeding=suit, numbers=numbers, appeals=appeals, source="Letters.", actor=lead)


def counts(suit):
    found = accounts(judgment_of(suit))
    return found.appeals, found.stays, found.left, found.left_since, found.missing, found.first_missing


def code_of(act):
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_everybody_stands_under_one_heading(round, suit, lead):
    assert counts(suit) == (0, 0, 0, 0, 4, 1)
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    assert say(suit, lead, [2, 3], appeals=True) == 2
    say(suit, lead, [4], appeals=False)
    assert counts(suit) == (2, 1, 0, 1, 0, None)


def test_who_left_before_the_judgment_is_told_from_who_left_after(round, lead, time_machine):
    filed = {"court": "서울중앙지방법원", "division": "", "number": "2026가합12345", "filed_on": day(0)}
    suit = file_round(round=round, actor=lead, **filed)
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    time_machine.move_to(timezone.now() + timedelta(days=10))
    enter(proceeding=suit, kind="judgment_first", day=day(0), actor=lead)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    people.in_force(actions.drop(round=round, number=2, reason="Left.", actor=lead), lead)
    assert (counts(suit), version_at(judgment_of(suit))) == ((0, 0, 1, 1, 2, 3), 2)


def test_list_is_not_closed_while_somebody_is_missing(suit, lead):
    say(suit, lead, [1, 2, 4], appeals=True)
    with pytest.raises(DomainError) as refused:
        actions.close_appeal_list(proceeding=suit, actor=lead)
    assert (refused.value.code, refused.value.status) == ("appeal.missing", 409)
    assert "number 3" in refused.value.sentence
    assert AppealClosing.objects.count() == 0


def test_closed_list_keeps_its_counts_and_takes_no_more(round, suit, lead):
    say(suit, lead, [1, 2], appeals=True)
    say(suit, lead, [4], appeals=False)
    people.in_force(actions.drop(round=round, number=3, reason="Left.", actor=lead), lead)
    closed = actions.close_appeal_list(proceeding=suit, actor=lead)
    assert (closed.appeals, closed.stays, closed.left, closed.left_since, closed.roster_version) == (2, 1, 0, 1, 1)
    assert closed.sha256 == accounts(judgment_of(suit)).sha256
    assert code_of(lambda: say(suit, lead, [4], appeals=True)) == "appeal.closed"
    assert code_of(lambda: actions.close_appeal_list(proceeding=suit, actor=lead)) == "appeal.closed"


def test_closed_list_shows_what_it_was_closed_with_and_names_who_left_since(client, settings, round, case, suit, lead):
    settings.STAFF_SECOND_FACTOR = False
    say(suit, lead, [1, 2, 3], appeals=True)
    say(suit, lead, [4], appeals=False)
    closed = actions.close_appeal_list(proceeding=suit, actor=lead)
    people.in_force(actions.drop(round=round, number=2, reason="Left.", actor=lead), lead)
    found = accounted(judgment_of(suit))
    assert (found.appeals, found.stays, found.left_since, found.sha256) == (3, 1, 0, closed.sha256)
    assert left_since_closing(closed) == [2]
    client.force_login(lead)
    page = client.get(f"/staff/proceedings/{suit.pk}/appeal/").content.decode()
    assert "Changed since: 2 left the suit." in page
    told = program(lead, "round.read", case=case).get(f"/api/v1/proceedings/{suit.pk}/appeal/").json()
    assert (told["appeals"], told["sha256"]) == (3, closed.sha256)


def test_who_left_on_the_day_of_the_judgment_is_judged_by_the_moment(round, lead):
    filed = {"court": "서울중앙지방법원", "division": "", "number": "2026가합12345", "filed_on": day(0)}
    suit = file_round(round=round, actor=lead, **filed)
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    enter(proceeding=suit, kind="judgment_first", day=day(0), actor=lead)
    people.in_force(actions.drop(round=round, number=2, reason="Left.", actor=lead), lead)
    assert (counts(suit), version_at(judgment_of(suit))) == ((0, 0, 1, 1, 2, 3), 2)


def test_second_instance_has_a_list_of_its_own_that_begins_with_everybody(round, suit, lead):
    say(suit, lead, [1, 2, 3], appeals=True)
    say(suit, lead, [4], appeals=False)
    actions.close_appeal_list(proceeding=suit, actor=lead)
    second = second_instance(round, lead)
    assert counts(second) == (0, 0, 0, 0, 4, 1)
    assert (stayed_before(judgment_of(second)), stayed_before(judgment_of(suit))) == ([4], [])
    say(second, lead, [1, 2, 3, 4], appeals=False)
    actions.close_appeal_list(proceeding=second, actor=lead)
    assert (counts(suit), counts(second)) == ((3, 1, 0, 0, 0, None), (0, 4, 0, 0, 0, None))
    assert AppealClosing.objects.count() == 2


def test_newer_answer_counts_and_the_older_stays(suit, lead):
    say(suit, lead, [1], appeals=True)
    say(suit, lead, [1], appeals=False)
    assert counts(suit) == (0, 1, 0, 0, 3, 2)
    assert list(AppealAnswer.objects.order_by("id").values_list("appeals", flat=True)) == [True, False]


def test_unknown_and_left_numbers_save_nothing(round, suit, lead):
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    assert code_of(lambda: say(suit, lead, [2, 9], appeals=True)) == "appeal.unknown"
    assert code_of(lambda: say(suit, lead, [1, 2], appeals=True)) == "appeal.unknown"
    assert counts(suit) == (0, 0, 0, 1, 3, 2)


def test_who_leaves_after_answering_is_counted_as_left(round, suit, lead):
    say(suit, lead, [1], appeals=True)
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    assert counts(suit) == (0, 0, 0, 1, 3, 2)


def test_nobody_appeals_without_a_judgment(round, suit, lead):
    second = second_instance(round, lead, judged=False)
    assert code_of(lambda: say(second, lead, [1], appeals=True)) == "appeal.no_judgment"
    assert code_of(lambda: actions.close_appeal_list(proceeding=second, actor=lead)) == "appeal.no_judgment"
    strike(entry=judgment_of(suit), note="Of another suit.", actor=lead)
    assert code_of(lambda: say(suit, lead, [1], appeals=True)) == "appeal.no_judgment"


def test_answer_says_where_it_comes_from(suit, lead):
    act = {"proceeding": suit, "numbers": [1], "appeals": True, "source": " ", "actor": lead}
    assert code_of(lambda: actions.say_who_appeals(**act)) == "roster.text"


def test_page_takes_ranges_and_names_who_is_missing(client, settings, suit, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    at = f"/staff/proceedings/{suit.pk}/appeal/"
    for page in (f"/staff/proceedings/{suit.pk}/", "/staff/rounds/1/roster/"):
        assert at in client.get(page).content.decode()
    wrong = client.post(at, {"numbers": "one", "appeals": "yes", "source": "Letters."})
    assert wrong.status_code == 422
    page = client.post(at, {"numbers": "1-3", "appeals": "yes", "source": "Letters."}, follow=True).content.decode()
    assert ("Saved for 3 plaintiffs." in page, "/plaintiffs/4/" in page, "Close the list" in page) == (
        True,
        True,
        False,
    )
    page = client.post(at, {"numbers": "4", "appeals": "no", "source": "A call."}, follow=True).content.decode()
    assert "Close the list" in page
    closed = client.post(at + "close/", follow=True).content.decode()
    assert "everybody is accounted for" in closed


def test_program_changes_a_roster_and_closes_the_list(case, suit, lead):
    hers = program(lead, "round.read", "roster.change", case=case)
    at = "/api/v1/rounds/1/"
    assert hers.post(at + "plaintiffs/1/drop/", {"reason": "Left."}).json()["paper"] == "withdrawal"
    named = hers.post(at + "plaintiffs/2/correct/", {"hangul": "바른", "reason": "Typed wrongly."})
    assert (named.status_code, named.json()["number"], named.json()["status"]) == (202, 2, "asked")
    acting = {"capacity": "heirs", "acting": [{"hangul": "상속인"}], "reason": "Died."}
    assert hers.post(at + "plaintiffs/3/substitute/", acting).json()["kind"] == "substitute"
    assert hers.get(at + "changes/").json() == []
    for asked in AskedChange.objects.all():
        people.in_force(asked, lead)
    told = [(each["version"], each["asked"]) for each in hers.get(at + "changes/").json()]
    assert told == [(4, 3), (3, 2), (2, 1)]
    assert [each["version"] for each in hers.get(at + "asked-changes/").json()] == [4, 3, 2]
    said = {"numbers": "2-4", "appeals": True, "source": "The mandate covers it."}
    at = f"/api/v1/proceedings/{suit.pk}/"
    assert hers.post(at + "appeal/close/").json()["code"] == "appeal.missing"
    assert hers.post(at + "appeal/", said).json()["missing"] == 0
    closed = hers.post(at + "appeal/close/").json()
    assert (closed["appeals"], closed["left_since"], closed["closed"]) == (3, 1, True)
    assert hers.get(at + "appeal/").json() == closed


def test_page_is_there_for_a_judgment_only(client, settings, round, suit, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    second = second_instance(round, lead, judged=False)
    at = f"/staff/proceedings/{second.pk}/"
    assert (client.get(at + "appeal/").status_code, at + "appeal/" in client.get(at).content.decode()) == (404, False)


def test_page_of_the_second_instance_names_who_stayed_before(client, settings, round, suit, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    say(suit, lead, [2, 3], appeals=False)
    page = client.get(f"/staff/proceedings/{second_instance(round, lead).pk}/appeal/").content.decode()
    assert "these did not appeal: 2-3." in page


def test_notice_of_appeal_begins_with_the_list_and_is_bound_by_it_once_it_is_closed(round, suit, lead):
    form = asked_kinds()["appeal"].form
    say(suit, lead, [1, 3], appeals=True)
    say(suit, lead, [4], appeals=False)
    people.in_force(actions.drop(round=round, number=2, reason="Left.", actor=lead), lead)
    second_instance(round, lead, judged=False)
    began = form.beginning(round)
    assert {name: began[name] for name in ("proceeding", "served_on", "appellants", "staying_out")} == {
        "proceeding": str(suit.pk),
        "served_on": day(-1),
        "appellants": [1, 3],
        "staying_out": [2, 4],
    }
    sample = sample_values(asked_kinds()["appeal"]) | {"judged_on": day(-1)}
    other = sample | began | {"appellants": [1, 3, 4], "staying_out": [2]}
    assert form(sent(form, other), round=round).is_valid()
    actions.close_appeal_list(proceeding=suit, actor=lead)
    assert list(form(sent(form, other), round=round).errors) == ["appellants"]
    assert form(sent(form, other | began), round=round).is_valid()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"judged_on": -81}, "judged_on"),
        ({"judged_on": 0, "served_on": -1}, "served_on"),
        ({"dated": -2}, "dated"),
    ],
)
def test_dates_of_a_notice_of_appeal_follow_each_other(round, suit, lead, wrong, field):
    """Filed 80 days ago, judged and served yesterday."""
    form = asked_kinds()["appeal"].form
    days = {"judged_on": -1, "served_on": -1, "dated": 0} | wrong
    typed = sample_values(asked_kinds()["appeal"]) | {
        "appellants": [1, 2, 3, 4],
        "staying_out": [],
        "proceeding": suit.pk,
    }
    filled = form(sent(form, typed | {name: day(offset) for name, offset in days.items()}), round=round)
    assert list(filled.errors) == [field]
    right = form(sent(form, typed | {"judged_on": day(-1), "served_on": day(-1), "dated": day(0)}), round=round)
    assert list(right.errors) == []


@pytest.fixture
def closed(suit, lead):
    say(suit, lead, [1, 2, 3], appeals=True)
    say(suit, lead, [4], appeals=False)
    return actions.close_appeal_list(proceeding=suit, actor=lead)


def test_two_people_reopen_a_closed_list_and_it_is_closed_anew(case, suit, closed, lead):
    second = people.second(case)
    assert code_of(lambda: actions.reopen(closing=closed, actor=second)) == "appeal.answered"  # nobody asks
    actions.ask_to_reopen(closing=closed, reason="A letter came late.", actor=lead)
    assert code_of(lambda: actions.ask_to_reopen(closing=closed, reason="x", actor=second)) == "appeal.answered"
    assert code_of(lambda: actions.reopen(closing=closed, actor=lead)) == "appeal.own"
    assert code_of(lambda: say(suit, lead, [4], appeals=True)) == "appeal.closed"
    actions.reopen(closing=closed, actor=second)
    say(suit, lead, [4], appeals=True)
    newer = actions.close_appeal_list(proceeding=suit, actor=lead)
    assert (newer.number, newer.appeals, newer.stays) == (2, 4, 0)
    (old,) = earlier_closings(suit)
    assert (old.pk, old.appeals, old.sha256, old.reason, old.asked_by, old.reopened_by) == (
        closed.pk,
        3,
        closed.sha256,
        "A letter came late.",
        lead,
        second,
    )
    verbs = LedgerEvent.objects.filter(verb__startswith="appeal.").exclude(verb="appeal.said").order_by("seq")
    assert [event.verb for event in verbs] == [
        "appeal.closed",
        "appeal.reopening_asked",
        "appeal.reopened",
        "appeal.closed",
    ]


def test_list_stays_closed_where_the_second_person_does_not_agree(case, suit, closed, lead):
    actions.ask_to_reopen(closing=closed, reason="A letter came late.", actor=lead)
    actions.keep_closed(closing=closed, actor=people.second(case))
    assert code_of(lambda: actions.keep_closed(closing=closed, actor=lead)) == "appeal.answered"
    assert code_of(lambda: say(suit, lead, [4], appeals=True)) == "appeal.closed"
    closed.refresh_from_db()
    assert (closed.asked_by, closed.reason, closed.reopened_at) == (None, "", None)


def test_pages_and_programs_lead_two_people_to_reopen_a_list(client, settings, case, suit, closed, lead):
    settings.STAFF_SECOND_FACTOR = False
    second, at = people.second(case), f"/staff/proceedings/{suit.pk}/appeal/"
    client.force_login(lead)
    assert at + "ask-to-reopen/" in client.get(at).content.decode()
    assert client.post(at + "ask-to-reopen/", {"reason": ""}).status_code == 422
    assert client.post(at + "ask-to-reopen/", {"reason": "A letter came late."}).status_code == 302
    assert at + "reopen/" not in client.get(at).content.decode()
    client.force_login(second)
    assert at + "reopen/" in client.get(at).content.decode()
    hers, others = program(lead, "roster.change", case=case), program(second, "round.approve", case=case)
    api = f"/api/v1/proceedings/{suit.pk}/appeal/"
    assert others.post(api + "reopen/").json()["closed"] is False
    assert hers.post(api + "ask-to-reopen/", {"reason": "x"}).json()["code"] == "appeal.not_closed"
    assert "A letter came late." in client.get(at).content.decode()
