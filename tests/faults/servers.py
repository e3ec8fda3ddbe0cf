"""What a fault strikes, each of it real: Redis, PostgreSQL, a mail server, a small disk, and all of Hamkke in front of them."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

import psutil
import psycopg
import redis
import requests
from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parent.parent.parent
CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)  # as a database that fails over: every connection but ours ends in mid-sentence


def wait_until(condition, seconds, *, meanwhile=lambda: None):
    """How long it took. A standstill fails instead of hanging."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        meanwhile()
        time.sleep(0.05)
    return time.monotonic() - began


def kill(process):
    """A process that leads a group, with all that it began."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def script_of_tests():
    """scripts/test.py, which knows how a PostgreSQL is begun."""
    spec = importlib.util.spec_from_file_location("test_script", ROOT / "scripts" / "test.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


class Redis:
    """One of its own that keeps nothing, on a socket in this folder."""

    def __init__(self, folder):
        self.socket = folder / "redis.sock"
        self.url = f"unix://{self.socket}"
        where = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(folder)]
        self.process = subprocess.Popen(
            [shutil.which("redis-server"), *where], stdout=subprocess.DEVNULL, start_new_session=True
        )
        wait_until(self.socket.exists, 10)

    def flush(self):
        with redis.Redis.from_url(self.url) as link:
            link.flushall()

    def end(self):
        kill(self.process)


class Postgres:
    """A server of its own under this folder that can be crashed and begun again."""

    def __init__(self, folder):
        begun_by = script_of_tests()
        self.folder, binaries = folder, begun_by.debian_binaries()
        if binaries is None:
            sys.exit("The storm needs a PostgreSQL that it can crash: apt install postgresql")
        command, self.url = begun_by.debian_cluster(folder, binaries)
        self.command = [*command, "-c", "synchronous_commit=on"]  # it crashes: what it said is written has to be
        self._begin()

    def cut(self):
        with psycopg.connect(self.url, autocommit=True) as link:
            link.execute(CUT)

    def number(self, sql):
        """What it answers to a question; 0 where it does not."""
        with suppress(psycopg.Error), psycopg.connect(self.url, autocommit=True, connect_timeout=2) as link:
            return link.execute(sql).fetchone()[0]
        return 0

    def restart(self, away):
        """As after a crash: nobody is seen out, what was written comes back from the log. away: seconds until it is."""
        self.end()
        time.sleep(away)
        self._begin()

    def end(self):
        pid = int((self.folder / "data/postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        self.process.wait()

    def _begin(self):
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True
        )
        wait_until(lambda: self.number("SELECT 1"), 60)


class Mail(NamedTuple):
    to: str
    message_id: str
    subject: str
    at: float


class Mailbox:
    """A mail server on loopback that takes everything while it is open."""

    def __init__(self):
        self.mails, self.port, self._lock = [], free_port(), threading.Lock()
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.open()

    def open(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self):
        self._controller.stop()

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        with self._lock:
            self.mails.append(Mail(envelope.rcpt_tos[0], mail["Message-ID"], mail["Subject"], time.monotonic()))
        return "250 taken"

    def newest(self, to, *, since):
        """The last mail to this address since then, or None."""
        with self._lock:
            return next((each for each in reversed(self.mails) if each.to == to and each.at >= since), None)


class SmallDisk:
    """A disk of so many bytes at this folder, where the system lets us mount one; full when it is told to be."""

    def __init__(self, folder, size):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.filler = folder, folder / ".filler"
        command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder)]
        self.is_small = subprocess.run(command, check=False, capture_output=True).returncode == 0

    def fill(self):
        with suppress(OSError), self.filler.open("wb", buffering=0) as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(self.folder).free)
            while True:  # to the last byte, of what was freed meanwhile too
                file.seek(0, os.SEEK_END)
                file.write(bytes(4096))

    def empty(self):
        self.filler.unlink(missing_ok=True)

    def end(self):
        if self.is_small:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=False)


class Hamkke:
    """`manage.py up` with these settings: web, workers, clock, and what starts them again."""

    def __init__(self, environment, log):
        self.url, self._log = environment["HAMKKE_URL"], log.open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def is_well(self):
        with suppress(requests.RequestException):
            return requests.get(f"{self.url}/healthz/", timeout=10).status_code == 200
        return False

    def processes(self, word):
        """Those that live now and have this word in their command line."""
        found = []
        for each in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if word in each.cmdline():
                    found.append(each)
        return found

    def end(self):
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(60)
        kill(self.process)
        self._log.close()
