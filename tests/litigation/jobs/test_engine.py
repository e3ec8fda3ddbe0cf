import errno
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs import actions, engine
from litigation.jobs.leases import LeaseLost
from litigation.jobs.models import Job, JobItem, job_ended
from tests.litigation.jobs.conftest import expire
from tests.litigation.jobs.kinds import LastStep

pytestmark = pytest.mark.django_db


def counts(job):
    job.refresh_from_db()
    return job.state, job.done, job.failed_count, job.total


def take(job, worker="first"):
    return engine._take_item(job.pk, worker)


def test_work_does_every_item_once_in_order_and_then_the_last_step(begin, outcome):
    job = begin(3)
    assert engine.work(job.pk) == 3
    assert counts(job) == ("finished", 3, 0, 3)
    assert outcome(job) == [("done", "", 1)] * 3
    marks = User.objects.filter(display_name__startswith="item").order_by("created_at")
    assert [mark.display_name for mark in marks] == ["item 0", "item 1", "item 2"]
    assert job.result == {"marks": 3}
    assert job.started_at <= job.finished_at
    assert engine.work(job.pk) == 0


def test_work_without_items_does_only_the_last_step(begin):
    job = begin(0)
    assert engine.work(job.pk) == 0
    assert counts(job) == ("finished", 0, 0, 0)
    assert User.objects.filter(display_name=f"end {job.pk}").count() == 1


def test_work_stops_at_its_limit_and_another_call_goes_on(begin):
    job = begin(3)
    assert engine.work(job.pk, limit=2) == 2
    assert counts(job) == ("running", 2, 0, 3)
    assert engine.work() == 1
    assert counts(job) == ("finished", 3, 0, 3)


def test_items_that_fail_are_named_and_the_others_go_on(coordinator, outcome):
    items = [("a", {}), ("b", {"raise": "domain"}), ("c", {"raise": "unknown"}), ("d", {})]
    job = actions.start("test.trouble", actor=coordinator, items=items)
    engine.work(job.pk)
    assert counts(job) == ("finished_with_errors", 2, 2, 4)
    assert outcome(job) == [
        ("done", "", 1),
        ("failed", "paper.no_name", 1),
        ("failed", "jobs.unexpected", 1),
        ("done", "", 1),
    ]
    sentences = list(job.items.filter(state="failed").order_by("index").values_list("error_sentence", flat=True))
    assert sentences[0] == "Write the name first."
    assert "M00000000" not in sentences[1]


@pytest.mark.parametrize("trouble", ["retry", "database"])
def test_temporary_trouble_is_tried_again_and_succeeds(begin, outcome, trouble):
    job = begin(["a"], kind="test.trouble", payload={"raise": trouble, "once": True})
    engine.work(job.pk, patient=True)
    assert outcome(job) == [("done", "", 2)]
    assert counts(job) == ("finished", 1, 0, 1)


def test_trouble_that_stays_is_given_up_after_three_attempts_with_its_sentence(begin, outcome):
    job = begin(["a"], kind="test.trouble", payload={"raise": "retry"})
    engine.work(job.pk, patient=True)
    assert outcome(job) == [("failed", "jobs.temporary", 3)]
    assert job.items.get().error_sentence == "The printer did not answer."


def test_full_disk_uses_up_no_attempt_however_long_it_lasts(begin, outcome, monkeypatch):
    monkeypatch.setattr(engine, "NO_ROOM", 0)
    job = begin(["a"], kind="test.trouble", payload={"raise": "full"})
    assert engine.work(job.pk, limit=5) == 5
    assert outcome(job) == [("waiting", "", 0)]
    job.items.update(payload={})  # room again
    engine.work(job.pk)
    assert outcome(job) == [("done", "", 1)]
    assert counts(job) == ("finished", 1, 0, 1)


def test_full_disk_is_asked_again_only_after_a_while(begin):
    job = begin(["a"], kind="test.trouble", payload={"raise": "full"})
    assert engine.work(job.pk) == 1
    assert not engine.has_work(job.pk)


