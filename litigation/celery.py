"""Celery: carries bells, never work. What is to be done stands in Job rows (litigation/jobs)."""

import os
import time

from celery import Celery, signals
from kombu import Queue

from litigation.jobs.queues import BULK, HOUSEKEEPING, QUEUES, SHORT

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "litigation.settings")
app = Celery("hamkke")
app.config_from_object("django.conf:settings", namespace="CELERY")
ROOMS = [
    "litigation.accounts",
    "litigation.jobs",
    "litigation.watch",
    "litigation.web",
    "claimants.limitation",
    "claimants.evidence",
    "claimants.leaving",
    "claimants.mandates",
    "claimants.notices",
    "documents.packages",
    "documents.portability",
    "documents.proceedings",
]
app.autodiscover_tasks(ROOMS)
app.conf.task_queues = [Queue(name) for name in QUEUES]
app.conf.task_default_queue = HOUSEKEEPING
app.conf.task_routes = {
    "claimants.notices.send_due": {"queue": SHORT},
    "litigation.accounts.send_mails": {"queue": SHORT},
    # These may take minutes. A bell of rows gives way after one, so they wait for little, and the sweep waits for none of them.
    "claimants.evidence.purge": {"queue": BULK},
    "claimants.leaving.erase": {"queue": BULK},
    "claimants.limitation.watch": {"queue": BULK},
    "claimants.mandates.compare": {"queue": BULK},
    "documents.packages.verify_one": {"queue": BULK},
    "litigation.watch.sweep_orphans": {"queue": BULK},
    "litigation.watch.verify_ledger": {"queue": BULK},
}
app.conf.beat_schedule = {
    # Finds work whose worker went silent and rings for it again. A sweep nobody fetched in time is no longer wanted.
    "put back": {"task": "litigation.jobs.put_back", "schedule": 5.0, "options": {"expires": 5}},
    "sweep": {"task": "litigation.jobs.sweep", "schedule": 15.0, "options": {"expires": 15}},
    "mail": {"task": "claimants.notices.send_due", "schedule": 30.0, "options": {"expires": 30}},
    "send codes": {"task": "litigation.accounts.send_mails", "schedule": 10.0, "options": {"expires": 10}},
    "watch the mail": {"task": "litigation.watch.look_at_mail", "schedule": 60.0, "options": {"expires": 60}},
    "recheck files": {"task": "claimants.evidence.recheck", "schedule": 120.0, "options": {"expires": 120}},
    "remind of deadlines": {"task": "documents.proceedings.remind", "schedule": 3600.0, "options": {"expires": 3600}},
    "delete who left": {"task": "claimants.leaving.erase", "schedule": 86400.0, "options": {"expires": 86400}},
    "compare mandates": {"task": "claimants.mandates.compare", "schedule": 86400.0, "options": {"expires": 86400}},
    "watch clocks": {"task": "claimants.limitation.watch", "schedule": 21600.0, "options": {"expires": 21600}},
    "delete removed files": {"task": "claimants.evidence.purge", "schedule": 86400.0, "options": {"expires": 86400}},
    "delete orphans": {"task": "litigation.watch.sweep_orphans", "schedule": 86400.0, "options": {"expires": 86400}},
    "delete copies of data": {
        "task": "documents.portability.delete_ended",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "note the ledger": {"task": "litigation.watch.anchor", "schedule": 3600.0, "options": {"expires": 3600}},
    "prove the ledger": {"task": "litigation.watch.verify_ledger", "schedule": 86400.0, "options": {"expires": 86400}},
    "read files again": {"task": "litigation.watch.read_files", "schedule": 86400.0, "options": {"expires": 86400}},
    "verify packages": {"task": "documents.packages.verify", "schedule": 86400.0, "options": {"expires": 86400}},
    "sweep uploads": {"task": "litigation.web.sweep_uploads", "schedule": 3600.0, "options": {"expires": 3600}},
    "clear answers kept": {"task": "litigation.web.clear", "schedule": 86400.0, "options": {"expires": 86400}},
    "clear ended sessions": {"task": "litigation.accounts.clear", "schedule": 86400.0, "options": {"expires": 86400}},
}

SIGN_EVERY = 10  # seconds


@signals.setup_logging.connect
def keep_logging(**_):
    """Being connected is all it does: Celery then leaves logging as litigation/frame/logs.py set it up."""


@signals.worker_init.connect
def carry_request_ids(**_):
    """Lines of a task carry the id of the request that rang for it."""
    from django_structlog.celery.receivers import CeleryReceiver

    app.log_receiver = CeleryReceiver()
    app.log_receiver.connect_worker_signals()


@signals.worker_init.connect
def refuse_a_cut_ledger(**_):
    """No work is done on a record of acts that lost its end (litigation/watch/start.py)."""
    from litigation.watch import start

    start.refuse()


@signals.worker_ready.connect
@signals.heartbeat_sent.connect
def give_sign_of_life(**_):
    """The heartbeat comes every 2 s; write it down every 10 s, for each queue this worker serves."""
    from litigation.jobs import signs

    if time.time() - getattr(app, "last_sign", 0) >= SIGN_EVERY:
        app.last_sign = time.time()
        for queue in app.amqp.queues.consume_from:
            signs.give(queue)
