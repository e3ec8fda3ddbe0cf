"""`manage.py up` as an operator meets it: one process that answers, heals and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
import pytest

from litigation.ledger import anchors
from tests import template
from tests.wiring.test_supervisor import wait_until

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.redis, pytest.mark.slow]


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def up(tmp_path, port):
    """up() starts Hamkke with data of its own; whatever a test leaves running is ended."""
    started = []

    def up(*arguments, fresh=False):
        if not (fresh or started):
            template.begin(tmp_path / "var" / "hamkke.sqlite3")
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "litigation.settings",
            "HAMKKE_VAR": str(tmp_path / "var"),
            "HAMKKE_URL": f"http://127.0.0.1:{port}",
            "HAMKKE_CACHE": "redis",
            "DATABASE_URL": "",
            "REDIS_URL": "",
        }
        up.environment = environment
        command = [sys.executable, "manage.py", "up", "--web-workers", "1", "--job-workers", "1", *arguments]
        with (tmp_path / "said").open("ab") as said:
            started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said))
        return started[-1]

    yield up
    for process in started:
        process.terminate()
        process.wait(30)


def ask(port, path):
    """(status, JSON) of a health page; (None, None) while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)
    except OSError:
        return None, None


def named(process, word):
    """The direct child whose command holds the word."""
    for child in process.children():
        with suppress(psutil.NoSuchProcess):  # a zombie counts as none
            if word in child.cmdline():
                return child
    return None


def test_up_answers_heals_and_leaves_nothing_behind(up, port, tmp_path):
    started = up(fresh=True)
    wait_until(lambda: ask(port, "/healthz/live") == (200, {"status": "ok"}), 90)
    well = dict.fromkeys(
        ("database", "migrations", "redis", "storage", "keys", "ledger", "worker", "sweep", "records"), "ok"
    )
    wait_until(lambda: ask(port, "/healthz/") == (200, {"status": "ok", "checks": well}), 60)

    process = psutil.Process(started.pid)
    worker = named(process, "bulk")
    pool = worker.children()
    worker.kill()
    wait_until(lambda: (again := named(process, "bulk")) is not None and again.pid != worker.pid, 30)
    wait_until(lambda: not any(child.is_running() for child in pool))

    everyone = process.children(recursive=True)
    started.send_signal(signal.SIGTERM)
    assert started.wait(60) == 0
    assert [child.cmdline() for child in everyone if _still_there(child)] == []
    said = (tmp_path / "said").read_text()
    assert f"Open  http://127.0.0.1:{port}\n" in said
    assert said.endswith("Hamkke has stopped. Nothing was lost; start it again whenever you like.\n")
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0


def test_half_sent_requests_do_not_stop_the_site_and_are_hung_up(up, port):
    """Twenty of them, of a head and of a body, for one process."""
    up()
    wait_until(lambda: ask(port, "/healthz/live") == (200, {"status": "ok"}), 90)
    head = b"POST /api/v1/cases/x/check/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    body = head + b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    with ExitStack() as stack:
        links = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60)) for _ in range(20)]
        for number, link in enumerate(links):
            link.sendall(head if number % 2 else body)
        assert ask(port, "/healthz/live") == (200, {"status": "ok"})
        for number, link in enumerate(links):
            answered = b"".join(iter(lambda link=link: link.recv(65536), b""))  # ends where the server hangs up
            assert answered.startswith(b"HTTP/1.1 4") or number % 2 and not answered
        assert ask(port, "/healthz/live") == (200, {"status": "ok"})


def test_nobody_starts_on_a_record_of_acts_that_lost_its_end(up, port, tmp_path):
    """Not `up`, not web, not a worker, until an operator says that the database is the one that is meant."""
    (tmp_path / "var").mkdir()
    noted = {"seq": 10_000, "hash": "f" * 64, "at": "2026-11-29T03:00:00+00:00"}
    anchors.append(tmp_path / "var" / "ledger.anchors", noted)
    first = up()
    assert first.wait(90) == 1
    said = (tmp_path / "said").read_text()
    assert "reached 10000 at 2026-11-29T03:00:00+00:00" in said
    assert "anchor_ledger --accept" in said
    environment = up.environment
    web = [sys.executable, "-m", "gunicorn", "litigation.wsgi", "--config", "python:litigation.serving", "--preload"]
    worker = [sys.executable, "-m", "celery", "-A", "litigation.celery", "worker", "-P", "solo"]
    for command in ([*web, "--bind", f"127.0.0.1:{port}"], worker):
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert (ended.returncode, "its tail was cut off" in ended.stderr) == (1, True)
    accept = [sys.executable, "manage.py", "anchor_ledger", "--accept", "The backup of yesterday was put back."]
    subprocess.run(accept, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)
    up()
    wait_until(lambda: ask(port, "/healthz/live") == (200, {"status": "ok"}), 90)


def _still_there(child):
    with suppress(psutil.NoSuchProcess):
        return child.is_running() and child.status() != psutil.STATUS_ZOMBIE
    return False


def test_up_names_the_setting_when_the_port_is_busy(up, port, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert up().wait(60) == 1
    assert (tmp_path / "said").read_text() == (
        f"CommandError: Another program already listens on 127.0.0.1:{port}. Stop it, or choose another port: set HAMKKE_URL "
        f"in .env, or start with `manage.py up --port {port + 1}`.\n"
    )
