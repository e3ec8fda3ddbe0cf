"""What a stranger sends touches no disk, and what is too long is refused before it is read."""

import errno
import os
import time
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from litigation.jobs.kinds import Retry
from litigation.web import space
from litigation.web.tasks import sweep_uploads
from tests.api.conftest import program
from tests.claimants.evidence import samples
from tests.factories import make_claim

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
ADD = "/en/my/evidence/add/"


@pytest.fixture
def mina():
    claim = make_claim()
    client = Client(raise_request_exception=False)
    client.force_login(claim.claimant.account)
    client.claim = claim
    return client


@pytest.fixture
def written(monkeypatch):
    """The sizes of what was written into the folder of uploads."""
    from django.core.files.uploadhandler import TemporaryFileUploadHandler

    sizes, receive = [], TemporaryFileUploadHandler.receive_data_chunk
    monkeypatch.setattr(
        TemporaryFileUploadHandler,
        "receive_data_chunk",
        lambda self, data, start: sizes.append(len(data)) or receive(self, data, start),
    )
    return sizes


def photo(size=MEGABYTE):
    return SimpleUploadedFile("a.jpg", samples.jpeg().getvalue().ljust(size, b"\0"), "image/jpeg")


@pytest.mark.parametrize(
    "url", [ADD, "/en/account/login/code/", "/en/", "/api/v1/me/", "/api/v1/cases/x/check/", "/nowhere/"]
)
def test_file_of_a_stranger_touches_no_disk(written, url):
    answer = Client(raise_request_exception=False).post(url, {"file": photo()})
    assert answer.status_code < 500
    assert written == []


def test_file_where_none_is_taken_touches_no_disk(mina, written):
    assert mina.post("/en/my/name/", {"file": photo()}).status_code < 500
    assert written == []


def test_file_of_a_claimant_is_taken(mina, written):
    assert mina.post(ADD, {"file": photo(), "kind": "ticket"}).status_code == 302
    assert sum(written) == MEGABYTE
    assert mina.claim.evidence.count() == 1


def test_file_with_an_unknown_token_touches_no_disk(mina, written):
    stranger = program()
    stranger.credentials(HTTP_AUTHORIZATION="Bearer hk_wrong")
    url = f"/api/v1/my/claims/{mina.claim.reference}/evidence/"
    answer = stranger.post(url, {"file": photo(), "kind": "ticket"}, format="multipart")
    assert (answer.status_code, written) == (401, [])


@pytest.mark.parametrize(
    "url", ["/en/", "/en/account/login/code/", "/api/v1/me/", "/api/v1/cases/x/check/", "/nowhere/"]
)
def test_body_longer_than_its_address_takes_is_refused_unread(url):
    class Unread:
        def read(self, *_):
            raise AssertionError("it was read")

        readline = read
        close = __len__ = lambda self: 0

    answer = Client().generic("POST", url, b"", CONTENT_LENGTH=str(3 * MEGABYTE), **{"wsgi.input": Unread()})
    assert answer.status_code == 413
    assert answer.headers["Content-Type"].startswith("application/problem+json" if "/api/" in url else "text/html")


def test_upload_longer_than_all_its_files_is_refused(mina):
    length = str(8 * configured.UPLOAD_MAX_BYTES + 3 * MEGABYTE)
    assert mina.generic("POST", ADD, b"", CONTENT_LENGTH=length).status_code == 413


def test_upload_without_room_is_told_and_nothing_is_kept(mina, monkeypatch, settings, written):
    settings.DISK_RESERVE = 2**62
    answer = mina.post(ADD, {"file": photo(), "kind": "ticket"})
    assert (answer.status_code, written) == (507, [])
    assert "There is no room for it now" in answer.content.decode()
    script = mina.post(ADD, {"file": photo(), "kind": "ticket"}, headers={"Accept": "application/json"})
    assert (script.status_code, script.json()["code"]) == (507, "no_room")
    assert mina.get("/en/my/").status_code == 200


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Quota"),
        OperationalError("database or disk is full"),
    ],
    ids=["disk", "quota", "SQLite"],
)
def test_full_disk_is_told_as_what_it_is(mina, monkeypatch, error):
    def full(*args, **kwargs):
        raise error

    monkeypatch.setattr("litigation.vault.files.put", full)
    answer = mina.post(ADD, {"file": photo(), "kind": "ticket"})
    assert answer.status_code == 507
    assert mina.claim.evidence.count() == 0
    by_program = program(mina.claim.claimant.account, "claim.own")
    by_program.raise_request_exception = False
    url = f"/api/v1/my/claims/{mina.claim.reference}/evidence/"
    told = by_program.post(url, {"file": photo(), "kind": "ticket"}, format="multipart")
    assert (told.status_code, told.json()["code"]) == (507, "no_room")


def test_other_errors_are_no_full_disk():
    assert not space.is_full(OSError(errno.EACCES, "Permission denied"))
    assert not space.is_full(Retry("The file store did not take a paper. Look whether its disk is full, then retry."))
    wrapped = ValueError("x")
    wrapped.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert space.is_full(wrapped)


def test_broken_endpoint_answers_a_program_with_a_problem_and_no_details(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the name of somebody")

    monkeypatch.setattr("litigation.cases.queries.open_cases", broken)
    monkeypatch.setattr("litigation.web.api.Pages.paginate_queryset", broken)
    answer = Client(raise_request_exception=False).get("/api/v1/cases/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["code"] == "server_error"
    assert "somebody" not in answer.content.decode()


def test_what_a_killed_process_left_is_swept(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    old, new = tmp_path / "old.upload", tmp_path / "new.upload"
    for path in (old, new):
        path.write_bytes(b"a passport")
    os.utime(old, (time.time() - 7 * 3600,) * 2)
    sweep_uploads()
    assert [path.name for path in tmp_path.iterdir()] == ["new.upload"]
    space.sweep_uploads(all_of_them=True)
    assert list(tmp_path.iterdir()) == []


def test_uploads_lie_where_only_we_look():
    folder = Path(configured.FILE_UPLOAD_TEMP_DIR)
    assert folder.parent == configured.VAR
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["/en/?q=%00", "/en/%00", "/api/v1/cases/%00/", "/api/v1/claims/?name=a%00"])
def test_nul_is_refused_anywhere(url):
    assert Client().get(url).status_code == 400


def test_nul_in_a_header_is_refused(mina):
    assert mina.get("/api/v1/claims/", HTTP_HAMKKE_CASE="a\0b").status_code == 400
