"""The nightly bell of packages."""

from celery import shared_task

from documents.packages import nightly


@shared_task(name="documents.packages.verify", time_limit=6 * 3600)
def verify():
    """Read every newest package again and compare it; asked each night, by beat."""
    nightly.verify()
