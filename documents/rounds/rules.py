"""What the state of a round allows."""

from django.utils.translation import gettext as _

from documents.rounds.models import Round
from litigation.errors import DomainError


def refuse_unless_open(round):
    """Only an open round can be changed; what is frozen stays as it is for ever."""
    if round.status != Round.Status.OPEN:
        sentence = _("Round %(number)s is “%(status)s” now, so it cannot be changed. Nothing was done.")
        words = {"number": round.number, "status": Round.Status(round.status).label}
        raise DomainError("round.not_open", sentence % words, status=409)


def refuse_unless_frozen(round):
    if round.status not in (Round.Status.FROZEN, Round.Status.FILED):
        sentence = _("Round %(number)s is not frozen. Papers are made from a frozen roster only, so freeze it first.")
        raise DomainError("round.not_frozen", sentence % {"number": round.number}, status=409)
