"""Drain a job with several processes of this machine, for commands that run without Celery; measure their memory."""

import json
import os
import re
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.db import connection

from litigation.jobs import engine
from litigation.jobs.engine import Key
from litigation.jobs.models import Job


class Report(TypedDict):
    worker: str
    items: int
    peak_rss_bytes: int


RESTARTS = 10  # processes that die are replaced so often; their items come back at once
CHILD = "import sys, django; django.setup(); from litigation.jobs.processes import drain; drain(sys.argv[1])"


def run_processes(job_id: Key, processes: int = 2) -> list[Report]:
    """Work on the job until it is over; return [{"worker": name, "items": n, "peak_rss_bytes": n}] per process.

    The processes are started afresh, so that each has its own connections and its memory is only its own. What a dead
    one held is put back at once, since its death is known here. Not for SQLite in memory, which nobody can share.
    """
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]  # of SQLite alone
        raise ValueError("Processes cannot share a database in memory; call engine.work(job_id, patient=True).")
    reports, left = [], RESTARTS
    alive = [_begin(job_id) for _ in range(processes)]
    while alive:
        time.sleep(0.05)
        for process in [each for each in alive if each.poll() is not None]:
            alive.remove(process)
            reports += _report(process)
            engine.put_back_expired(job_id, worker=_name(process.pid))
            if process.returncode and left and Job.objects.filter(pk=job_id, state__in=Job.MOVING).exists():
                left -= 1
                alive.append(_begin(job_id))
    return reports


def drain(job_id: Key) -> None:
    """What each process does; its last line of output is the report."""
    items = engine.work(job_id, worker=_name(os.getpid()), patient=True)
    report = {"worker": _name(os.getpid()), "items": items, "peak_rss_bytes": _peak()}
    sys.stdout.write("\n" + json.dumps(report))


def _peak() -> int:
    """Highest resident memory of this process. (getrusage would count what the parent used before it started us.)"""
    status = Path("/proc/self/status").read_text() if sys.platform == "linux" else ""
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _begin(job_id: Key) -> subprocess.Popen[bytes]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "PYTHONPATH": _python_path()}
    command = [sys.executable, "-c", CHILD, str(job_id)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, cwd=settings.BASE_DIR)


def _python_path() -> str:
    return os.pathsep.join([str(settings.BASE_DIR), *filter(None, [os.environ.get("PYTHONPATH")])])


def _report(process: subprocess.Popen[bytes]) -> list[Report]:
    lines = process.communicate()[0].splitlines()
    return [json.loads(lines[-1])] if lines and process.returncode == 0 else []


def _name(pid: int) -> str:
    return f"{socket.gethostname()}:{pid}"
