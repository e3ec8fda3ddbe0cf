"""A claim is sent in the moment in which its person changes it in another window: the change is refused, whole.

The move is held just before its commit until the writer waits for it (or is done). The control takes the lock away and
shows each writer going through: without it, a lawyer would read another claim than was sent.
"""

import ast
import threading
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction

from claimants.claims.models import Claim
from claimants.consents.actions import withdraw_consent
from claimants.details.actions import save_address
from claimants.intake import actions as intake
from claimants.notices.models import Notice
from claimants.review import actions as review
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.workflow import move
from tests import factories
from tests.claimants.races import WRITERS, told, whole_claim

# Verbs of a claimant that the state of the claim does not close, or that have a race of their own below.
ELSEWHERE = {
    "details.save_contact": "stands in no paper, open for ever",
    "details.save_address": "open until the freeze: raced with it below",
    "consents.withdraw_consent": "at any time, raced with itself below",
    "mandates.revoke": "at any time; a conditional update has one winner",
    "leaving.withdraw": "at any time; workflow.move has one winner",
    "leaving.come_back": "from leaving back to a draft; workflow.move has one winner",
    "intake.send_claim": "raced with itself below",
    "intake.answer_deficiency": "raced with the desk below",
}
by_verb = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.verb)


def fresh(claim):
    """Another window's copy, with the rows a view reads before it acts."""
    return Claim.objects.select_related("claimant__account", "case").get(pk=claim.pk)


def send(claim):
    intake.send_claim(claim=fresh(claim), actor=claim.claimant.account)


def outcome(act, *arguments):
    try:
        act(*arguments)
    except DomainError as refusal:
        return refusal.code
    return "done"


def beside(moving, act):
    """What `act` comes to while `moving` is done and not committed yet, and then is."""
    moved, commit, came = threading.Event(), threading.Event(), []

    def first():
        try:
            with transaction.atomic():
                moving()
                moved.set()
                commit.wait(30)
        finally:
            moved.set()
            connection.close()

    def second():
        try:
            came.append(outcome(act))
        finally:
            connection.close()

    threads = [threading.Thread(target=each) for each in (first, second)]
    threads[0].start()
    assert moved.wait(30)
    threads[1].start()
    while threads[1].is_alive() and not _somebody_waits():
        time.sleep(0.01)
    commit.set()
    [thread.join(30) for thread in threads]
    return came[0]


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


@contextmanager
def unlocked(claim):
    """holding() without its locks: the claim is read again, and then anything may happen."""
    with transaction.atomic():
        claim.refresh_from_db()
        yield claim


@pytest.fixture
def _no_lock(monkeypatch):
    monkeypatch.setattr("claimants.claims.actions.holding", unlocked)
    monkeypatch.setattr("claimants.details.actions.take_turn", lambda: None)


@pytest.fixture
def claim(db):
    return whole_claim()


# By what is written ------------------------------------------------------------------------------------------------------
def test_every_verb_of_a_claimants_page_is_raced():
    called = {
        f"{path.parent.name}.{node.func.attr}"
        for name in ("pages.py", "api.py")
        for path in (settings.BASE_DIR / "claimants").glob(f"*/{name}")
        if "claim.own" in path.read_text()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("actions.")
    }
    assert called == {writer.verb for writer in WRITERS} | set(ELSEWHERE)


def test_a_claim_is_found_closed_in_one_place_only():
    callers = {
        str(path.relative_to(settings.BASE_DIR))
        for path in (settings.BASE_DIR / "claimants").rglob("*.py")
        if "refuse_unless_editable(" in path.read_text()
    }
    assert callers == {"claimants/claims/rules.py", "claimants/claims/actions.py"}


# With an older copy, on any database --------------------------------------------------------------------------------------
@pytest.mark.django_db
@by_verb
def test_change_is_refused_in_a_window_from_before_sending(claim, writer):
    old = fresh(claim)
    send(claim)
    before, events = told(claim), LedgerEvent.objects.count()
    assert outcome(writer.change, old) == writer.refused
    assert (told(claim), LedgerEvent.objects.count()) == (before, events)


@pytest.mark.django_db
@by_verb
def test_change_is_possible_until_the_claim_is_sent(claim, writer):
    before = told(claim)
    assert outcome(writer.change, fresh(claim)) == "done"
    assert told(claim) != before


# At once ------------------------------------------------------------------------------------------------------------------
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@by_verb
def test_change_is_refused_while_the_claim_is_being_sent(claim, writer):
    before, old = told(claim), fresh(claim)
    assert beside(lambda: send(claim), lambda: writer.change(old)) == writer.refused
    assert (told(claim), Claim.objects.get(pk=claim.pk).status) == (before, "submitted")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@by_verb
@pytest.mark.usefixtures("_no_lock")
def test_without_the_lock_the_change_would_go_through(claim, writer):
    before, old = told(claim), fresh(claim)
    assert beside(lambda: send(claim), lambda: writer.change(old)) == "done"
    assert Claim.objects.get(pk=claim.pk).status == "submitted"
    assert told(claim) != before, "the race this test is about does not happen any more: it proves nothing"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_address_is_fixed_while_the_round_is_being_frozen():
    claim = factories.make_claim(status="accepted")
    address, person = claim.claimant.address, fresh(claim).claimant
    said = {"country": "VN", "address": "Another street", "postcode": "1", "actor": person.account}

    def change():
        save_address(claimant=person, **said)

    assert beside(lambda: move(fresh(claim), "in_round", actor=None), change) == "claimant.frozen"
    assert Claim.objects.get(pk=claim.pk).claimant.address == address


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sending_in_two_windows_is_sending_once(claim):
    assert beside(lambda: send(claim), lambda: send(claim)) == "done"
    events = LedgerEvent.objects.filter(verb="claim.submitted").count()
    assert (events, Notice.objects.filter(kind="received").count()) == (1, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_consent_is_taken_back_once(claim):
    purpose = claim.consents.filter(act="given").first().purpose

    def withdraw():
        actor = claim.claimant.account
        withdraw_consent(claim=fresh(claim), purpose=purpose, language="en", actor=actor)

    assert beside(withdraw, withdraw) == "consent.not_given"
    assert claim.consents.filter(act="withdrawn").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_answer_is_refused_while_the_desk_takes_the_claim_back():
    attorney = factories.make_member(factories.make_case()).user
    claim = factories.make_claim(status="needs_information", attorney=attorney)
    request, before = claim.deficiencies.get(), told(claim)

    def answer():
        intake.answer_deficiency(deficiency=request, reply="Flight 408", actor=claim.claimant.account)

    reading = beside(lambda: review.open_review(claim=fresh(claim), actor=attorney), answer)
    assert (reading, told(claim)) == ("claim.not_editable", before)
    assert Claim.objects.get(pk=claim.pk).status == "in_review"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_answering_twice_at_once_is_answering_once():
    claim = factories.make_claim(status="needs_information")
    request = claim.deficiencies.get()

    def answer(reply):
        row = type(request).objects.get(pk=request.pk)
        return lambda: intake.answer_deficiency(deficiency=row, reply=reply, actor=claim.claimant.account)

    assert beside(answer("one"), answer("two")) == "done"
    assert claim.deficiencies.get().reply == "one"
    assert Notice.objects.filter(kind="answered").count() == 1
