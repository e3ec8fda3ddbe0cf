"""Celery: carries bells, never work. What is to be done stands in Job rows (litigation/jobs)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "litigation.settings")
app = Celery("hamkke")
app.config_from_object("django.conf:settings", namespace="CELERY")
ROOMS = ["litigation.jobs", "claimants.evidence", "claimants.mandates", "claimants.notices", "documents.packages"]
app.autodiscover_tasks(ROOMS)
