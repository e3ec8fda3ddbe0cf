"""How much a claim may hold, and how many files may come in an hour: far more than anybody has, and an end for a script."""

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _

from litigation.accounts import limits
from litigation.errors import DomainError


def refuse_without_room(claim, name, size):
    """Counts rows; so it decides only within the ledger's turn, where no other file of the claim is written meanwhile."""
    kept, most = claim.evidence.filter(removed_at=None), settings.CLAIM_MOST_FILES
    if kept.count() >= most:
        sentence = _("“%(name)s” was not added: a claim takes %(most)s files. Remove one that matters less.")
        sentence %= {"name": name, "most": most}
        raise DomainError("evidence.too_many", sentence, status=409, fields={"file": sentence})
    held = kept.aggregate(bytes=Sum("size"))["bytes"] or 0
    if held + size > settings.CLAIM_MOST_BYTES:
        sentence = _("“%(name)s” was not added: the files of a claim take %(most)s MB together. Send it smaller.")
        sentence %= {"name": name, "most": settings.CLAIM_MOST_BYTES // 1024**2}
        raise DomainError("evidence.too_large", sentence, status=409, fields={"file": sentence})


def refuse_person_too_fast(actor, name):
    """Asked before the file is examined, which is what costs."""
    _take(limits.FILES_OF_PERSON, actor.pk, name)


def refuse_claim_too_fast(claim, name):
    """Files taken back count too: they lie in the vault until they are deleted for good."""
    _take(limits.FILES_OF_CLAIM, claim.pk, name)


def _take(limit, whom, name):
    if not limits.take(limit, whom):
        sentence = _("“%(name)s” was not added: very many files came in a short time.") % {"name": name}
        raise limits.refusal(limit, whom, "evidence.too_fast", sentence, field="file")