def test_full_disk_stops_no_last_step(begin, monkeypatch):
    job = begin(2, kind="test.last_step")
    monkeypatch.setattr(LastStep, "broken", OSError(errno.ENOSPC, "No space left on device"))
    engine.work(job.pk)
    assert (counts(job), job.attempt, job.lease_until > timezone.now()) == (("running", 2, 0, 2), 0, True)
    monkeypatch.setattr(LastStep, "broken", None)
    Job.objects.update(lease_until=timezone.now())
    engine.work(job.pk)
    assert (counts(job), job.attempt) == (("finished", 2, 0, 2), 1)


def test_item_put_back_for_later_is_not_taken_before_its_time(begin):
    job = begin(1)
    item = take(job)
    item.put_back(30)
    assert take(job) is None
    assert not engine.has_work(job.pk)


def test_item_that_broke_three_workers_is_left_out_with_a_sentence(begin, outcome):
    job = begin(["item poison", "item good"])
    for _ in range(3):
        item = take(job)
        assert item.key == "item poison"
        expire(item)
        assert engine.put_back_expired() == 1
    assert outcome(job)[0] == ("failed", "jobs.worker_lost", 3)
    engine.work(job.pk)
    assert counts(job) == ("finished_with_errors", 1, 1, 2)


def test_expired_lease_goes_to_another_worker_and_the_first_holder_cannot_commit(begin):
    job = begin(1)
    stale = take(job, "first")
    expire(stale)
    fresh = engine._next_item(job.pk, "second")
    assert (fresh.pk, fresh.attempt, fresh.worker) == (stale.pk, 2, "second")
    with pytest.raises(LeaseLost), stale.commit():
        User.objects.create(email="never@example.org")
    with pytest.raises(LeaseLost):
        stale.guard()
    with pytest.raises(LeaseLost):
        stale.give_up("x", "x")
    with pytest.raises(LeaseLost):
        stale.put_back(0)
    with fresh.commit() as result:
        result["by"] = "second"
    assert not User.objects.filter(email="never@example.org").exists()
    assert JobItem.objects.get().result == {"by": "second"}
    assert counts(job)[1:] == (1, 0, 1)


def test_writes_of_an_item_that_fails_inside_its_commit_are_undone(begin, outcome):
    job = begin(1)
    item = take(job)
    with pytest.raises(ValueError), item.commit():
        User.objects.create(email="never@example.org")
        raise ValueError
    assert not User.objects.filter(email="never@example.org").exists()
    assert outcome(job) == [("running", "", 1)]


def test_work_leaves_an_item_alone_that_it_lost_while_doing_it(begin, monkeypatch, outcome):
    job = begin(1)
    kind = engine.kinds.get("test.mark")

    def slow(item):
        expire(item)
        assert engine._next_item(job.pk, "second").attempt == 2
        return {"by": "first"}

    monkeypatch.setattr(kind, "run_item", slow, raising=False)
    engine.work(job.pk, limit=1)
    assert outcome(job) == [("running", "", 2)]
    assert JobItem.objects.get().worker == "second"


def test_worker_told_to_stop_puts_its_item_back_at_once(begin, monkeypatch, outcome):
    def interrupted(item):
        raise KeyboardInterrupt

    job = begin(1)
    monkeypatch.setattr(engine.kinds.get("test.mark"), "run_item", interrupted, raising=False)
    with pytest.raises(KeyboardInterrupt):
        engine.work(job.pk)
    assert outcome(job) == [("waiting", "", 1)]


