import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.ledger.actions import record_all
from litigation.ledger.models import LedgerEvent
from litigation.ledger.verify import verify
from litigation.workflow import allowed, move, move_all, moved
from tests.litigation.workflow.conftest import Claim, Ticket


@pytest.fixture
def receiver():
    """Connect a receiver of `moved` for one test."""
    connected = []

    def connect(function):
        moved.connect(function, weak=False)
        connected.append(function)

    yield connect
    for function in connected:
        moved.disconnect(function)


def test_move_changes_the_row_and_records_it(ticket):
    user = User.objects.create(email="minji@example.org")
    before = ticket.status_changed_at

    event = move(ticket, Ticket.Status.SENT, actor=user, reason="complete", data={"pages": 3})

    stored = Ticket.objects.get()
    assert (stored.status, stored.version, ticket.status, ticket.version) == ("sent", 2, "sent", 2)
    assert stored.status_changed_at == ticket.status_changed_at > before
    assert LedgerEvent.objects.get() == event
    assert (event.verb, event.actor_id, event.subject_type, event.subject_id, event.case_id, event.claim_id) == (
        "ticket.sent",
        str(user.pk),
        "samples.ticket",
        str(ticket.pk),
        "case-1",
        "claim-1",
    )
    assert event.data == {"from": "draft", "to": "sent", "reason": "complete", "pages": 3}


def test_move_of_a_claim_is_about_that_claim(sample_tables, db):
    claim = Claim.objects.create()
    assert move(claim, "sent", actor=None).claim_id == str(claim.pk)
    assert Claim.objects.get().status == "sent"


@pytest.mark.parametrize(("came_from", "to"), [("draft", "draft"), ("done", "sent"), ("sent", "draft"), ("sent", "x")])
def test_move_along_no_edge_is_refused(ticket, came_from, to):
    Ticket.objects.update(status=came_from)
    ticket.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        move(ticket, to, actor=None)
    assert (refusal.value.code, refusal.value.status) == ("workflow.not_allowed", 409)
    words = dict(Ticket.Status.choices)
    assert refusal.value.sentence == (
        f"The state is “{words[came_from]}” and cannot become “{words.get(to, to)}” from there. Nothing was changed."
    )
    assert (Ticket.objects.get().status, LedgerEvent.objects.count()) == (came_from, 0)


def test_move_of_a_row_that_moved_meanwhile_is_refused_and_says_where_it_is(ticket):
    stale = Ticket.objects.get()
    move(ticket, "done", actor=None)
    with pytest.raises(DomainError) as refusal:
        move(stale, "sent", actor=None)
    assert (refusal.value.code, refusal.value.status) == ("workflow.stale", 409)
    assert refusal.value.sentence == (
        "Somebody else was faster: the state is now “Done”. Reload the page to see it as it is."
    )
    assert (stale.status, stale.version, Ticket.objects.get().status) == ("draft", 1, "done")
    assert [event.verb for event in LedgerEvent.objects.all()] == ["ticket.dropped"]


def test_move_of_a_row_that_is_gone_is_refused(ticket):
    Ticket.objects.filter(pk=ticket.pk).delete()
    with pytest.raises(DomainError) as refusal:
        move(ticket, "sent", actor=None)
    assert (refusal.value.code, refusal.value.status) == ("workflow.gone", 404)


def test_moved_is_sent_after_the_event_with_both_statuses(ticket, receiver):
    heard = []
    receiver(
        lambda sender, objs, from_status, to_status, actor, **more: heard.append(
            (sender, [each.status for each in objs], from_status, to_status, actor, LedgerEvent.objects.count())
        )
    )
    move(ticket, "sent", actor=None)
    assert heard == [(Ticket, ["sent"], "draft", "sent", None, 1)]


def test_move_is_undone_wholly_when_a_receiver_fails(ticket, receiver):
    def fail(**told):
        raise DomainError("papers.busy", "The papers are being made.")

    receiver(fail)
    with pytest.raises(DomainError, match=r"papers\.busy"):
        move(ticket, "sent", actor=None)
    stored = Ticket.objects.get()
    assert (stored.status, stored.version, ticket.status, ticket.version) == ("draft", 1, "draft", 1)
    assert not LedgerEvent.objects.exists()


