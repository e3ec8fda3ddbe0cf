"""Drain a job with several processes of this machine, for commands that run without Celery; measure their memory."""

import multiprocessing
import os
import resource
import socket
import time

from litigation.jobs import engine
from litigation.jobs.models import Job

RESTARTS = 10  # processes that die are replaced so often; their items come back at once


def run_processes(job_id, processes=2):
    """Work on the job until it is over; return [{"worker": name, "items": n, "peak_rss_bytes": n}] per process.

    Processes are spawned, not forked, so that each has its own connections and its memory is only its own. What a dead
    process held is put back at once, since its death is known here. Not for SQLite in memory.
    """
    spawn, reports = multiprocessing.get_context("spawn"), []
    receiver, sender = spawn.Pipe(duplex=False)
    alive, left = [_begin(spawn, job_id, sender) for _ in range(processes)], RESTARTS
    while alive:
        time.sleep(0.05)
        while receiver.poll():
            reports.append(receiver.recv())
        for process in [each for each in alive if not each.is_alive()]:
            alive.remove(process)
            engine.put_back_expired(job_id, worker=_name(process.pid))
            if process.exitcode and left and Job.objects.filter(pk=job_id, state__in=Job.MOVING).exists():
                left -= 1
                alive.append(_begin(spawn, job_id, sender))
    while receiver.poll():
        reports.append(receiver.recv())
    return reports


def _begin(spawn, job_id, sender):
    process = spawn.Process(target=_drain, args=(str(job_id), sender), daemon=True)
    process.start()
    return process


def _name(pid):
    return f"{socket.gethostname()}:{pid}"


def _drain(job_id, sender):
    """What a spawned process does; Django is not set up there yet."""
    import django

    django.setup()
    name = _name(os.getpid())
    items = engine.work(job_id, worker=name, patient=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sender.send({"worker": name, "items": items, "peak_rss_bytes": peak})
