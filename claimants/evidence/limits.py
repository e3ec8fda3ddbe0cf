"""How many files a claim may hold, and how many may come in an hour: far more than anybody has, and an end for a script."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.evidence.rules import MOST_FILES
from litigation.errors import DomainError

MOST_AN_HOUR = 90  # those taken back count too: they lie in the vault until they are deleted for good
HOUR = timedelta(hours=1)


def refuse_without_room(claim, name):
    """Counts rows; so it decides only within the ledger's turn, where no other file of the claim is written meanwhile."""
    if claim.evidence.filter(removed_at=None).count() >= MOST_FILES:
        sentence = _("“%(name)s” was not added: a claim takes %(most)s files. Remove one that matters less.")
        sentence %= {"name": name, "most": MOST_FILES}
        raise DomainError("evidence.too_many", sentence, status=409, fields={"file": sentence})


def refuse_too_fast(claim, name):
    """Like refuse_without_room; asked once before as well, so that a flood is not even stored."""
    if claim.evidence.filter(created_at__gt=timezone.now() - HOUR).count() >= MOST_AN_HOUR:
        sentence = _("“%(name)s” was not added: very many files came within an hour. Add it again in an hour.")
        sentence %= {"name": name}
        raise DomainError("evidence.too_fast", sentence, status=429, fields={"file": sentence})
