"""Once a day each mandate is compared with what it was made from: lawyers leave a case without an answer being saved."""

from celery import shared_task

from claimants.claims.models import Claim
from claimants.mandates.actions import compare
from claimants.people.rules import FROZEN

FEW = 500  # claims read at a time


@shared_task(name="claimants.mandates.compare", ignore_result=True)
def compare_all():
    signed = Claim.objects.filter(mandates__state="signed").exclude(status__in=FROZEN | {"withdrawn"})
    for claim in signed.iterator(chunk_size=FEW):
        compare(claim=claim)
