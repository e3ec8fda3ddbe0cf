"""A change of a filed roster goes to the court: its paper is made, a second person opens it and agrees, then it is handed in."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from documents.changes import actions
from documents.changes.models import AskedChange, RosterChange
from documents.changes.queries import without_paper
from documents.papers.models import Filing, PaperFile
from documents.papers.registry import asked_kinds
from documents.proceedings.models import DocketEntry
from documents.requests.actions import ask_for, ask_for_change
from documents.requests.actions_changes import confirm, hand_in
from documents.rounds import actions as rounds
from litigation.cases.models import CaseText
from litigation.errors import DomainError
from litigation.jobs import tasks
from tests.api.conftest import program
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet(monkeypatch, settings):
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)


@pytest.fixture
def case():
    case = people.make_case()
    CaseText.objects.create(case=case, key="paper.withdrawal", language="ko", body="# 소취하서", sha256="0" * 64)
    return case


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def second(case):
    return people.second(case)


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 3)
    return people.filed(people.freeze(rounds.open_round(case=case, actor=lead), lead), lead)


@pytest.fixture
def asked(round, lead):
    return actions.drop(round=round, number=2, reason="Asked us in writing.", actor=lead)


@pytest.fixture
def paper(asked, lead):
    return made(ask_for_change(asked=asked, values={"plaintiffs": [2]}, actor=lead))


def made(filing):
    """As the job leaves it."""
    kept = {"stored_name": f"{filing.pk}", "sha256": "0" * 64, "size": 1, "pages": 1}
    PaperFile.objects.create(filing=filing, key="withdrawal", path="1.pdf", **kept)
    Filing.objects.filter(pk=filing.pk).update(state="made")
    return filing


def code_of(act):
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_second_person_confirms_what_they_opened(asked, paper, lead, second):
    assert code_of(lambda: confirm(asked=asked, actor=lead)) == "change.own"
    assert code_of(lambda: confirm(asked=asked, actor=second)) == "change.unopened"
    people.opened(paper, second)
    confirm(asked=asked, actor=second)
    asked.refresh_from_db()
    assert (asked.status, asked.confirmed_by, RosterChange.objects.count()) == ("confirmed", second, 0)


def test_change_without_its_paper_is_not_confirmed(asked, lead, second):
    assert code_of(lambda: confirm(asked=asked, actor=second)) == "change.no_paper"
    ask_for_change(asked=asked, values={"plaintiffs": [2]}, actor=lead)
    assert code_of(lambda: confirm(asked=asked, actor=second)) == "change.no_paper"  # not made yet
    assert AskedChange.objects.get().status == "asked"


def test_handed_in_change_stands_in_the_roster_and_on_the_docket(round, asked, paper, lead, second):
    today = timezone.localdate()
    assert code_of(lambda: hand_in(asked=asked, on=today, actor=lead)) == "change.not_confirmed"
    people.opened(paper, second)
    confirm(asked=asked, actor=second)
    hand_in(asked=asked, on=today, actor=lead)
    asked.refresh_from_db()
    assert (asked.status, asked.handed_in_on, asked.change.version) == ("handed_in", today, 2)
    assert round.roster.get(number=2).claim.status == "withdrawn"
    entry = DocketEntry.objects.exclude(kind="filed").get()
    assert (entry.kind, entry.day, entry.note) == ("other", today, "소취하서 1")


@pytest.mark.parametrize("days", [-1, 1])
def test_day_before_the_suit_or_to_come_is_refused(asked, paper, lead, second, days):
    people.opened(paper, second)
    confirm(asked=asked, actor=second)
    day = timezone.localdate() + timedelta(days=days)
    assert code_of(lambda: hand_in(asked=asked, on=day, actor=lead)) == "change.day"
    assert (AskedChange.objects.get().status, RosterChange.objects.count()) == ("confirmed", 0)


def test_confirmation_dies_with_the_paper_it_was_given_for(asked, paper, lead, second):
    people.opened(paper, second)
    confirm(asked=asked, actor=second)
    newer = ask_for(
        round=asked.round, kind=asked_kinds()["withdrawal"], values={"plaintiffs": [2]}, actor=lead, corrects=paper
    )
    asked.refresh_from_db()
    assert (asked.status, asked.confirmed_by) == ("asked", None)
    made(newer)
    assert code_of(lambda: confirm(asked=asked, actor=second)) == "change.unopened"
    people.opened(newer, second)
    confirm(asked=asked, actor=second)
    assert AskedChange.objects.get().status == "confirmed"


def test_change_taken_back_gets_no_paper_and_is_not_handed_in(asked, paper, lead, second):
    people.opened(paper, second)
    confirm(asked=asked, actor=second)
    actions.take_back(asked=asked, reason="Changed their mind.", actor=lead)
    kind, values = asked_kinds()["withdrawal"], {"plaintiffs": [2]}
    refused = [
        code_of(lambda: hand_in(asked=asked, on=timezone.localdate(), actor=lead)),
        code_of(lambda: ask_for(round=asked.round, kind=kind, values=values, actor=lead, corrects=paper)),
        code_of(lambda: confirm(asked=asked, actor=second)),
    ]
    assert refused == ["workflow.not_allowed", "change.taken_back", "workflow.not_allowed"]
    assert (RosterChange.objects.count(), DocketEntry.objects.exclude(kind="filed").count()) == (0, 0)


def test_change_taken_back_before_its_paper_gets_none(asked, lead):
    actions.take_back(asked=asked, reason="A mistake.", actor=lead)
    assert code_of(lambda: ask_for_change(asked=asked, values={"plaintiffs": [2]}, actor=lead)) == "change.taken_back"
    assert Filing.objects.filter(number__gt=0).count() == 0


def test_pages_lead_two_people_through(client, asked, paper, lead, second):
    here = "/staff/rounds/1/asked-changes/1/"
    client.force_login(lead)
    assert "so another person confirms it" in client.get(here).content.decode()
    assert client.post(here + "confirm/").status_code == 409
    client.force_login(second)
    assert "Open the paper first" in client.get(here).content.decode()
    assert client.post(here + "confirm/").status_code == 409
    people.opened(paper, second)
    assert client.post(here + "confirm/", follow=True).redirect_chain == [(here, 302)]
    today = timezone.localdate()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    assert client.post(here + "hand-in/", {**day, "on_year": today.year + 1}).status_code == 422
    done = client.post(here + "hand-in/", day, follow=True)
    assert (done.redirect_chain, "version 2 of the roster" in done.content.decode()) == ([(here, 302)], True)
    assert "/take-back/" not in done.content.decode()


def test_program_takes_a_change_to_the_court(case, asked, paper, lead, second):
    at = "/api/v1/rounds/1/asked-changes/1/"
    hers, others = program(lead, "roster.change", case=case), program(second, "round.approve", case=case)
    today = timezone.localdate().isoformat()
    assert hers.post(at + "hand-in/", {"on": today}).json()["code"] == "change.not_confirmed"
    people.opened(paper, second)
    assert others.post(at + "confirm/").json()["status"] == "confirmed"
    done = hers.post(at + "hand-in/", {"on": today}).json()
    assert {name: done[name] for name in ("number", "plaintiff", "status", "handed_in_on", "version", "filing")} == {
        "number": 1,
        "plaintiff": 2,
        "status": "handed_in",
        "handed_in_on": today,
        "version": 2,
        "filing": str(paper.pk),
    }
    refused = hers.post(at + "take-back/", {"reason": "Too late."})
    assert (refused.status_code, refused.json()["code"]) == (409, "workflow.not_allowed")


def test_change_made_before_changes_were_asked_for_is_in_force_and_owes_the_court_its_paper(round, lead):
    made = {"round": round, "entry": round.roster.get(number=1), "sha256": "0" * 64, "made_by": lead}
    was = RosterChange.objects.create(version=2, kind="drop", person={"a": 1}, reason="x", paper="withdrawal", **made)
    RosterChange.objects.create(version=3, kind="correct", person={}, reason="y", paper="", **made)  # before the filing
    import_module("documents.migrations.0024_changes_of_filed_rounds").keep(apps, None)
    asked = AskedChange.objects.get()
    assert (asked.pk, asked.number, asked.kind, asked.person, asked.status, asked.change, asked.asked_by) == (
        was.pk,
        1,
        "drop",
        {"a": 1},
        "handed_in",
        was,
        lead,
    )
    assert list(without_paper(round.case)) == [asked]
    assert ask_for_change(asked=asked, values={"plaintiffs": [1]}, actor=lead).change == asked
