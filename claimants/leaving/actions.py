"""Leaving a claim, coming back, and deleting what was given once nothing obliges to keep it."""

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.actions import holding
from claimants.claims.models import Claim
from claimants.leaving.queries import due, kept, may_come_back
from claimants.leaving.signals import forgotten
from claimants.mandates.actions import delete_all, revoke
from claimants.notices.actions import notify
from claimants.people.models import Claimant
from litigation.accounts.actions import close_account
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.law.figures import today
from litigation.ledger.actions import record
from litigation.watch import actions as watch
from litigation.watch.actions import Finding
from litigation.watch.queries import open_alarms
from litigation.workflow import move

log = structlog.get_logger(__name__)
ALARM = "leaving:"  # key of the alarm about a claim that should be deleted and is not


def withdraw(*, claim: Claim, actor: User) -> None:
    """The person leaves the claim, in any state: the claim moves, the mandate is revoked, a mail confirms it.

    Before freezing nothing of it goes to court; later a withdrawal paper is needed.
    """
    with transaction.atomic():
        move(claim, "withdrawn", actor=actor)
        for mandate in claim.mandates.filter(state="signed"):
            revoke(mandate=mandate, actor=actor)
        notify(user=claim.claimant.account, claim=claim, kind="withdrawn")


def come_back(*, claim: Claim, actor: User) -> None:
    """The person takes up again what they left: a draft with what is still there, to be signed and sent anew.

    Refuses when the case takes no new claims, and for who was in papers of the court.
    """
    with holding(claim):
        if not may_come_back(claim):
            sentence = _("This claim cannot be taken up again here. Call the lawyers.")
            raise DomainError("claim.no_way_back", sentence, status=409)
        begun_anew = dict.fromkeys(["erased_at", "submitted_at", "decided_at", "reviewer", "locked_until"])
        Claim.objects.filter(pk=claim.pk).update(**begun_anew, refusal_code="")
        move(claim, "draft", actor=actor)  # who listens finds a draft that was never sent: no clock runs for it


def erase(*, claim: Claim) -> None:
    """Delete what no law obliges us to keep of a claim that was left, and the rest when its time is over too.

    In this order: the claim is held and asked again what is kept; every room deletes what is its own (signals.forgotten);
    the person's answers; the claim's; the mandates, if their time is over. An account nobody needs is closed with it. What
    stays is that it happened: states, consents, the ledger. Nothing is deleted before its day, while it is held, nor for who came
    back.
    """
    with holding(claim):
        if claim.status != "withdrawn" or (still := kept(claim)).held:
            return
        if still.answers_until and still.answers_until < today():
            forgotten.send(Claim, claim=claim)
            _forget_person(claim)
            _forget_answers(claim)
            record("claim.erased", actor=None, subject=claim, claim=claim, case=claim.case_id)
        if still.mandate_until and still.mandate_until < today():
            delete_all(claim=claim)
        _close_account(claim.claimant.account)


def erase_due() -> int:
    """Delete everything whose time is over. One that cannot be deleted keeps no other from it: it is an alarm until it is.

    Returns how many could not be.
    """
    failed = []
    for claim in list(due()):
        try:
            erase(claim=claim)
        except Exception:
            log.exception("leaving.not_erased", claim=str(claim.pk))
            failed.append(Finding(f"{ALARM}{claim.pk}", "leaving.not_erased", claim=claim.pk, case=claim.case_id))
    new = watch.found(findings=failed)
    standing = set(open_alarms().filter(key__startswith=ALARM).values_list("key", flat=True))
    watch.well(keys=standing - {each.key for each in failed})
    watch.tell(new=new, about="Data of who left", run="alarms")
    return len(failed)


def _forget_answers(claim):
    claim.trips.all().delete()
    claim.notices.all().delete()
    empty = {"verdict": "", "verdict_detail": {}, "rule_version": None, "no_evidence_reason": ""}
    Claim.objects.filter(pk=claim.pk).update(**empty, erased_at=timezone.now())


def _forget_person(claim):
    """The person stays while another claim stands on them."""
    person = claim.claimant
    if person.claims.filter(erased_at=None).exclude(pk=claim.pk).exists():
        return
    person.nationalities.all().delete()
    own = {"pk", "id", "account", "relation", "version", "created_at", "updated_at"}
    for field in Claimant._meta.concrete_fields:
        if field.name not in own:
            setattr(person, field.name, field.get_default())
    person.version += 1
    person.save()


def _close_account(account):
    """Their address is a way in to what is kept; with nothing kept it goes too."""
    claims = Claim.objects.filter(claimant__account=account)
    needed = claims.filter(erased_at=None).exists() or claims.filter(mandates__isnull=False).exists()
    if not needed and not account.memberships.exists():
        close_account(user=account)
