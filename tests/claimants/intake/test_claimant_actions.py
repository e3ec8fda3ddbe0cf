"""What the claimant does: send, answer, leave. What attorneys do is tested beside their desk."""

from datetime import date, timedelta

import pytest

from claimants.claims.models import Claim
from claimants.details.actions import save_contact, save_name
from claimants.intake import actions
from claimants.intake.queries import facts_of
from claimants.intake.rules import ready_to_send, tasks
from claimants.notices.models import Notice
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.factories import ask, make_case, make_claim, make_member, tell_trip

pytestmark = pytest.mark.django_db


def send(claim):
    actions.send_claim(claim=claim, actor=claim.claimant.account)


def kinds():
    return list(Notice.objects.order_by("created_at").values_list("kind", flat=True))


def test_an_empty_draft_has_nine_tasks_and_the_mandate_waits():
    states = {task.key: task.state for task in tasks(facts_of(make_claim(case=make_case())))}
    assert states == {
        **dict.fromkeys(["name", "birth", "nationality", "contact", "address", "trips", "evidence", "consent"], "todo"),
        "authority": "blocked",
    }


def test_a_complete_draft_is_ready():
    claim = make_claim(case=make_case(), ready=True)
    assert ready_to_send(facts_of(claim))
    assert {task.state for task in tasks(facts_of(claim))} == {"done"}


def test_send_claim_judges_moves_and_writes_to_the_person():
    claim = make_claim(case=make_case(), ready=True)
    send(claim)
    stored = Claim.objects.get()
    assert (stored.status, stored.verdict, stored.submitted_at is not None) == ("submitted", "yes", True)
    assert kinds() == ["received"]
    assert LedgerEvent.objects.filter(claim_id=str(claim.pk)).last().verb == "claim.submitted"


def test_send_claim_twice_is_sending_once():
    claim = make_claim(case=make_case(), ready=True)
    send(claim)
    send(claim)
    send(Claim.objects.get())
    assert (kinds(), LedgerEvent.objects.filter(verb="claim.submitted").count()) == (["received"], 1)


def test_send_claim_from_a_window_that_is_behind_changes_nothing():
    claim = make_claim(case=make_case(), ready=True)
    behind = Claim.objects.get()
    send(claim)
    sent_at = Claim.objects.get().submitted_at
    send(behind)
    assert (Claim.objects.get().submitted_at, kinds()) == (sent_at, ["received"])


def test_send_claim_from_a_window_that_is_behind_takes_it_from_no_reader():
    claim = make_claim(case=make_case(), status="in_review")
    with pytest.raises(DomainError) as refused:
        send(claim)
    assert (refused.value.code, Claim.objects.get().status) == ("claim.not_editable", "in_review")


@pytest.mark.parametrize("missing", ["claimant.nationalities", "trips", "mandates"])
def test_send_claim_is_refused_while_a_task_is_open(missing):
    claim = make_claim(case=make_case(), ready=True)
    rows = claim
    for name in missing.split("."):
        rows = getattr(rows, name)
    rows.all().delete()
    with pytest.raises(DomainError) as refused:
        send(claim)
    assert refused.value.code == "claim.not_ready"
    assert (Claim.objects.get().status, kinds()) == ("draft", [])


def test_answering_the_last_request_sends_the_claim_back():
    claim = make_claim(case=make_case(), status="needs_information")
    [request] = claim.deficiencies.all()
    actions.answer_deficiency(deficiency=request, reply=" It was flight 408. ", actor=claim.claimant.account)
    request.refresh_from_db()
    assert (request.state, request.reply, Claim.objects.get().status) == (
        "answered",
        "It was flight 408.",
        "submitted",
    )
    assert kinds() == ["received", "request", "answered"]


def test_answering_judges_the_claim_with_its_new_answers():
    claim = make_claim(case=make_case(), status="needs_information")
    claim.trips.all().delete()
    tell_trip(claim, date=date(2023, 1, 1))
    actions.answer_deficiency(deficiency=claim.deficiencies.get(), actor=claim.claimant.account)
    assert Claim.objects.get().verdict == "no"


DOINGS = {
    "evidence_missing": lambda claim, who: actions.say_no_evidence(claim=claim, reason="Thrown away", actor=who),
    "trip_unclear": lambda claim, who: tell_trip(claim, date=date(2018, 6, 1)),
    "name_differs": lambda claim, who: save_name(
        claimant=claim.claimant,
        family_name="TRAN",
        given_name="MAI",
        one_name=False,
        own_name="",
        hangul_name="",
        actor=who,
    ),
}


@pytest.mark.parametrize("code", DOINGS)
def test_i_have_done_this_is_true_only_when_something_was_done(code):
    claim = make_claim(case=make_case(), status="needs_information")
    who, request = claim.claimant.account, claim.deficiencies.get()
    type(request).objects.update(code=code)
    request.refresh_from_db()
    save_contact(claimant=claim.claimant, phone="+84901234567", actor=who)  # not what was asked
    for reply in ("", "  "):
        with pytest.raises(DomainError) as refused:
            actions.answer_deficiency(deficiency=request, reply=reply, actor=who)
        assert (refused.value.code, set(refused.value.fields)) == ("deficiency.nothing_done", {"reply"})
    assert Claim.objects.get().status == "needs_information"
    DOINGS[code](Claim.objects.get(), who)
    actions.answer_deficiency(deficiency=request, actor=who)
    assert (Claim.objects.get().status, claim.deficiencies.get().state) == ("submitted", "answered")


def test_what_can_only_be_said_is_answered_in_words():
    claim = make_claim(case=make_case(), status="needs_information")
    request = claim.deficiencies.get()
    type(request).objects.update(code="other")
    request.refresh_from_db()
    with pytest.raises(DomainError):
        actions.answer_deficiency(deficiency=request, actor=claim.claimant.account)
    actions.answer_deficiency(deficiency=request, reply="My old passport.", actor=claim.claimant.account)
    assert claim.deficiencies.get().reply == "My old passport."


def test_a_late_answer_is_accepted_and_a_second_one_changes_nothing():
    claim = make_claim(case=make_case(), status="needs_information")
    request = claim.deficiencies.get()
    type(request).objects.update(cure_by=date.today() - timedelta(days=3))
    actions.answer_deficiency(deficiency=request, reply="one", actor=claim.claimant.account)
    actions.answer_deficiency(deficiency=request, reply="two", actor=claim.claimant.account)
    assert claim.deficiencies.get().reply == "one"
    assert kinds().count("answered") == 1


def test_no_evidence_needs_a_reason():
    claim = make_claim(case=make_case())
    with pytest.raises(DomainError) as refused:
        actions.say_no_evidence(claim=claim, reason="  ", actor=claim.claimant.account)
    assert set(refused.value.fields) == {"reason"}


def test_several_requests_are_answered_one_by_one():
    claim = make_claim(case=make_case(), status="in_review", attorney=(lawyer := make_member(make_case()).user))
    first = ask(claim, lawyer)
    second = claim.deficiencies.create(code="passport_page", language="en", cure_by=first.cure_by, asked_by=lawyer)
    actions.answer_deficiency(deficiency=first, reply="I have no better one.", actor=claim.claimant.account)
    assert Claim.objects.get().status == "needs_information"
    actions.answer_deficiency(deficiency=second, reply="It is at the embassy.", actor=claim.claimant.account)
    assert Claim.objects.get().status == "submitted"
