from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from litigation.accounts.models import User
from litigation.jobs import engine, queries
from litigation.jobs.models import Job, JobItem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_clock():
    """Rates are counted by the clock; here it stands, however busy the machine is."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


def job_at(
    coordinator, *, total=2003, done=0, failed=0, seconds=30, recent=0, state="running", beat=1, kind="test.mark"
):
    """A job that began `seconds` ago, of which `recent` items ended just now; last sign of life `beat` seconds ago."""
    now = timezone.now()
    job = Job.objects.create(
        kind=kind,
        total=total,
        done=done,
        failed_count=failed,
        state=state,
        created_by=coordinator,
        started_at=now - timedelta(seconds=seconds),
        last_beat_at=now - timedelta(seconds=beat),
        finished_at=None if state in Job.OPEN else now,
    )
    rows = [JobItem(job=job, key=str(n), index=n, state="done", finished_at=now) for n in range(recent)]
    JobItem.objects.bulk_create(rows)
    return job


def test_progress_in_numbers_and_words(coordinator):
    job = job_at(coordinator, done=1214, seconds=20, recent=820)
    progress = queries.progress(job)
    assert progress["sentence"] == "1,214 of 2,003 documents · 41 a second · about 20 seconds left"
    del progress["sentence"]
    assert 40.5 <= progress.pop("rate_per_s") <= 41.0
    assert progress == {
        "id": str(job.pk),
        "state": "running",
        "state_label": "Running",
        "done": 1214,
        "failed": 0,
        "total": 2003,
        "percent": 60,
        "eta_seconds": 20,
        "stalled": False,
        "over": False,
    }


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"state": "queued"}, "0 of 2,003 documents · waiting for its turn"),
        ({"recent": 0}, "0 of 2,003 documents · working"),
        ({"done": 2000, "failed": 3}, "2,000 of 2,003 documents · 3 left out · last step"),
        (
            {"done": 12, "seconds": 60, "recent": 12, "total": 100},
            "12 of 100 documents · 12 a minute · about 8 minutes left",
        ),
        (
            {"done": 60, "seconds": 60, "recent": 60, "total": 9999},
            "60 of 9,999 documents · 1 a second · about 3 hours left",
        ),
        (
            {"done": 99, "seconds": 10, "recent": 99, "total": 100},
            "99 of 100 documents · 10 a second · a few seconds left",
        ),
        ({"state": "paused", "done": 5}, "5 of 2,003 documents · paused"),
        ({"state": "finished", "total": 1, "done": 1}, "1 of 1 document · finished"),
        (
            {"beat": 61},
            "0 of 2,003 documents · paused: no worker has answered for a minute. We were told; it goes on by itself.",
        ),
    ],
)
def test_sentence_says_what_is_going_on(coordinator, facts, sentence):
    assert queries.progress(job_at(coordinator, **facts))["sentence"] == sentence


def test_rate_counts_documents_not_the_batches_they_are_made_in(coordinator):
    job = job_at(coordinator, total=10_000, done=6_120, seconds=60, recent=8)
    job.items.update(weight=105)
    assert queries.progress(job)["sentence"] == "6,120 of 10,000 documents · 14 a second · about 5 minutes left"


def test_rate_forgets_what_was_more_than_a_minute_ago(coordinator):
    job = job_at(coordinator, total=100, done=50, seconds=600, recent=30)
    JobItem.objects.filter(job=job, index__lt=18).update(finished_at=timezone.now() - timedelta(minutes=5))
    assert queries.progress(job)["rate_per_s"] == 0.2


def test_silent_jobs_are_stalled_only_while_they_should_move(coordinator):
    jobs = [
        job_at(coordinator, beat=90),
        job_at(coordinator, beat=5),
        job_at(coordinator, beat=90, state="paused"),
        job_at(coordinator, beat=90, state="finished"),
    ]
    assert [queries.progress(job)["stalled"] for job in jobs] == [True, False, False, False]


def test_failures_are_named_with_their_sentences(coordinator, begin):
    job = begin(["a", "b"], kind="test.trouble", payload={"raise": "domain"})
    engine.work(job.pk)
    assert [(each["label"], each["sentence"], each["url"]) for each in queries.failures(job)] == [
        ("a", "Write the name first.", ""),
        ("b", "Write the name first.", ""),
    ]


def test_visible_shows_own_jobs_without_a_case_to_whoever_began_them(begin, coordinator):
    job, stranger = begin(1), User.objects.create(email="stranger@example.org")
    Job.objects.create(kind="gone.kind", created_by=coordinator)

    class Membership:
        role = "coordinator"

    assert list(queries.visible(coordinator, membership=Membership)) == [job]
    assert list(queries.visible(stranger, membership=Membership)) == []
    assert list(queries.visible(coordinator, membership=None)) == []
