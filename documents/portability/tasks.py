"""Once an hour copies whose time to be taken is over are deleted."""

from celery import shared_task

from documents.portability import actions


@shared_task(name="documents.portability.delete_ended", ignore_result=True)
def delete_ended():
    actions.delete_ended()
