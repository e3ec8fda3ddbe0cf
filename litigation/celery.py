"""Celery: carries bells, never work. What is to be done stands in Job rows (litigation/jobs)."""

import os
import time

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "litigation.settings")
app = Celery("hamkke")
app.config_from_object("django.conf:settings", namespace="CELERY")
ROOMS = [
    "litigation.accounts",
    "litigation.jobs",
    "litigation.web",
    "claimants.limitation",
    "claimants.evidence",
    "claimants.mandates",
    "claimants.notices",
    "documents.packages",
    "documents.proceedings",
]
app.autodiscover_tasks(ROOMS)
app.conf.beat_schedule = {
    # Finds work whose worker went silent and rings for it again. A sweep nobody fetched in time is no longer wanted.
    "sweep": {"task": "litigation.jobs.sweep", "schedule": 15.0, "options": {"expires": 15}},
    "mail": {"task": "claimants.notices.send_due", "schedule": 30.0, "options": {"expires": 30}},
    "tell old addresses": {"task": "litigation.accounts.tell", "schedule": 300.0, "options": {"expires": 300}},
    "recheck files": {"task": "claimants.evidence.recheck", "schedule": 120.0, "options": {"expires": 120}},
    "remind of deadlines": {"task": "documents.proceedings.remind", "schedule": 3600.0, "options": {"expires": 3600}},
    "compare mandates": {"task": "claimants.mandates.compare", "schedule": 86400.0, "options": {"expires": 86400}},
    "watch clocks": {"task": "claimants.limitation.watch", "schedule": 21600.0, "options": {"expires": 21600}},
    "delete removed files": {"task": "claimants.evidence.purge", "schedule": 86400.0, "options": {"expires": 86400}},
    "delete orphans": {"task": "claimants.evidence.sweep_orphans", "schedule": 86400.0, "options": {"expires": 86400}},
    "verify packages": {"task": "documents.packages.verify", "schedule": 86400.0, "options": {"expires": 86400}},
    "sweep uploads": {"task": "litigation.web.sweep_uploads", "schedule": 3600.0, "options": {"expires": 3600}},
    "clear answers kept": {"task": "litigation.web.clear", "schedule": 86400.0, "options": {"expires": 86400}},
    "clear ended sessions": {"task": "litigation.accounts.clear", "schedule": 86400.0, "options": {"expires": 86400}},
}

WORKER_SEEN = "worker.seen"  # cache key: when a worker last gave a sign of life (frame/pages_health.py reads it)
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


@signals.worker_ready.connect
@signals.heartbeat_sent.connect
def give_sign_of_life(**_):
    """The heartbeat comes every 2 s; write it down every 10 s."""
    from django.core.cache import cache

    if time.time() - getattr(app, "last_sign", 0) >= SIGN_EVERY:
        app.last_sign = time.time()
        cache.set(WORKER_SEEN, int(app.last_sign), 3600)
