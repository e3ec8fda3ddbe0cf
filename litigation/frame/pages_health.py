"""What machines ask: is it alive, may it be sent people, is anything wrong. Answers hold no personal data.

/healthz/live   this process answers; a supervisor that gets nothing here restarts it
/healthz/ready  database, migrations, Redis, file store and its keys are there, and no act is lost; a balancer that gets 503
                sends people elsewhere
/healthz/       all of that, the workers of every queue the age of the last sweep, alarms; what monitoring watches
"""

import tempfile

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from litigation.accounts.rights import right
from litigation.jobs import signs
from litigation.jobs.queues import QUEUES
from litigation.ledger import anchors
from litigation.vault import canary
from litigation.watch import queries as watch

log = structlog.get_logger(__name__)
WORKER_SILENT = 60  # seconds after which a worker counts as gone
SWEEP_LATE = 120  # seconds after which nobody sweeps: what a dead worker held would lie
PROBE = b"health"


class Unwell(Exception):
    """A check failed for a reason that may be told to anyone."""


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations():
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise Unwell(f"{len(waiting)} not applied")


def redis():
    """A value goes in and comes back. With the in-memory cache (tests, one process) there is no Redis to ask."""
    cache.set("health.probe", "1", 10)
    if cache.get("health.probe") != "1":
        raise Unwell("does not keep what it is given")


def storage():
    """Local disk: a file can be written. S3: the bucket answers."""
    if settings.FILES_S3_BUCKET:
        from django.core.files.storage import default_storage

        default_storage.exists("health")
        return
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.FILES_ROOT) as file:
        file.write(PROBE)
        file.flush()


def keys():
    """Those that sealed before (litigation/vault/canary.py)."""
    if canary.wrong_key():
        raise Unwell("a key of the vault is not the one that sealed before")


def ledger():
    """It reaches what was noted of it last (litigation/ledger/anchors.py)."""
    if anchors.astray(settings.LEDGER_ANCHORS):
        raise Unwell("the record of acts does not reach what was noted of it")


def records():
    """Nothing kept is known to be other than it was written (litigation/watch)."""
    if counted := watch.counted():
        raise Unwell(", ".join(f"{code}: {number}" for code, number in counted.items()))


def worker():
    """Every queue is served."""
    found = {queue: signs.silent_for(queue) for queue in QUEUES}
    silent = {queue: since for queue, since in found.items() if since is None or since > WORKER_SILENT}
    if silent:
        raise Unwell(", ".join(f"{queue} {_silent(since)}" for queue, since in silent.items()))


def sweep():
    """Clock and housekeeping work: somebody looks after what went silent."""
    since = signs.silent_for(signs.SWEEP)
    if since is None or since > SWEEP_LATE:
        raise Unwell(_silent(since))


def _silent(since):
    return "never seen" if since is None else f"silent for {since} s"


READY = (database, migrations, redis, storage, keys, ledger)
ALL = (*READY, worker, sweep, records)


def examine(checks):
    """(all well, {check: "ok" or what is wrong}). Why a check failed goes to the log; outside only Unwell's words are told."""
    found = {}
    for check in checks:
        try:
            check()
            found[check.__name__] = "ok"
        except Unwell as error:
            found[check.__name__] = str(error)
        except Exception:  # whatever the driver raises, the answer is the same
            log.warning("health.check_failed", check=check.__name__, exc_info=True)
            found[check.__name__] = "does not answer"
    return all(each == "ok" for each in found.values()), found


def _answer(checks):
    well, found = examine(checks)
    return JsonResponse({"status": "ok" if well else "unwell", "checks": found}, status=200 if well else 503)


@right("public")
@require_safe
@never_cache
def live(_request):
    return JsonResponse({"status": "ok"})


@right("public")
@require_safe
@never_cache
def ready(_request):
    return _answer(READY)


@right("public")
@require_safe
@never_cache
def health(_request):
    return _answer(ALL)
