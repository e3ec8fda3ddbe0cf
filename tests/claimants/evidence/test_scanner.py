"""Five verdicts and a scanner that misbehaves in every way; with `-m clamav`, a real clamd."""

import io
import socket
import struct
import threading
import time

import pytest

from claimants.evidence import scanner
from claimants.evidence.models import Evidence
from claimants.evidence.scanner import Clamd, Verdict
from tests.claimants.evidence import samples


@pytest.fixture
def pretend(tmp_path):
    """pretend(answer) → (URL, what it received); a scanner that gives this answer, or does what a function says."""
    threads = []

    def pretend(answer):
        path, received = str(tmp_path / "clamd.sock"), []
        server = socket.socket(socket.AF_UNIX)
        server.bind(path)
        server.listen(1)

        def serve():
            with server, server.accept()[0] as connection:
                answer(connection) if callable(answer) else (
                    received.append(read(connection)),
                    connection.sendall(answer),
                )

        threads.append(threading.Thread(target=serve, daemon=True))
        threads[-1].start()
        return f"unix://{path}", received

    yield pretend
    for thread in threads:
        thread.join(timeout=5)


def read(connection):
    """(command, data) of one INSTREAM conversation."""
    file = connection.makefile("rb")
    command, data = file.read(len(b"zINSTREAM\0")), b""
    while length := struct.unpack(">I", file.read(4))[0]:
        data += file.read(length)
    return command, data


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", Verdict("clean")),
        (b"stream: Eicar-Test FOUND\0", Verdict("infected", "Eicar-Test")),
        (b"INSTREAM size limit exceeded. ERROR\0", Verdict("unexpected")),
        (b"stream: OK, but\0", Verdict("unexpected")),
        (b"OK\0", Verdict("unexpected")),
        (b"\xff\xfe garbage", Verdict("unexpected")),
        (b"x" * 5000, Verdict("unexpected")),
        (b"", Verdict("unavailable")),
    ],
)
def test_verdict_follows_the_answer_and_only_ok_is_clean(pretend, answer, verdict):
    url, received = pretend(answer)
    file = io.BytesIO(b"a" * 200_000)
    assert Clamd(url).scan(file) == verdict
    assert received == [(b"zINSTREAM\0", b"a" * 200_000)]
    assert file.tell() == 0


def test_scanner_that_hangs_up_in_the_middle_is_unavailable(pretend):
    url, _ = pretend(lambda connection: connection.recv(100))
    assert Clamd(url).scan(io.BytesIO(b"a" * 5_000_000)) == Verdict("unavailable")


def test_scanner_that_hangs_is_unavailable_after_the_timeout(pretend, monkeypatch):
    monkeypatch.setattr(scanner, "TIMEOUT", 0.2)
    url, _ = pretend(lambda connection: time.sleep(0.6))
    assert Clamd(url).scan(io.BytesIO(b"a")) == Verdict("unavailable")


@pytest.mark.parametrize("url", ["unix:///nowhere/clamd.sock", "tcp://127.0.0.1:9"])
def test_scanner_that_is_not_there_is_unavailable(url):
    assert Clamd(url).scan(io.BytesIO(b"a")) == Verdict("unavailable")
    assert not Clamd(url).answers()


def test_without_a_scanner_files_are_not_scanned_and_never_clean(settings):
    settings.CLAMAV_URL = ""
    assert scanner.scan(samples.eicar()) == Verdict("not_scanned")


def test_only_three_verdicts_are_settled_and_all_are_known_to_evidence():
    verdicts = ["clean", "infected", "not_scanned", "unavailable", "unexpected"]
    assert [Verdict(status).settled for status in verdicts] == [True, True, True, False, False]
    assert set(verdicts) | {"waiting"} == set(Evidence.Scan.values)


@pytest.mark.clamav
def test_real_clamd_finds_the_test_virus_bare_and_in_a_zip(clamd):
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ticket.pdf", samples.eicar().getvalue())
    assert clamd.scan(samples.eicar()) == Verdict("infected", "Hamkke.Eicar.UNOFFICIAL")
    assert clamd.scan(packed) == Verdict("infected", "Hamkke.Eicar.UNOFFICIAL")


@pytest.mark.clamav
def test_real_clamd_calls_honest_files_clean(clamd):
    for make in (samples.jpeg, samples.png, samples.heic, samples.pdf):
        assert clamd.scan(make()) == Verdict("clean")


@pytest.mark.clamav
def test_real_clamd_refusing_a_long_file_is_not_clean(clamd):
    assert clamd.scan(io.BytesIO(b"a" * 4 * 2**20)).status in ("unexpected", "unavailable")