def test_last_step_has_one_doer_and_is_taken_over_when_its_lease_runs_out(begin):
    job = begin(0)
    values = {"state": "running", "last_beat_at": timezone.now()}
    first = engine.take(engine._complete(job.pk), worker="first", seconds=60, **values)
    assert engine.take(engine._complete(job.pk), worker="second", seconds=60, **values) is None
    expire(first)
    engine.work(job.pk, worker="second")
    assert counts(job)[0] == "finished"
    with pytest.raises(LeaseLost), first.commit():
        raise AssertionError("the block of a stale holder must not run")
    assert User.objects.filter(display_name=f"end {job.pk}").count() == 1


def test_last_step_that_fails_stops_the_job_with_a_sentence_and_can_be_retried(begin, coordinator, monkeypatch):
    job = begin(2, kind="test.last_step")
    monkeypatch.setattr(LastStep, "broken", DomainError("round.open", "Close the round first."))
    engine.work(job.pk)
    assert counts(job) == ("failed", 2, 0, 2)
    assert job.error_sentence == "Close the round first."
    monkeypatch.setattr(LastStep, "broken", None)
    actions.retry_failed(job, actor=coordinator)
    engine.work(job.pk)
    assert counts(job) == ("finished", 2, 0, 2)
    assert (job.error_sentence, job.result) == ("", {"sum": 2})


def test_kind_with_one_at_a_time_gives_a_second_worker_nothing(begin, monkeypatch):
    monkeypatch.setattr(engine.kinds.get("test.mark"), "concurrency", 1, raising=False)
    job = begin(2)
    assert take(job, "first") is not None
    assert take(job, "second") is None


def test_oldest_job_comes_first_and_paused_or_unknown_ones_are_passed_over(begin, coordinator):
    paused, unknown, third = begin(1), begin(1), begin(1)
    actions.pause(paused, actor=coordinator)
    Job.objects.filter(pk=unknown.pk).update(kind="gone.kind")
    assert engine._take_item(None, "w").job_id == third.pk


def test_sweep_puts_back_and_names_the_jobs_that_need_a_bell(begin, coordinator):
    idle, held, over, complete = begin(1), begin(1), begin(1), begin(0)
    expire(take(held))
    actions.cancel(over, actor=coordinator)
    assert engine.sweep() == [idle, held, complete]


def test_put_back_names_only_the_jobs_of_which_a_dead_worker_held_something(begin, outcome):
    begin(1)
    held, alive, ended = begin(2), begin(1), begin(0)
    expire(take(held))
    take(alive)
    Job.objects.filter(pk=ended.pk).update(lease_token=uuid4(), lease_until=timezone.now() - timedelta(seconds=1))
    assert engine.put_back() == [held, ended]
    assert outcome(held) == [("waiting", "", 1), ("waiting", "", 0)]
    assert outcome(alive) == [("running", "", 1)]


def test_ended_job_is_announced_after_the_commit(begin, django_capture_on_commit_callbacks):
    heard = []
    job_ended.connect(hear := lambda job, **_: heard.append((job.pk, job.state)))
    job = begin(1)
    with django_capture_on_commit_callbacks(execute=True):
        engine.work(job.pk)
    job_ended.disconnect(hear)
    assert heard == [(job.pk, "finished")]


@pytest.mark.django_db(transaction=True)
def test_heartbeat_renews_the_lease_of_a_long_item(begin, monkeypatch):
    kind = engine.kinds.get("test.mark")
    monkeypatch.setattr(kind, "lease_seconds", 1, raising=False)
    job = begin(1, payload={"seconds": 2.5})
    holds, hold = [], JobItem.hold
    monkeypatch.setattr(JobItem, "hold", lambda self: (holds.append(1), hold(self)))
    engine.work(job.pk)
    assert counts(job) == ("finished", 1, 0, 1)
    assert len(holds) >= 4


@pytest.mark.django_db(transaction=True)
def test_item_that_hangs_beyond_its_limit_loses_its_lease(begin):
    job = begin(1)
    item = take(job)
    item.lease_seconds = 0.6
    item.hold()
    with engine._heartbeat(item, job, limit_seconds=0.1):
        time.sleep(1)
    assert engine.put_back_expired(job.pk) == 1
