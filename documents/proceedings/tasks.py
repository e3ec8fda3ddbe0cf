"""The daily bell of deadlines."""

from celery import shared_task

from documents.proceedings import actions_reminding


@shared_task(name="documents.proceedings.remind")
def remind():
    """Remind teams of what ends; asked every hour, so that a worker that was away at midnight misses nothing."""
    actions_reminding.remind()
