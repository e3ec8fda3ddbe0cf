import io
import json
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from litigation.vault import files
from litigation.vault.errors import MissingFile, VaultError
from litigation.vault.pages import clean_filename, send, send_resumable


@pytest.fixture
def name():
    return files.put(b"%PDF-1.7 " * 20_000, prefix="evidence").name


def test_send_streams_with_every_safe_header(name):
    response = send(name, filename="증거 1.pdf", content_type="application/pdf")
    assert response.streaming
    assert b"".join(response.streaming_content) == b"%PDF-1.7 " * 20_000
    assert dict(response.items()) == {
        "Cache-Control": "private, no-store",
        "Content-Disposition": "attachment; filename*=utf-8''%EC%A6%9D%EA%B1%B0%201.pdf",
        "Content-Length": "180000",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Type": "application/pdf",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


@pytest.mark.parametrize(
    ("content_type", "inline", "shown"),
    [
        ("image/jpeg", True, "inline"),
        ("application/pdf", True, "inline"),
        ("image/jpeg", False, "attachment"),
        ("text/html", True, "attachment"),
        ("image/svg+xml", True, "attachment"),
    ],
)
def test_only_safe_types_are_shown_in_place(name, content_type, inline, shown):
    response = send(name, filename="a.bin", content_type=content_type, inline=inline)
    assert response["Content-Disposition"] == f'{shown}; filename="a.bin"'


def test_send_refuses_a_missing_file_and_another_size_than_was_remembered(name):
    with pytest.raises(MissingFile):
        send("evidence/gone.hv", filename="a.pdf", content_type="application/pdf")
    assert send(name, filename="a.pdf", content_type="application/pdf", size=180_000)["Content-Length"] == "180000"
    with pytest.raises(VaultError, match="remembers 5"):
        send(name, filename="a.pdf", content_type="application/pdf", size=5)


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("passport.pdf", "passport.pdf"),
        ("여권 사본.pdf", "여권 사본.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("C:\\temp\\a.pdf", "C__temp_a.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\0b\u200b\u2066.pdf", "ab.pdf"),
        ("line\u2028sep.pdf", "line sep.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ('say "hi".pdf', "say _hi_.pdf"),
        (".htaccess", "htaccess"),
        ("  ..  ", "document"),
        ("", "document"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_clean_filename_is_only_a_name(given, cleaned):
    assert clean_filename(given) == cleaned


WHOLE = b"0123456789"


class Seeking(io.BytesIO):
    raw = property(lambda self: SimpleNamespace(size=len(WHOLE)))


def asked(**headers):
    request = RequestFactory().get("/", headers=headers)
    return send_resumable(request, Seeking(WHOLE), filename="a.zip", content_type="application/zip", tag="v1")


@pytest.mark.parametrize(
    ("headers", "status", "body", "told"),
    [
        ({}, 200, WHOLE, None),
        ({"Range": "bytes=4-"}, 206, b"456789", "bytes 4-9/10"),
        ({"Range": "bytes=0-0"}, 206, b"0", "bytes 0-0/10"),
        ({"Range": "bytes=-3"}, 206, b"789", "bytes 7-9/10"),
        ({"Range": "bytes=2-99"}, 206, b"23456789", "bytes 2-9/10"),
        ({"Range": "bytes=4-", "If-Range": '"v1"'}, 206, b"456789", "bytes 4-9/10"),
        ({"Range": "bytes=4-", "If-Range": '"v0"'}, 200, WHOLE, None),
        ({"Range": "bytes=5-4"}, 200, WHOLE, None),
        ({"Range": "bytes=0-1,4-5"}, 200, WHOLE, None),
        ({"Range": "lines=1-2"}, 200, WHOLE, None),
        ({"Range": "bytes=-"}, 200, WHOLE, None),
    ],
)
def test_download_goes_on_where_it_broke_off(headers, status, body, told):
    answer = asked(**headers)
    assert (answer.status_code, answer.getvalue(), answer.get("Content-Range")) == (status, body, told)
    assert (answer["ETag"], answer["Accept-Ranges"]) == ('"v1"', "bytes")


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_range_outside_of_a_file_is_a_problem_with_its_size(wanted):
    answer = asked(Range=wanted)
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10")
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["code"] == "range"
