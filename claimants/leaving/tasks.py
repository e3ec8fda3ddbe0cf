"""Once a day what was left long enough ago is deleted."""

from celery import shared_task

from claimants.leaving import actions


@shared_task(name="claimants.leaving.erase", ignore_result=True)
def erase():
    actions.erase_due()
