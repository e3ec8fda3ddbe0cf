"""Programs read long work and steer it, as far as its kind lets them."""

import pytest
from django.urls import reverse

from litigation.jobs import engine
from litigation.jobs.models import Job
from tests.api.conftest import program
from tests.litigation.jobs.test_desk import case, case_called, job, one_factor, other_case, staff  # noqa: F401

pytestmark = pytest.mark.django_db


def asked(name, **of):
    return reverse(f"api:{name}", kwargs=of)


def test_a_program_reads_the_jobs_of_its_case(job, staff, other_case, coordinator):  # noqa: F811
    Job.objects.create(kind="test.trouble", case=other_case, created_by=coordinator)
    engine.work(job.pk)
    client = program(staff("auditor"))
    [line] = client.get(asked("jobs")).json()["results"]
    assert (line["id"], line["title"], line["done"], line["failed"]) == (str(job.pk), "Papers of round 4", 1, 1)
    answer = client.get(asked("job", pk=job.pk)).json()
    assert (answer["progress"]["percent"], answer["progress"]["over"]) == (100, True)
    assert answer["failures"] == [{"label": "HK-2M7Q-11AB", "sentence": "Write the name first."}]
    foreign = Job.objects.get(case=other_case)
    assert client.get(asked("job", pk=foreign.pk)).status_code == 404


@pytest.mark.parametrize(("verb", "state"), [("pause", "paused"), ("cancel", "cancelled")])
def test_a_program_steers_what_its_person_may(job, staff, verb, state):  # noqa: F811
    lead = program(staff("case_lead"))
    assert lead.post(asked(f"job_{verb}", pk=job.pk)).json()["state"] == state
    assert lead.post(asked("job_resume", pk=job.pk)).json()["state"] == "queued"


def test_a_program_of_who_may_only_read_steers_nothing(job, staff):  # noqa: F811
    for role in ("attorney", "auditor"):  # the kind is begun by who controls every job
        assert program(staff(role)).post(asked("job_pause", pk=job.pk)).status_code == 403
    assert Job.objects.get().state == "queued"


def test_what_failed_is_retried_once(job, staff):  # noqa: F811
    engine.work(job.pk)
    lead = program(staff("case_lead"))
    assert lead.post(asked("job_retry", pk=job.pk)).json()["failed"] == 0
    engine.work(job.pk)
    assert lead.get(asked("job", pk=job.pk)).json()["state"] == "finished_with_errors"
