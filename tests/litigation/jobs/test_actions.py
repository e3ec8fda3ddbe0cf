import pytest
from django.db import IntegrityError, transaction
from kombu.exceptions import OperationalError

from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs import actions, engine, kinds, tasks
from litigation.jobs.models import Job, JobItem
from litigation.ledger.models import LedgerEvent

pytestmark = pytest.mark.django_db


def told():
    return list(LedgerEvent.objects.order_by("seq").values_list("verb", flat=True))


def test_start_writes_rows_tells_the_ledger_and_rings_after_the_commit(
    begin, coordinator, bells, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        job = begin(["a", "b"], payload={"claim": "1"}, subject=coordinator, params={"round": 4})
    assert bells == []
    [ring() for ring in callbacks]
    assert bells == [str(job.pk)] * 2
    assert (job.state, job.total, job.title, job.params) == ("queued", 2, "Mark", {"round": 4})
    assert (job.subject_type, job.subject_id) == ("litigation.User", str(coordinator.pk))
    items = job.items.order_by("index").values_list("key", "index", "payload", "state")
    assert list(items) == [("a", 0, {"claim": "1"}, "waiting"), ("b", 1, {"claim": "1"}, "waiting")]
    event = LedgerEvent.objects.get()
    assert (event.verb, event.data) == ("job.started", {"kind": "test.mark", "items": 2})


def test_start_writes_many_items_with_few_queries(begin, django_assert_max_num_queries):
    with django_assert_max_num_queries(120):
        job = begin(5000)
    assert (job.total, job.items.count()) == (5000, 5000)


def test_start_refuses_unknown_kinds_and_keys_given_twice(begin):
    with pytest.raises(LookupError):
        begin(1, kind="no.such")
    with pytest.raises(IntegrityError):
        begin(["a", "a"])


def test_exclusive_kind_has_one_open_job_per_subject(begin, coordinator):
    other = User.objects.create(email="other@example.org")
    first = begin(1, kind="test.exclusive", subject=coordinator)
    with pytest.raises(DomainError) as refusal:
        begin(1, kind="test.exclusive", subject=coordinator)
    assert (refusal.value.code, refusal.value.status) == ("jobs.already_running", 409)
    assert refusal.value.sentence.startswith("This is already being made: Papers, begun at ")
    begin(1, kind="test.exclusive", subject=other)
    engine.work(first.pk)
    second = begin(1, kind="test.exclusive", subject=coordinator)
    Job.objects.filter(pk=first.pk).update(state="failed")
    with pytest.raises(DomainError):
        actions.retry_failed(first, actor=coordinator)
    assert Job.objects.filter(exclusive_key=second.exclusive_key, state__in=Job.OPEN).get() == second


def test_pause_stops_new_items_and_resume_goes_on(begin, coordinator):
    job = begin(3)
    engine.work(job.pk, limit=1)
    held = engine._take_item(job.pk, "worker")
    actions.pause(job, actor=coordinator)
    with held.commit():
        pass
    assert engine.work(job.pk) == 0
    job.refresh_from_db()
    assert (job.state, job.done) == ("paused", 2)
    actions.resume(job, actor=coordinator)
    engine.work(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == ("finished", 3)
    assert told() == ["job.started", "job.paused", "job.resumed", "job.ended"]


def test_cancel_ends_the_job_and_keeps_what_is_done(begin, coordinator):
    job = begin(3)
    engine.work(job.pk, limit=1)
    actions.cancel(job, actor=coordinator)
    assert engine.work(job.pk) == 0
    job.refresh_from_db()
    assert (job.state, job.done, job.items.filter(state="waiting").count()) == ("cancelled", 1, 2)
    assert job.finished_at is not None


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("finished", "pause"),
        ("paused", "pause"),
        ("running", "resume"),
        ("finished", "cancel"),
        ("cancelled", "retry_failed"),
    ],
)
def test_what_makes_no_sense_now_is_refused_and_changes_nothing(begin, coordinator, state, verb):
    job = begin(0)
    engine.work(job.pk)
    ended = None if state in Job.OPEN else job.created_at
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=ended)
    before = told()
    with pytest.raises(DomainError) as refusal:
        getattr(actions, verb)(job, actor=coordinator)
    assert (refusal.value.code, refusal.value.status) == ("jobs.stale", 409)
    assert Job.objects.get(pk=job.pk).state == state
    assert told() == before


def test_retry_failed_tries_only_what_failed(begin, coordinator):
    job = actions.start("test.trouble", actor=coordinator, items=[("a", {}), ("b", {"raise": "domain"})])
    engine.work(job.pk)
    JobItem.objects.filter(job=job, key="b").update(payload={})
    actions.retry_failed(job, actor=coordinator)
    assert list(job.items.order_by("index").values_list("state", "attempt")) == [("done", 1), ("waiting", 0)]
    engine.work(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.failed_count) == ("finished", 2, 0)


def test_retry_without_failures_is_refused(begin, coordinator):
    job = begin(1)
    engine.work(job.pk)
    with pytest.raises(DomainError) as refusal:
        actions.retry_failed(job, actor=coordinator)
    assert refusal.value.code == "jobs.nothing_to_retry"
    assert Job.objects.get(pk=job.pk).state == "finished"