def test_many_move_together_with_an_event_each_in_one_chain(ticket, receiver):
    tickets, heard = [ticket, Ticket.objects.create(), Ticket.objects.create()], []
    receiver(lambda objs, **more: heard.append(list(objs)))
    events = move_all(tickets, "sent", actor=None, reason="round", data=lambda each: {"place": tickets.index(each)})
    assert [(each.status, each.version) for each in tickets] == [("sent", 2)] * 3
    assert list(Ticket.objects.order_by("pk").values_list("status", "version")) == [("sent", 2)] * 3
    assert [(event.subject_id, event.data) for event in LedgerEvent.objects.order_by("seq")] == [
        (str(each.pk), {"from": "draft", "to": "sent", "reason": "round", "place": place})
        for place, each in enumerate(tickets)
    ]
    assert [event.seq for event in events] == [1, 2, 3]
    assert verify().ok
    assert heard == [tickets]


def test_the_ledger_s_turn_is_taken_before_the_row(ticket):
    """Whoever waits for rows holds the turn already, so nobody waits in a circle."""
    with CaptureQueriesContext(connection) as asked:
        move(ticket, "sent", actor=None)
    tables = [query["sql"] for query in asked if "ledgerhead" in query["sql"] or query["sql"].startswith("UPDATE")]
    assert "ledgerhead" in tables[0]
    assert any("samples_ticket" in sql for sql in tables[1:])


def test_of_many_none_moves_where_one_was_moved_meanwhile(ticket):
    tickets = [ticket, Ticket.objects.create()]
    move(Ticket.objects.get(pk=tickets[1].pk), "done", actor=None)
    with pytest.raises(DomainError) as refusal:
        move_all(tickets, "sent", actor=None)
    assert (refusal.value.code, "“Done”" in refusal.value.sentence) == ("workflow.stale", True)
    assert [(each.status, each.version) for each in tickets] == [("draft", 1)] * 2
    assert set(Ticket.objects.values_list("status", flat=True)) == {"draft", "done"}
    assert LedgerEvent.objects.count() == 1


def test_many_move_only_from_one_state(ticket):
    other = Ticket.objects.create()
    move(other, "sent", actor=None)
    with pytest.raises(
        DomainError, match=r"workflow\.not_allowed.*“Sent”"
    ):  # the one that stands elsewhere than the first
        move_all([ticket, other], "done", actor=None)
    assert Ticket.objects.get(pk=ticket.pk).status == "draft"


def test_allowed_lists_the_edges_from_here(ticket):
    assert allowed(ticket) == ["sent", "done"]
    move(ticket, "sent", actor=None)
    assert allowed(ticket) == ["done"]
    move(ticket, "done", actor=None)
    assert allowed(ticket) == []


def move_at_once(ticket, movers=8):
    """Everybody has the ticket open as a draft and sends or drops it. Returns what each of them heard."""
    barrier, heard = threading.Barrier(movers), []

    def mover(number):
        mine = Ticket.objects.get(pk=ticket.pk)
        barrier.wait()
        try:
            heard.append(move(mine, ("sent", "done")[number % 2], actor=None).verb)
        except DomainError as refusal:
            heard.append(refusal.code)
        connection.close()

    threads = [threading.Thread(target=mover, args=[number]) for number in range(movers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return heard


@pytest.fixture
def racing_ticket(sample_tables, transactional_db):
    yield Ticket.objects.create()
    Ticket.objects.all().delete()


@pytest.mark.postgres
def test_of_eight_movers_one_wins(racing_ticket):
    for _round in range(10):
        Ticket.objects.update(status="draft")
        before = LedgerEvent.objects.count()
        heard = move_at_once(racing_ticket)
        assert (len(heard), heard.count("workflow.stale"), LedgerEvent.objects.count()) == (8, 7, before + 1)


@pytest.mark.postgres
def test_of_eight_movers_several_win_where_the_condition_is_taken_out(racing_ticket, monkeypatch):
    """The control: without WHERE status = from, a ticket is sent and dropped at once."""
    manager = type(Ticket._base_manager)
    monkeypatch.setattr(manager, "filter", lambda self, status=None, **asked: self.all().filter(**asked), raising=False)
    assert move_at_once(racing_ticket).count("workflow.stale") < 7


def test_moving_nobody_moves_and_records_nothing(db):
    with transaction.atomic():
        assert (move_all([], "sent", actor=None), record_all("ticket.sent", [], actor=None)) == ([], [])
    assert not LedgerEvent.objects.exists()
