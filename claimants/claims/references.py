"""References that no claim has yet. Random is not unique: of 35 bits, a million claims have drawn the same ones ten times."""

from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from litigation.errors import DomainError
from litigation.law import reference
from litigation.ledger.actions import take_turn

TRIES = 100  # with half of all references taken, the chance of not finding one is 2^-100


def free(count=1) -> list[str]:
    """So many references, each drawn again until nobody has it.

    Takes the ledger's turn, as everybody does who draws one: none of them is taken by another claim before this
    transaction ends. Refuses where none is found.
    """
    take_turn()
    found = set()
    for _try in range(TRIES):
        drawn = {reference.new() for _one in range(count - len(found))}
        found |= drawn - set(Claim.objects.filter(reference__in=drawn).values_list("reference", flat=True))
        if len(found) == count:
            return list(found)
    raise DomainError("claim.no_reference", _("There is no free number for a claim now. Try again later."), status=503)
