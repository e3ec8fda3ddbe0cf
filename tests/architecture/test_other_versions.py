"""Rows outlive versions: a kind nobody knows any more, odd params, a subject that is gone never take a page from all."""

import pytest
from django.db import transaction

from claimants.consents.models import Consent
from claimants.evidence.models import Evidence
from claimants.mandates.models import Mandate
from claimants.notices.models import Notice
from documents.papers.models import Filing
from documents.proceedings.models import Deadline, DocketEntry
from litigation.jobs import kinds
from litigation.jobs.models import Job, JobItem
from litigation.web.models import IdempotencyKey
from tests.architecture.cast import make_worlds
from tests.architecture.matrix import ROUTES
from tests.architecture.test_bent import ask, asker, browsers, ours

pytestmark = pytest.mark.django_db
GONE = "gone.with_an_older_version"
ODD_PARAMS = (
    {},
    {"round": None},
    {"round": {"number": 1}},
    {"run": "x"},
    {"package": 7, "paper": GONE},
    [],
    [1],
    "x",
    7,
)


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        found, _theirs = make_worlds()
        found.browsers = browsers(found)
        yield found
        transaction.set_rollback(True)


BENDS = {
    "the kind of a proof": lambda: Evidence.objects.update(kind=GONE[:20]),
    "the kind of a message": lambda: Notice.objects.update(kind=GONE),
    "the purpose of a consent": lambda: Consent.objects.update(purpose=GONE),
    "the type of a paper": lambda: [
        Filing.objects.filter(pk=each.pk).update(type=f"{GONE[:20]}{number}")
        for number, each in enumerate(Filing.objects.all())
    ],
    "the kind of an entry": lambda: DocketEntry.objects.update(kind=GONE[:24]),
    "the key of a deadline": lambda: Deadline.objects.update(key=GONE),
    "the kind of a job": lambda: Job.objects.update(kind=GONE),
}


@pytest.mark.parametrize("what", BENDS)
def test_value_of_another_version_breaks_no_page(world, what):
    broken = []
    with transaction.atomic():
        BENDS[what]()
        for route in ours():
            if "GET" not in route.methods():
                continue
            client = asker(world, route.right("GET"))
            answer = ask(client, route.url(**ROUTES[route.name].values(world)))
            if answer.status_code >= 500 and answer.status_code != 507:
                broken.append(f"{route.name}: {answer.status_code}")
        transaction.set_rollback(True)
    assert not broken, ", ".join(broken)


@pytest.mark.parametrize("kind", [*kinds.every(), GONE])
def test_job_of_another_version_takes_the_page_from_nobody(world, kind):
    """Beside a good one, whatever its params, its payloads and its subject."""
    client = asker(world, "job.control")
    with transaction.atomic():
        for number, odd in enumerate(ODD_PARAMS):
            job = Job.objects.create(
                kind=kind, case=world.case, params=odd, subject_id="gone", total=2, failed_count=1,
                state="failed", finished_at=world.case.closes_at,
            )  # fmt: skip
            JobItem.objects.create(job=job, key=f"{number}", index=0, payload=odd, state="failed", error_sentence="No.")
            if kind != GONE:
                assert ask(client, f"/staff/jobs/{job.pk}/").status_code == 200, odd
                assert ask(client, f"/api/v1/jobs/{job.pk}/").json()["failures"], odd
        assert (ask(client, "/staff/jobs/").status_code, ask(client, "/api/v1/jobs/").status_code) == (200, 200)
        transaction.set_rollback(True)


@pytest.mark.parametrize("odd", [{}, [], "x", {"person": None}, {"person": {}}, {"person": {"roman": 7}}])
def test_mandate_with_an_odd_snapshot_is_verified_by_its_hash(world, odd):
    mandate = Mandate.objects.filter(claim__case=world.case).first()
    with transaction.atomic():
        mandate.snapshot = odd
        mandate.save()
        for name in ("verify_code", "my_authority_done", "desk_claim"):
            route = next(each for each in ours() if each.name == name)
            answer = ask(asker(world, route.right("GET")), route.url(**ROUTES[name].values(world)))
            assert answer.status_code == 200, name
        transaction.set_rollback(True)


ODD_SESSION = ("x", "\0", 7, -1, [], {}, ["x"], None, True, "0" * 5000)


@pytest.mark.parametrize(
    "name", ["case", "claim", "parked", "prolonged_at", "account_authentication_methods", "_messages"]
)
def test_session_of_another_version_breaks_no_page(world, name):
    for who, url in (("case.read", "/staff/"), ("claim.own", "/en/my/"), ("claim.own", "/en/my/name/")):
        for odd in ODD_SESSION:
            client = asker(world, who)
            with transaction.atomic():
                session = client.session
                session[name] = odd
                session.save()
                answer = ask(client, url)
                transaction.set_rollback(True)
            assert answer.status_code < 500, f"{url} with {name}={odd!r}"


def test_cookies_of_anybody_break_no_page(world):
    for name in ("django_language", "sessionid", "csrftoken", "messages"):
        for odd in ("x" * 3000, "%00", "../..", "{}", "é", "null"):
            client = browsers(world)[None]
            client.cookies[name] = odd
            assert ask(client, "/en/").status_code < 500


def test_odd_answer_kept_for_a_repeat_is_given_as_it_is(world):
    client = asker(world, "claim.own")
    with transaction.atomic():
        sent = {"data": "{}", "content_type": "application/json", "headers": {"Idempotency-Key": "k"}}
        url = f"/api/v1/my/claims/{world.reference}/withdraw/"
        first = client.generic("POST", url, **sent)
        IdempotencyKey.objects.update(body=[None, {"another": "version"}])
        again = client.generic("POST", url, **sent)
        transaction.set_rollback(True)
    assert first.status_code >= 400 or again.json() == [None, {"another": "version"}]
