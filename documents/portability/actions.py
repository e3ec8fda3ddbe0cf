"""A copy of one's data: asked for, made, taken, deleted. The only writers of copies."""

from functools import partial

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.actions import holding
from claimants.claims.models import Claim
from claimants.notices.actions import notify
from documents.portability.contents import members
from documents.portability.models import DataCopy
from documents.portability.queries import KIND, copy_of, ended, is_being_made
from documents.portability.rules import KEPT
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs.actions import Item, start
from litigation.ledger.actions import look, record, take_turn
from litigation.vault import files
from litigation.vault.files import Stored


def ask_for(*, claim: Claim, actor: User) -> DataCopy:
    """Begin to make the copy of a claim; the work goes on as a job.

    In this order: the claim is held; nothing of it was deleted yet; a copy that is being made is the answer; one that was made,
    or that nobody makes any more, is deleted, and the new one is written down.
    """
    with holding(claim):
        if claim.erased_at:
            sentence = _("What you wrote and sent is deleted, so there is nothing to make a file of.")
            raise DomainError("data.erased", sentence, status=409)
        if there := copy_of(claim):
            if is_being_made(there):
                return there
            _delete(there, actor)
        copy = DataCopy.objects.create(claim=claim, language=actor.language)
        record("data.asked", actor=actor, subject=copy, claim=claim, case=claim.case_id)
        items: list[Item] = [(each.key, {}) for each in members(claim)]
        start(KIND, actor=actor, case=claim.case, subject=copy, items=items)
    return copy


def keep(*, copy: DataCopy, stored: Stored, left_out: int) -> None:
    """Within the commit of the job: the file is there and can be taken, and a mail says so. A former file makes way."""
    now = timezone.now()
    former = copy.stored_name
    kept = {"stored_name": stored.name, "sha256": stored.sha256, "size": stored.size, "left_out": left_out}
    DataCopy.objects.filter(pk=copy.pk).update(**kept, made_at=now, ends_at=now + KEPT)
    data = {"sha256": stored.sha256, "bytes": stored.size, "left_out": left_out}
    record("data.made", actor=None, subject=copy, claim=copy.claim_id, case=copy.claim.case_id, data=data)
    notify(user=copy.claim.claimant.account, claim=copy.claim, kind="data_ready")
    if former:
        transaction.on_commit(partial(files.delete, former))


def look_at(*, copy: DataCopy, request: HttpRequest, start: int = 0) -> None:
    """Write down that its person takes the file; start: from which byte on."""
    look("data.taken", request=request, subject=copy, claim=copy.claim, data={"from": start} if start else {})


def delete_ended() -> int:
    """Delete the copies whose time is over; how many. Each is asked again under the ledger's turn: it may be a newer one."""
    deleted = 0
    for pk in list(ended().values_list("pk", flat=True)):
        with transaction.atomic():
            take_turn()
            if copy := ended().filter(pk=pk).first():
                _delete(copy, None)
                deleted += 1
    return deleted


def forget(*, claim: Claim) -> None:
    """The copy goes with what it was made from."""
    if copy := copy_of(claim):
        _delete(copy, None)


def _delete(copy: DataCopy, actor: User | None) -> None:
    record("data.deleted", actor=actor, subject=copy, claim=copy.claim_id, case=copy.claim.case_id)
    copy.delete()
    if copy.stored_name:
        transaction.on_commit(partial(files.delete, copy.stored_name))
