"""Requests for access after they were sent: ten days for each from the day it was received, ended by the answer."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claimants.notices.models import Notice
from documents.access import actions
from documents.access.models import AccessAnswer, AccessRequest
from documents.access.queries import counts, requests_of
from documents.papers.models import Filing, PaperFile
from documents.proceedings import queries as proceedings
from documents.proceedings.actions_feed import make as make_calendar
from documents.proceedings.actions_reminding import remind
from documents.proceedings.models import Deadline
from documents.rounds.actions import open_round
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.api.conftest import program
from tests.documents import people

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, THURSDAY = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 12)


@pytest.fixture(autouse=True)
def _today(settings, time_machine):
    settings.STAFF_SECOND_FACTOR = False
    time_machine.move_to("2026-11-20T03:00:00Z")


@pytest.fixture
def lead():
    return people.make_member(people.make_case(), "case_lead").user


@pytest.fixture
def case(lead):
    return lead.memberships.get().case


@pytest.fixture
def filing(case, lead):
    """Requests for three people, as the job leaves them."""
    people.make_accepted(case, 4)
    round = people.freeze(open_round(case=case, actor=lead), lead)
    asked = {"values": {}, "texts": {"ko": {"body": "# 열람요구서"}}}
    filing = Filing.objects.create(
        round=round, type="access_request", number=1, state="made", asked=asked, asked_by=lead,
        created_at=timezone.make_aware(timezone.datetime(2026, 11, 1, 9)),
    )  # fmt: skip
    for entry in round.roster.exclude(number=4):
        kept = {"stored_name": "x", "sha256": "0" * 64, "size": 1, "pages": 1}
        PaperFile.objects.create(
            filing=filing, entry=entry, key=f"r:{entry.number}", path=f"{entry.number}.pdf", **kept
        )
    return filing


def receive(filing, lead, day=MONDAY, numbers=()):
    return actions.mark_received(filing=filing, received_on=day, proof="RR 1 KR", numbers=numbers, actor=lead)


def answer(filing, lead, outcome="granted", day=THURSDAY, **more):
    return actions.enter_answer(filing=filing, outcome=outcome, answered_on=day, actor=lead, **more)


def code_of(act):
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_ten_days_run_from_the_day_after_it_was_received(filing, lead):
    deadline = receive(filing, lead)
    assert (deadline.due_on, deadline.key, deadline.state, deadline.number) == (
        THURSDAY,
        "access_answer",
        "open",
        "개인정보 열람요구서 1",
    )
    assert deadline.computation["sources"][0]["citation"] == "개인정보 보호법 시행령 41④"
    assert [row.deadline for row in requests_of(filing)] == [deadline] * 3
    event = LedgerEvent.objects.get(verb="access.received")
    assert event.data == {"round": 1, "number": 1, "plaintiffs": 3, "received_on": "2026-11-02"}


def test_people_of_another_day_have_a_clock_of_their_own(filing, lead):
    first = receive(filing, lead, numbers=[2])
    second = receive(filing, lead, day=TUESDAY)
    assert [(row.entry.number, row.deadline) for row in requests_of(filing)] == [(1, second), (2, first), (3, second)]
    assert (first.due_on, second.due_on) == (THURSDAY, date(2026, 11, 13))


def test_day_that_was_wrong_is_counted_anew_and_the_old_row_stays(filing, lead):
    wrong = receive(filing, lead)
    right = receive(filing, lead, day=TUESDAY, numbers=[1, 2, 3])
    wrong.refresh_from_db()
    assert (wrong.state, bool(wrong.note), right.state) == ("dropped", True, "open")
    assert AccessRequest.objects.count() == 3


def test_last_answer_ends_the_deadline(filing, lead):
    deadline = receive(filing, lead)
    assert answer(filing, lead, numbers=[1]) == 1
    deadline.refresh_from_db()
    assert deadline.state == "open"
    assert answer(filing, lead, "refused", reason="다른 법률", appeal="30일 안에 이의제기") == 2
    deadline.refresh_from_db()
    assert (deadline.state, deadline.settled_by) == ("done", lead)
    assert vars(counts(filing)) == {"not_received": 0, "waiting": 0, "granted": 1, "refused": 2, "delayed": 0}


def test_who_is_marked_later_for_an_answered_day_opens_it_again(filing, lead):
    deadline = receive(filing, lead, numbers=[1])
    answer(filing, lead)
    assert receive(filing, lead, numbers=[2]) == deadline
    deadline.refresh_from_db()
    assert deadline.state == "open"


def test_moving_the_last_who_waits_ends_the_day_they_leave(filing, lead):
    deadline = receive(filing, lead, numbers=[1, 2])
    answer(filing, lead, numbers=[1])
    receive(filing, lead, day=TUESDAY, numbers=[2])
    deadline.refresh_from_db()
    assert deadline.state == "done"


def test_newer_answer_counts_and_the_older_stays(filing, lead):
    receive(filing, lead)
    answer(filing, lead, "delayed", numbers=[1], reason="자료 확인", appeal="적혀 있지 않음")
    answer(filing, lead, numbers=[1], day=date(2026, 11, 19))
    row = requests_of(filing)[0]
    assert (row.answer.outcome, [each.outcome for each in row.answers.all()]) == ("granted", ["granted", "delayed"])
    assert vars(counts(filing)) == {"not_received": 0, "waiting": 2, "granted": 1, "refused": 0, "delayed": 0}


@pytest.mark.parametrize("outcome", ["refused", "delayed"])
@pytest.mark.parametrize("said", [{}, {"reason": "x"}, {"appeal": "x"}, {"reason": " ", "appeal": "x"}])
def test_refusal_or_delay_needs_its_reason_and_the_way_to_contest_it(filing, lead, outcome, said):
    receive(filing, lead)
    assert code_of(lambda: answer(filing, lead, outcome, **said)) == "access.reason"
    assert AccessAnswer.objects.count() == 0


def test_days_that_cannot_be_are_refused(filing, lead):
    assert code_of(lambda: receive(filing, lead, day=date(2026, 10, 31))) == "access.day"
    assert code_of(lambda: receive(filing, lead, day=date(2026, 11, 21))) == "access.day"
    receive(filing, lead, day=TUESDAY)
    assert code_of(lambda: answer(filing, lead, day=MONDAY)) == "access.day"
    assert code_of(lambda: answer(filing, lead, day=date(2026, 11, 21))) == "access.day"


def test_numbers_that_do_not_fit_are_refused(filing, lead):
    assert code_of(lambda: receive(filing, lead, numbers=[4])) == "access.numbers"
    assert code_of(lambda: answer(filing, lead, numbers=[1])) == "access.numbers"
    assert code_of(lambda: answer(filing, lead)) == "access.nobody"
    receive(filing, lead)
    assert code_of(lambda: receive(filing, lead)) == "access.nobody"
    answer(filing, lead, numbers=[1])
    assert code_of(lambda: receive(filing, lead, day=TUESDAY, numbers=[1])) == "access.numbers"


def test_other_papers_and_corrected_versions_are_refused(filing, lead):
    other = Filing.objects.create(round=filing.round, type="brief", number=1, asked={}, asked_by=lead)
    assert code_of(lambda: receive(other, lead)) == "access.paper"
    again = {"type": "access_request", "number": 1, "version": 2, "corrects": filing, "asked": {}, "asked_by": lead}
    Filing.objects.create(round=filing.round, **again)
    assert code_of(lambda: receive(filing, lead)) == "access.paper"


def test_database_keeps_the_same(filing, lead):
    deadline = receive(filing, lead)
    row = requests_of(filing)[0]
    told = {"request": row, "answered_on": THURSDAY, "entered_by": lead}
    for change in (
        lambda: AccessAnswer.objects.create(outcome="refused", reason="x", **told),
        lambda: AccessAnswer.objects.create(outcome="", **told),
        lambda: AccessRequest.objects.filter(pk=row.pk).update(proof=""),
        lambda: Deadline.objects.filter(pk=deadline.pk).update(about=""),
        lambda: Deadline.objects.filter(pk=deadline.pk).update(filing=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_deadline_stands_among_the_others(client, filing, lead, case):
    deadline = receive(filing, lead)
    client.force_login(lead)
    assert list(proceedings.open_deadlines(case)) == [deadline]
    for page in ("/staff/deadlines/", "/staff/deadlines/2026/11/", f"/staff/deadlines/{deadline.pk}/", "/staff/"):
        shown = client.get(page).content.decode()
        assert ("개인정보 열람요구서 1" in shown, f"/staff/filings/{filing.pk}/answers/" in shown) == (True, True), page
    feed = client.get(f"/calendar/{make_calendar(user=lead)[1]}.ics").content.decode().replace("\r\n ", "")
    assert ("개인정보 열람요구서 1" in feed, f"/staff/filings/{filing.pk}/answers/" in feed) == (True, True)
    hers = program(lead, "deadline.read", case=case)
    (line,) = hers.get("/api/v1/deadlines/").json()["results"]
    assert (line["proceeding"], line["filing"], line["number"]) == (None, str(filing.pk), "개인정보 열람요구서 1")


def test_deadline_stands_on_the_page_of_its_round_though_nothing_was_filed(client, filing, lead):
    client.force_login(lead)
    court = f"/staff/rounds/{filing.round.number}/court/"
    before = client.get(court).context["deadlines"]
    deadline = receive(filing, lead)
    after = client.get(court).context["deadlines"]
    assert (before, [line["row"] for line in after]) == ([], [deadline])


def test_team_is_reminded_of_it(filing, lead):
    receive(filing, lead)
    Notice.objects.all().delete()
    assert remind(today=date(2026, 11, 9)) == 1
    notice = Notice.objects.filter(user=lead).get()
    assert (notice.kind, notice.params["filing"], notice.params["court_number"]) == (
        "deadline_of_paper",
        str(filing.pk),
        "개인정보 열람요구서 1",
    )


def test_deadline_of_another_case_is_not_seen(client, filing, lead):
    deadline = receive(filing, lead)
    other = people.make_case("another-case")
    stranger = people.make_member(other, "case_lead").user
    client.force_login(stranger)
    assert list(proceedings.deadlines(other)) == []
    assert client.get(f"/staff/deadlines/{deadline.pk}/").status_code == 404
    assert client.get(f"/staff/filings/{filing.pk}/answers/").status_code == 404


def test_pages_walk_from_received_to_answered(client, filing, lead):
    client.force_login(lead)
    at = f"/staff/filings/{filing.pk}/"
    assert f"{at}answers/" in client.get(at).content.decode()
    day = {"received_on_day": "2", "received_on_month": "11", "received_on_year": "2026"}
    assert client.post(at + "received/", {**day, "proof": ""}).status_code == 422
    page = client.post(at + "received/", {**day, "proof": "RR 1 KR"}, follow=True).content.decode()
    assert "An answer is due by 2026-11-12." in page
    day = {"answered_on_day": "12", "answered_on_month": "11", "answered_on_year": "2026"}
    wrong = client.post(at + "answered/", {**day, "outcome": "refused"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["reason"])
    said = {"outcome": "refused", "reason": "Harm to others", "appeal": "Within 30 days", "numbers": "1-2"}
    page = client.post(at + "answered/", {**day, **said}, follow=True).content.decode()
    assert ("Entered for 2 plaintiffs." in page, page.count("Within 30 days")) == (True, 2)


def test_program_enters_the_same(case, filing, lead):
    hers = program(lead, "deadline.read", "docket.write", case=case)
    at = f"/api/v1/filings/{filing.pk}/"
    wrong = hers.post(at + "received/", {"received_on": "2026-11-02", "proof": "RR 1 KR", "numbers": "x"})
    assert (wrong.status_code, wrong.json()["fields"].keys()) == (422, {"numbers"})
    hers.post(at + "received/", {"received_on": "2026-11-02", "proof": "RR 1 KR"})
    said = {"outcome": "delayed", "answered_on": "2026-11-10", "numbers": "2"}
    assert hers.post(at + "answered/", said).json()["code"] == "access.reason"
    state = hers.post(at + "answered/", {**said, "reason": "x", "appeal": "y"}).json()
    assert {name: state[name] for name in ("not_received", "waiting", "delayed")} == {
        "not_received": 0,
        "waiting": 2,
        "delayed": 1,
    }
    assert hers.get(at + "answers/").json() == state
    assert [
        (each["plaintiff"], each["due_on"], (each["answer"] or {}).get("outcome")) for each in state["requests"]
    ] == [
        (1, "2026-11-12", None),
        (2, "2026-11-12", "delayed"),
        (3, "2026-11-12", None),
    ]


def test_list_asks_the_database_the_same_whether_one_or_three_were_received(
    client, filing, lead, django_assert_max_num_queries
):
    client.force_login(lead)
    receive(filing, lead, numbers=[1])
    answer(filing, lead)
    at = f"/staff/filings/{filing.pk}/answers/"
    client.get(at)
    with django_assert_max_num_queries(40) as one:
        client.get(at)
    receive(filing, lead)
    answer(filing, lead)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(at)
