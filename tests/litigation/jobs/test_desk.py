import pytest
from django.urls import reverse

from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.jobs import actions, engine
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


def case_called(slug):
    return Case.objects.create(
        slug=slug,
        name={"en": slug},
        pack=slug,
        pack_version=1,
        court="서울중앙지방법원",
        case_name_ko="손해배상(국)",
        opened_on="2026-01-01",
        closes_at="2030-01-01T00:00:00Z",
        amount_per_plaintiff_won=1_000_000,
        interest_from="2021-12-31",
    )


@pytest.fixture
def case(db):
    return case_called("one-case")


@pytest.fixture
def other_case(db):
    return case_called("another-case")


@pytest.fixture
def staff(case):
    """staff("auditor") → somebody of the case's team with that role."""

    def staff(role, of=None):
        user = User.objects.create(email=f"{role}@example.org", display_name=role.title())
        (of or case).members.create(user=user, role=role, display_name=role.title())
        return user

    return staff


@pytest.fixture
def job(case, coordinator):
    items = [("HK-7K4M-92QX", {}), ("HK-2M7Q-11AB", {"raise": "domain"})]
    return actions.start("test.trouble", actor=coordinator, case=case, items=items, params={"round": 4})


def get(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def test_list_shows_jobs_of_the_case_with_progress_and_buttons(client, staff, job):
    client.force_login(staff("coordinator"))
    page = get(client, "desk_jobs").content.decode()
    assert "Papers of round 4" in page
    assert "0 of 2 items · waiting for its turn" in page
    assert f'data-poll="{reverse("desk_job_progress", args=[job.pk])}"' in page
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in page
    assert 'value="pause"' in page and 'value="cancel"' in page and 'value="resume"' not in page


def test_list_of_nothing_says_what_will_be_there(client, staff, case):
    client.force_login(staff("auditor"))
    assert "Nothing runs." in get(client, "desk_jobs").content.decode()


def test_list_needs_as_many_queries_for_three_jobs_as_for_one_plus_their_rates(
    client, staff, case, coordinator, django_assert_max_num_queries
):
    client.force_login(staff("coordinator"))
    for _ in range(3):
        job = actions.start("test.mark", actor=coordinator, case=case, items=[("a", {})])
        actions.pause(job, actor=coordinator)
    with django_assert_max_num_queries(12):
        get(client, "desk_jobs")


def test_page_of_an_ended_job_names_what_was_left_out_and_stops_reloading(client, staff, job):
    engine.work(job.pk)
    client.force_login(staff("case_lead"))
    page = get(client, "desk_job", job.pk).content.decode()
    assert "HK-2M7Q-11AB" in page and "Write the name first." in page
    assert "1 of 2 items · 1 left out · finished, with some left out" in page
    assert 'value="retry"' in page
    assert "http-equiv" not in page and "data-poll=" not in page


def test_auditor_sees_jobs_and_gets_no_buttons(client, staff, job):
    client.force_login(staff("auditor"))
    page = get(client, "desk_job", job.pk).content.decode()
    assert "Papers of round 4" in page and 'name="do"' not in page
    assert client.post(reverse("desk_job_control", args=[job.pk]), {"do": "pause"}).status_code == 403
    assert Job.objects.get(pk=job.pk).state == "queued"


def test_progress_is_json_for_poll(client, staff, job):
    client.force_login(staff("auditor"))
    answer = get(client, "desk_job_progress", job.pk)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["sentence"] == "0 of 2 items · waiting for its turn"


@pytest.mark.parametrize(("do", "state"), [("pause", "paused"), ("cancel", "cancelled")])
def test_buttons_steer_the_job_and_the_ledger_knows(client, staff, job, do, state):
    client.force_login(staff("coordinator"))
    answer = client.post(reverse("desk_job_control", args=[job.pk]), {"do": do})
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk_job", args=[job.pk]))
    assert Job.objects.get(pk=job.pk).state == state
    assert LedgerEvent.objects.latest("seq").verb == f"job.{state}"


def test_button_that_came_too_late_says_so(client, staff, job, coordinator):
    actions.cancel(job, actor=coordinator)
    client.force_login(staff("coordinator"))
    page = client.post(reverse("desk_job_control", args=[job.pk]), {"do": "pause"}, follow=True).content.decode()
    assert "The job has changed meanwhile: it is now “Cancelled”. Look at it again." in page
    assert client.post(reverse("desk_job_control", args=[job.pk]), {"do": "explode"}).status_code == 404
    assert client.get(reverse("desk_job_control", args=[job.pk])).status_code in (403, 405)


def test_jobs_of_another_case_are_as_absent_as_jobs_that_never_were(client, staff, job, other_case):
    client.force_login(staff("case_lead", of=other_case))
    assert "Papers of round 4" not in get(client, "desk_jobs").content.decode()
    for name in ("desk_job", "desk_job_progress"):
        foreign, absent = get(client, name, job.pk), get(client, name, "00000000-0000-4000-8000-000000000000")
        assert (foreign.status_code, absent.status_code) == (404, 404)
    assert client.post(reverse("desk_job_control", args=[job.pk]), {"do": "cancel"}).status_code == 404


def test_signed_out_people_see_nothing(client, job):
    for name, args in (("desk_jobs", []), ("desk_job", [job.pk]), ("desk_job_progress", [job.pk])):
        answer = client.get(reverse(name, args=args))
        assert answer.status_code in (302, 401)
        assert b"Papers of round 4" not in answer.content
