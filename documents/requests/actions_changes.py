"""A change of a filed roster on its way to the court: a second person confirms it with its paper, then it is handed in."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.changes.actions import put_in_force
from documents.changes.models import AskedChange
from documents.papers.models import Filing
from documents.papers.queries import paper_of, unopened_by
from documents.papers.registry import asked_kinds
from documents.proceedings.actions import enter
from documents.proceedings.models import Proceeding
from documents.requests.rules import refuse_taken_back
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.ledger.actions import take_turn
from litigation.workflow import move


def confirm(*, asked: AskedChange, actor: User) -> None:
    """The second person opened the paper and agrees that it goes to the court.

    Refuses who asked for the change, and a paper that is not made or was not opened by who confirms.
    """
    with transaction.atomic():
        take_turn()
        asked.refresh_from_db()
        if asked.asked_by_id == actor.pk:
            sentence = _("You asked for this change. Somebody else of the team confirms it.")
            raise DomainError("change.own", sentence, status=409)
        paper = _paper(asked)
        if unopened := unopened_by(actor, paper.files.all()):
            sentence = _("Open the paper first; files not opened yet: %(n)s.") % {"n": unopened}
            raise DomainError("change.unopened", sentence, status=409)
        AskedChange.objects.filter(pk=asked.pk).update(confirmed_by=actor)
        data = {"round": asked.round.number, "plaintiff": asked.entry.number, "paper_version": paper.version}
        move(asked, AskedChange.Status.CONFIRMED, actor=actor, data=data)
        asked.confirmed_by = actor


def hand_in(*, asked: AskedChange, on: date, actor: User) -> None:
    """The court got the paper on that day: it stands on the docket, and the change is in force.

    Refuses what no second person confirmed, a day before the suit was filed, and one that has not come.
    """
    with transaction.atomic():
        take_turn()
        asked.refresh_from_db()
        if asked.status == AskedChange.Status.ASKED:
            sentence = _("No second person has confirmed this change yet. It is handed in after that.")
            raise DomainError("change.not_confirmed", sentence, status=409)
        paper = _paper(asked)
        proceeding = _proceeding(paper)
        if not proceeding.filed_on <= on <= timezone.localdate():
            sentence = _("Enter a day from the filing of the suit until today.")
            raise DomainError("change.day", sentence, fields={"on": sentence})
        note = f"{asked_kinds()[paper.type].title_ko} {paper.number}"
        enter(proceeding=proceeding, kind="other", day=on, note=note, actor=actor)
        put_in_force(asked=asked, on=on, actor=actor)


def paper_changed(*, asked: AskedChange, actor: User) -> None:
    """The paper was corrected: who confirmed the old one has not seen the new one. Refuses what was taken back."""
    asked.refresh_from_db()
    refuse_taken_back(asked)
    if asked.status == AskedChange.Status.CONFIRMED:
        AskedChange.objects.filter(pk=asked.pk).update(confirmed_by=None)
        move(asked, AskedChange.Status.ASKED, actor=actor)


def _paper(asked) -> Filing:
    paper = paper_of(asked)
    if paper is None or paper.state != Filing.State.MADE:
        raise DomainError("change.no_paper", _("Make the paper of this change first."), status=409)
    return paper


def _proceeding(paper: Filing) -> Proceeding:
    """Where the paper goes: the proceeding chosen in its form, else the suit itself."""
    every = paper.round.proceedings
    chosen: UUID | str | None = paper.asked["values"].get("proceeding")
    return (chosen and every.filter(pk=chosen).first()) or every.earliest("filed_on")