def test_retry_during_the_last_step_takes_it_from_its_holder(begin, coordinator):
    job = actions.start("test.trouble", actor=coordinator, items=[("a", {"raise": "domain"})])
    item = engine._take_item(job.pk, "first")
    item.give_up("x.y", "No.")
    last = engine.take(engine._complete(job.pk), worker="first", seconds=60, state="running")
    actions.retry_failed(job, actor=coordinator)
    with pytest.raises(engine.LeaseLost), last.commit():
        raise AssertionError("the block of a stale holder must not run")
    job.refresh_from_db()
    assert (job.state, job.failed_count, job.left) == ("queued", 0, 1)


def test_bell_without_a_broker_is_no_error(begin, monkeypatch):
    def silent(*args, **options):
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.ring, "apply_async", silent)
    tasks.bell(begin(1))


def test_ring_works_and_rings_again_only_while_there_is_work(begin, bells, monkeypatch):
    job = begin(3)
    monkeypatch.setattr(tasks, "DRAIN_SECONDS", 0.0001)
    tasks.ring(str(job.pk))
    assert bells == [str(job.pk)]
    monkeypatch.setattr(tasks, "DRAIN_SECONDS", 60)
    tasks.ring(str(job.pk))
    tasks.ring(str(job.pk))
    assert bells == [str(job.pk)]
    job.refresh_from_db()
    assert job.state == "finished"


def test_sweep_rings_for_jobs_whose_bell_was_lost(begin, bells):
    job = begin(6)
    tasks.sweep()
    assert bells == [str(job.pk)] * 4


def test_kind_name_taken_twice_is_refused():
    with pytest.raises(ValueError):

        @kinds.kind("test.mark")
        class Another(kinds.JobKind):
            pass


def test_operator_is_told_once_that_nothing_moves(begin, mailoutbox, settings):
    settings.ADMINS = [("Operator", "operator@example.org")]
    job = begin(1)
    actions.tell_operator(job)
    actions.tell_operator(job)
    assert [mail.subject for mail in mailoutbox] == ["[Django] No worker answers"]


def test_jobs_begun_together_are_one_job_of_each_kind_with_all_items(begin, coordinator):
    with actions.together(actor=coordinator):
        assert begin(["a"], subject=coordinator) is None
        assert begin([str(coordinator.pk)], subject=coordinator) is None
        begin(["b"])
        alone = begin(1, kind="test.exclusive", subject=coordinator)
    job = Job.objects.exclude(pk=alone.pk).get()
    keys = list(job.items.order_by("index").values_list("key", flat=True))
    assert (job.total, keys) == (3, [f"{coordinator.pk} a", str(coordinator.pk), "b"])
    engine.work(job.pk)
    assert Job.objects.get(pk=job.pk).state == "finished"


def test_error_inside_begins_nothing(begin, coordinator):
    with pytest.raises(ZeroDivisionError), actions.together(actor=coordinator):
        begin(["a"])
        raise ZeroDivisionError
    assert not Job.objects.exists()
    assert begin(["a"]).total == 1


def weights(job):
    return list(job.items.order_by("index").values_list("key", "state", "weight"))


def test_job_counts_what_its_items_weigh(begin, outcome):
    job = begin(["a", "b"], payload={"documents": 100})
    assert (job.total, weights(job)) == (200, [("a", "waiting", 100), ("b", "waiting", 100)])
    engine.work(job.pk, limit=1)
    job.refresh_from_db()
    assert (job.state, job.done, job.left) == ("running", 100, 100)


def test_what_an_item_hands_on_is_counted_once(begin):
    job = begin(["a"], kind="test.hand_on", payload={"weight": 100, "torn": [("page", 3)], "rest": [("half", 50)]})
    engine.work(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.failed_count, job.total) == ("finished_with_errors", 97, 3, 100)
    assert weights(job) == [("a", "done", 47), ("half", "done", 50), ("page", "failed", 3)]


def test_item_that_hands_everything_on_weighs_nothing_itself_and_more_adds_to_the_job(begin):
    job = begin(["a"], kind="test.hand_on", payload={"weight": 2, "rest": [("first", 1), ("second", 4)]})
    engine.work(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("finished", 5, 5)
    assert weights(job) == [("a", "done", 0), ("first", "done", 1), ("second", "done", 4)]


def test_weight_handed_on_is_taken_back_with_the_commit_that_broke_off(begin):
    job = begin(["a"], kind="test.hand_on", payload={"weight": 9, "torn": [("page", 2)], "broken": True})
    engine.work(job.pk)
    job.refresh_from_db()
    assert (job.done, job.failed_count, job.total) == (7, 2, 9)
    assert weights(job) == [("a", "done", 7), ("page", "failed", 2)]


def test_retry_puts_back_the_weight_of_what_failed(begin, coordinator):
    job = begin(["a"], kind="test.hand_on", payload={"weight": 100, "torn": [("page", 3)]})
    engine.work(job.pk)
    job.refresh_from_db()
    again = actions.retry_failed(job, actor=coordinator)
    assert (again.failed_count, again.left) == (0, 3)
    engine.work(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.failed_count) == ("finished", 100, 0)


def test_item_that_waits_weighs_something(begin):
    job = begin(["a"])
    with pytest.raises(IntegrityError), transaction.atomic():
        job.items.update(weight=0)


def test_job_of_an_older_version_is_called_by_its_kind(begin):
    assert Job(kind="round.papers", params={}).title == "Make the papers of a round"
    assert Job(kind="round.papers", params={"round": 4}).title == "Papers of round 4"
    assert Job(kind="no.such").title == "no.such"
