"""Files of a claim have an end, also for who adds and removes without one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from claimants.evidence import actions
from claimants.evidence.models import Evidence
from litigation.accounts import limits
from litigation.errors import DomainError
from tests.api.conftest import program
from tests.claimants.evidence import samples
from tests.factories import make_claim
from tests.litigation.jobs.test_races import in_threads


def photo(number):
    return samples.jpeg(size=(60 + number, 40)).getvalue()


def add(claim, number, content=None):
    """ "added", or the code of the refusal."""
    sent = {"upload": content or photo(number), "name": f"{number}.jpg", "actor": claim.claimant.account}
    try:
        actions.receive(claim=claim, kind="ticket", **sent)
    except DomainError as refused:
        return refused.code
    return "added"


def at_most(monkeypatch, name, most):
    """This limit lets so many pass in an hour; the clock stands where the hour has 10 minutes left."""
    monkeypatch.setattr(limits, name, limits.Limit(getattr(limits, name).name, ((most, limits.HOUR),)))
    now = [1_800_000_000 // limits.HOUR * limits.HOUR + 3000]
    monkeypatch.setattr(limits, "_now", lambda: now[0])
    return now


@pytest.mark.django_db
def test_removed_files_count_within_the_hour(monkeypatch):
    now, claim = at_most(monkeypatch, "FILES_OF_CLAIM", 3), make_claim()
    for number in range(3):
        assert add(claim, number) == "added"
        actions.remove(evidence=claim.evidence.get(removed_at=None), actor=claim.claimant.account)
    assert add(claim, 4) == "evidence.too_fast"
    now[0] += limits.HOUR
    assert add(claim, 4) == "added"


@pytest.mark.django_db
def test_files_that_are_refused_count_for_their_person(monkeypatch):
    at_most(monkeypatch, "FILES_OF_PERSON", 2)
    claim = make_claim()
    said = [add(claim, 0, b"no picture"), add(claim, 1), add(claim, 2)]
    assert said == ["evidence.type", "added", "evidence.too_fast"]


@pytest.mark.django_db
def test_claim_holds_so_many_bytes_and_a_smaller_file_still_goes(settings):
    claim, large, small = make_claim(), photo(5), photo(0)
    settings.CLAIM_MOST_BYTES = len(large) + len(small)
    assert len(small) < len(large)
    assert [add(claim, number) for number in (5, 6, 0)] == ["added", "evidence.too_large", "added"]


@pytest.mark.django_db
def test_page_says_when_to_come_back_and_keeps_the_others(client, monkeypatch):
    at_most(monkeypatch, "FILES_OF_PERSON", 1)
    claim = make_claim(status="draft", ready=False)
    client.force_login(claim.claimant.account)
    files = [SimpleUploadedFile(f"{number}.jpg", photo(number), "image/jpeg") for number in range(2)]
    page = client.post(reverse("my_evidence_add"), {"kind": "ticket", "file": files})
    said = "“1.jpg” was not added: very many files came in a short time. Try again in 10 minutes."
    assert (page.status_code, said in page.content.decode(), claim.evidence.count()) == (422, True, 1)
    one = {"kind": "ticket", "file": SimpleUploadedFile("2.jpg", photo(2), "image/jpeg")}
    alone = client.post(reverse("my_evidence_add"), one, headers={"Accept": "application/json"})
    assert (alone.status_code, alone.headers["Retry-After"]) == (429, "600")
    better = {"file": SimpleUploadedFile("3.jpg", photo(3), "image/jpeg")}
    replaced = client.post(reverse("my_evidence_replace", args=[claim.evidence.get().pk]), better)
    assert (replaced.status_code, replaced.headers["Retry-After"]) == (429, "600")


@pytest.mark.django_db
def test_program_is_told_when_to_come_back(monkeypatch):
    at_most(monkeypatch, "FILES_OF_PERSON", 0)
    claim = make_claim(status="draft", ready=False)
    file = SimpleUploadedFile("1.jpg", photo(1), "image/jpeg")
    answer = program(claim.claimant.account, "claim.own").post(
        f"/api/v1/my/claims/{claim.reference}/evidence/", {"file": file, "kind": "ticket"}, format="multipart"
    )
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")
    sentence = "“1.jpg” was not added: very many files came in a short time. Try again in 10 minutes."
    assert answer.json() == {
        "type": "about:blank",
        "status": 429,
        "title": sentence,
        "code": "evidence.too_fast",
        "fields": {"file": sentence},
    }


@pytest.mark.parametrize("on", [pytest.param("postgresql", marks=pytest.mark.postgres), "sqlite"])
@pytest.mark.django_db(transaction=True)
def test_files_sent_at_once_do_not_pass_the_end_together(monkeypatch, on):
    assert connection.vendor == on
    at_most(monkeypatch, "FILES_OF_CLAIM", 3)
    claim, said = make_claim(), []
    assert in_threads(6, lambda number: said.append(add(claim, number))) == []
    assert sorted(said) == ["added"] * 3 + ["evidence.too_fast"] * 3
    assert Evidence.objects.count() == 3
