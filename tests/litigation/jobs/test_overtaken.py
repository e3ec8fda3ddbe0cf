"""A job acts only while what was decided when it began still holds; cancelled or stopped it leaves a way on."""

import pytest

from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs import actions, engine, kinds, queries
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_member
from tests.litigation.jobs.kinds import Decided

pytestmark = pytest.mark.django_db
NEWS = "A newer one counts."


@pytest.fixture(autouse=True)
def _nothing_new():
    Decided.news = ""
    yield
    Decided.news = ""


@pytest.fixture
def decided(begin):
    return lambda *payloads: actions.start(
        "test.decided",
        actor=User.objects.get(),
        items=[(f"item {number}", payload) for number, payload in enumerate(payloads)],
    )


def outcome_of(job):
    job.refresh_from_db()
    return job.state, job.error_sentence, job.done, sorted(job.items.values_list("state", flat=True))


def marks():
    return sorted(User.objects.exclude(display_name="Mina").values_list("display_name", flat=True))


def test_an_overtaken_job_ends_with_its_sentence_and_writes_nothing_more(decided):
    job = decided({}, {"overtaken_inside": True}, {})
    engine.work(job.pk)
    assert outcome_of(job) == ("cancelled", NEWS, 2, ["done", "done", "waiting"])
    assert marks() == ["item 0", "item 1"]
    assert LedgerEvent.objects.latest("seq").verb == "job.overtaken"


def test_a_commit_asks_again_after_the_slow_part(decided, monkeypatch):
    job = decided({})
    monkeypatch.setattr(Decided, "run_item", _overtaken_while_it_works)
    engine.work(job.pk)
    assert outcome_of(job) == ("cancelled", NEWS, 0, ["waiting"])
    assert marks() == []


def _overtaken_while_it_works(_kind, item):
    Decided.news = NEWS
    with item.commit():
        User.objects.create(email="never@example.org", display_name="never")


def test_the_last_step_asks_before_anybody_is_told(decided):
    job = decided({"overtaken_inside": True})
    engine.work(job.pk)
    assert outcome_of(job) == ("cancelled", NEWS, 1, ["done"])
    assert marks() == ["item 0"]


def test_a_paused_job_that_was_overtaken_cannot_be_taken_up(decided, coordinator):
    job = decided({}, {})
    actions.pause(job, actor=coordinator)
    Decided.news = NEWS
    with pytest.raises(DomainError) as refused:
        actions.resume(job, actor=coordinator)
    assert (refused.value.code, str(refused.value.sentence)) == ("jobs.overtaken", NEWS)
    assert outcome_of(job) == ("paused", "", 0, ["waiting", "waiting"])


def test_a_cancelled_job_is_taken_up_where_it_was_left(begin, coordinator):
    job = begin(3)
    engine.work(job.pk, limit=1)
    actions.cancel(job, actor=coordinator)
    actions.resume(job, actor=coordinator)
    engine.work(job.pk)
    assert outcome_of(job) == ("finished", "", 3, ["done"] * 3)


def test_a_cancelled_job_is_not_taken_up_beside_another_of_its_subject(coordinator):
    first = actions.start("test.exclusive", actor=coordinator, items=[("a", {})])
    actions.cancel(first, actor=coordinator)
    actions.start("test.exclusive", actor=coordinator, items=[("a", {})])
    with pytest.raises(DomainError) as refused:
        actions.resume(first, actor=coordinator)
    assert refused.value.code == "jobs.already_running"
    assert Job.objects.get(pk=first.pk).state == "cancelled"


@pytest.mark.parametrize(
    ("role", "steered"),
    [
        ("attorney", ["bulletin.send", "rule.count", "rule.write", "clocks.recount", "round.paper", "test.decided"]),
        ("coordinator", "all"),
        ("case_lead", "all"),
        ("auditor", []),
    ],
)
def test_who_may_begin_a_kind_of_work_may_steer_it(coordinator, role, steered):
    membership = make_member(make_case(), role)
    found = [name for name in kinds.every() if queries.steers(membership.user, Job(kind=name), membership=membership)]
    assert sorted(found) == sorted(kinds.every() if steered == "all" else steered)
