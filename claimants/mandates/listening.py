"""A mandate follows the answers it was made from."""

from django.dispatch import receiver

from claimants.claims.models import Claim
from claimants.mandates.actions import compare
from claimants.people.signals import person_told


@receiver(person_told, dispatch_uid="mandates.follow_answers")
def follow_answers(sender, claimant, **_):
    for claim in Claim.objects.filter(claimant=claimant, mandates__state="signed"):
        compare(claim=claim)
