"""The pages of proceedings and deadlines, as a coordinator uses them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.proceedings import actions, queries
from documents.proceedings.models import Deadline, Proceeding
from documents.rounds.models import Round
from tests.documents import people
from tests.documents.proceedings.conftest import SERVED, file
from tests.litigation.accounts.tools import is_there


@pytest.fixture
def desk(client, park):
    is_there(client, park)
    return client


def text_of(answer):
    return answer.content.decode()


def typed(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_the_division_is_entered_on_the_page_of_the_proceeding(desk, suit):
    address = reverse("desk_proceeding_change", args=[suit.pk])
    assert address in text_of(desk.get(reverse("desk_proceeding", args=[suit.pk])))
    sent = {"court": suit.court, "division": "제15민사부", "number": "x"}
    assert desk.post(address, sent).status_code == 422
    assert desk.post(address, sent | {"number": suit.number}).url == reverse("desk_proceeding", args=[suit.pk])
    assert "제15민사부" in text_of(desk.get(reverse("desk_proceeding", args=[suit.pk])))


def test_an_open_round_has_nothing_to_file(desk, case, park):
    round = Round.objects.create(case=case, number=9, amount_won=1, prepared_by=park)
    assert desk.get(reverse("desk_round_file", args=[round.number])).status_code == 409


def test_what_happened_is_entered_corrected_and_struck_out(desk, suit):
    own = reverse("desk_proceeding", args=[suit.pk])
    sent = {"kind": "judgment_first", "served": "notified", "note": "", "title": "", **typed("day", SERVED)}
    assert desk.post(reverse("desk_docket_enter", args=[suit.pk]), sent).url == own
    shown = text_of(desk.get(own))
    assert "Judgment served on us" in shown and "23 November 2026" in shown and "Cannot be made good" in shown
    entry = suit.entries.get(kind="judgment_first")
    address = reverse("desk_docket_correct", args=[entry.pk])
    assert "judgment_first" in text_of(desk.get(address))
    opened = {**sent, "served": "opened", **typed("opened_on", SERVED)}
    assert desk.post(address, opened).url == own
    shown = text_of(desk.get(own))
    assert "16 November 2026" in shown and "Counted anew; before" in shown and "What stood here before" in shown
    assert desk.get(address).status_code == 404
    newest = suit.entries.get(corrects=entry)
    strike = reverse("desk_docket_strike", args=[newest.pk])
    assert "Write why this entry is struck out" in text_of(desk.post(strike, {"note": ""}))
    assert desk.post(strike, {"note": "Another suit"}).url == own
    assert "Struck out" in text_of(desk.get(own)) and "Not needed" in text_of(desk.get(own))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"served": "opened"}, "Enter the day it was opened"),
        (typed("opened_on", SERVED), "Choose that it was opened"),
        (
            {"served": "opened", **typed("opened_on", SERVED - timedelta(days=1))},
            "It cannot be opened before the notice",
        ),
        (typed("due_on", SERVED), "Write what the court set this day for"),
        ({"kind": ""}, "Choose an answer for “What happened?”"),
        ({"day_year": "2150"}, "This day has not come yet"),
        ({"day_year": "2000"}, "This proceeding was filed later than this day"),
    ],
)
def test_a_wrong_entry_keeps_what_was_written(desk, suit, changes, sentence):
    sent = {"kind": "judgment_first", "served": "", "note": "Heard by phone", **typed("day", SERVED)}
    answer = desk.post(reverse("desk_docket_enter", args=[suit.pk]), sent | changes)
    assert answer.status_code == 422 and sentence in text_of(answer) and "Heard by phone" in text_of(answer)
    assert suit.entries.count() == 1


def test_deadlines_stand_by_their_last_day_overdue_first_and_are_settled(desk, suit, park):
    today = timezone.localdate()
    for title, days in (("Later", 20), ("Over", -2), ("Soon", 3)):
        actions.enter(
            proceeding=suit, kind="order", day=SERVED, due_on=today + timedelta(days=days), title=title, actor=park
        )
    shown = text_of(desk.get(reverse("desk_deadlines")))
    assert shown.index("Over") < shown.index("Soon") < shown.index("Later")
    assert "2 days over" in shown and "in 3 days" in shown and "23:59 Seoul" in shown
    today_page = text_of(desk.get(reverse("desk_today")))
    assert "Ends soon" in today_page and "Over" in today_page and "Later" not in today_page
    over = Deadline.objects.get(title="Over")
    settle = reverse("desk_deadline", args=[over.pk])
    assert "Write why this deadline is not needed" in text_of(desk.post(settle, {"state": "dropped", "note": ""}))
    assert desk.post(settle, {"state": "done", "note": "sent"}).url == reverse("desk_deadlines")
    assert "Settled lately" in text_of(desk.get(reverse("desk_deadlines")))
    assert desk.post(settle, {"state": "done"}).status_code == 409
    desk.post(reverse("desk_deadline_reopen", args=[over.pk]))
    over.refresh_from_db()
    assert over.state == "open"


def test_a_persons_own_clock_stands_beside_that_of_the_court(desk, suit, park):
    type(park).objects.filter(pk=park.pk).update(timezone="America/New_York")
    actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)
    assert "09:59 your time" in text_of(desk.get(reverse("desk_deadlines")))


def test_a_month_shows_its_days_and_leads_to_the_next_one(desk, suit, park):
    actions.enter(proceeding=suit, kind="order", day=SERVED, due_on=date(2026, 12, 31), title="Pay", actor=park)
    shown = text_of(desk.get(reverse("desk_deadlines_month", args=[2026, 12])))
    assert "Pay" in shown and reverse("desk_deadlines_month", args=[2027, 1]) in shown
    assert "Nothing ends in this month" in text_of(desk.get(reverse("desk_deadlines_month", args=[2027, 2])))
    for year, number in ((2026, 13), (1999, 1), (2026, 0)):
        assert desk.get(reverse("desk_deadlines_month", args=[year, number])).status_code == 404


def test_an_appeal_and_a_mediation_are_entered_on_a_page_of_their_own(desk, suit):
    sent = {
        "instance": "appeal",
        "round": "",
        "court": "서울고등법원",
        "number": "2026나7",
        **typed("filed_on", SERVED),
    }
    refused = desk.post(reverse("desk_proceeding_new"), sent)
    assert refused.status_code == 422 and "An appeal belongs to the round" in text_of(refused)
    answer = desk.post(reverse("desk_proceeding_new"), sent | {"round": suit.round.pk})
    appeal = Proceeding.objects.get(instance="appeal")
    assert answer.url == reverse("desk_proceeding", args=[appeal.pk])
    assert "2026나7" in text_of(desk.get(reverse("desk_proceedings")))


def test_the_secret_of_a_calendar_is_shown_once(desk, park):
    shown = text_of(desk.post(reverse("desk_calendar")))
    assert "Copy it now" in shown and "/calendar/" in shown and ".ics" in shown
    again = text_of(desk.get(reverse("desk_calendar")))
    assert ".ics" not in again and "No program has read it yet" in again
    desk.post(reverse("desk_calendar_revoke"))
    assert queries.feed_of(park) is None


def test_an_auditor_reads_and_writes_nothing(client, case, suit, park):
    entry = actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)
    is_there(client, people.make_member(case, "auditor").user)
    shown = text_of(client.get(reverse("desk_proceeding", args=[suit.pk])))
    assert "Filing an appeal" in shown and "Enter what happened" not in shown and "Settle" not in shown
    for name, pk in (
        ("desk_docket_enter", suit.pk),
        ("desk_docket_correct", entry.pk),
        ("desk_deadline", entry.deadlines.get().pk),
    ):
        assert client.post(reverse(name, args=[pk])).status_code == 403


@pytest.mark.parametrize("entries", [1, 3])
def test_pages_read_in_a_fixed_number_of_queries(desk, suit, park, entries, django_assert_max_num_queries):
    for _ in range(entries):
        actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)
    for name, arguments in (("desk_deadlines", []), ("desk_proceeding", [suit.pk])):
        with django_assert_max_num_queries(20):
            desk.get(reverse(name, args=arguments))


def test_filing_again_from_an_old_page_is_refused(desk, frozen, park):
    file(frozen, park)
    sent = {"court": "서울중앙지방법원", "number": "2026가합2", **typed("filed_on", date(2026, 10, 5))}
    assert desk.post(reverse("desk_round_file", args=[frozen.number]), sent).status_code == 409
