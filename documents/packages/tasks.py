"""The nightly bells of packages: one for each, so that none of them is cut off by the time the others took."""

from celery import shared_task

from documents.packages import nightly

DAY = 86400


@shared_task(name="documents.packages.verify")
def verify():
    """Ring for every newest package; asked each night, by beat."""
    for pk in nightly.newest().values_list("pk", flat=True):
        verify_one.apply_async([str(pk)], expires=DAY)


@shared_task(name="documents.packages.verify_one")
def verify_one(pk):
    """Read a package again and compare it, while it is the newest."""
    for package in nightly.newest().filter(pk=pk):
        nightly.verify_one(package)
