"""A file is examined before the database is held: nobody waits for somebody else's PDF."""

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from claimants.evidence import sandbox
from claimants.evidence.models import Evidence
from litigation.web.idempotency import LAPSES
from litigation.web.models import IdempotencyKey
from tests.api.conftest import program
from tests.claimants.evidence import samples
from tests.factories import JOURNEY, make_claim

TRIP = {**JOURNEY, "date": "2018-05"}


PDF = samples.pdf().getvalue()


def send(mine, key="k", data=PDF):
    said = {"file": SimpleUploadedFile("ticket.pdf", data), "kind": "ticket"}
    return mine.program.post(mine.at + "evidence/", said, format="multipart", HTTP_IDEMPOTENCY_KEY=key)


@pytest.mark.django_db(transaction=True)
def test_file_is_examined_outside_of_any_transaction(mine, monkeypatch):
    within, examine = [], sandbox.inspect_pdf
    monkeypatch.setattr(
        sandbox, "inspect_pdf", lambda stream: within.append(connection.in_atomic_block) or examine(stream)
    )
    assert send(mine).status_code == 201
    assert within == [False]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_others_write_while_a_file_is_examined(mine, case, monkeypatch):
    other = make_claim(case=case, ready=True)
    theirs = program(other.claimant.account, "claim.own")
    began, go_on, examine, answers = threading.Event(), threading.Event(), sandbox.inspect_pdf, []

    def slow(stream):
        began.set()
        go_on.wait(60)
        return examine(stream)

    def sender():
        answers.append(send(mine).status_code)
        connection.close()

    monkeypatch.setattr(sandbox, "inspect_pdf", slow)
    thread = threading.Thread(target=sender)
    thread.start()
    began.wait(60)
    meanwhile = theirs.post(f"/api/v1/my/claims/{other.reference}/trips/", TRIP)
    again = send(mine)
    go_on.set()
    thread.join(60)
    assert (meanwhile.status_code, again.status_code, again.json()["code"]) == (201, 409, "idempotency.running")
    assert answers == [201]
    assert send(mine).headers["Idempotent-Replay"] == "true"
    assert Evidence.objects.count() == 1


@pytest.mark.django_db
def test_refused_file_gives_its_key_back(mine):
    assert send(mine, data=b"no picture").status_code == 422
    assert IdempotencyKey.objects.count() == 0
    assert send(mine).status_code == 201


@pytest.mark.django_db
def test_key_left_by_a_crash_lapses_and_the_file_is_kept_once(mine, monkeypatch):
    def killed(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("litigation.web.idempotency._keep", killed)  # the act is done, the answer was not kept
        patch.setattr(IdempotencyKey, "delete", lambda row: None)
        with pytest.raises(SystemExit):
            send(mine)
    assert send(mine).json()["code"] == "idempotency.running"
    IdempotencyKey.objects.update(created_at=timezone.now() - LAPSES - timedelta(seconds=1))
    assert [send(mine).status_code for _ in range(2)] == [200, 200]
    assert Evidence.objects.count() == 1
