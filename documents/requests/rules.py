"""When a change gets a paper. Pure."""

from django.utils.translation import gettext as _

from documents.changes.models import AskedChange
from litigation.errors import DomainError


def refuse_taken_back(asked: AskedChange) -> None:
    """Refuses a paper for a change that goes to no court."""
    if asked.status == AskedChange.Status.TAKEN_BACK:
        sentence = _("This change was taken back, so the court gets no paper of it. Ask for the change anew.")
        raise DomainError("change.taken_back", sentence, status=409)
