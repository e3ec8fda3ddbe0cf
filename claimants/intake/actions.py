"""What claimants do with their claim: say they have no proof, send it, answer a request. Each tells them by mail."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.actions import editing, holding
from claimants.claims.models import Claim
from claimants.intake.models import Deficiency
from claimants.intake.queries import earlier_request, facts_of, is_done
from claimants.intake.rules import ready_to_send
from claimants.notices.actions import notify
from claimants.trips.actions import judge_claim
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.ledger.actions import record
from litigation.workflow import move


def say_no_evidence(*, claim: Claim, reason: str, actor: User) -> None:
    """ "I do not have any of this" is an answer, with its why."""
    if not reason.strip():
        raise DomainError(
            "claim.reason_empty",
            _("Tell us in a few words why you have no proof."),
            fields={"reason": _("Tell us in a few words why you have no proof.")},
        )
    with editing(claim):
        claim.no_evidence_reason = reason.strip()[:300]
        Claim.objects.filter(pk=claim.pk).update(no_evidence_reason=claim.no_evidence_reason)
        record("claim.no_evidence", actor=actor, subject=claim, claim=claim, case=claim.case_id)


def send_claim(*, claim: Claim, actor: User) -> None:
    """The claimant sends the claim: every task done, verdict fresh, then draft → submitted. Sending twice is sending once."""
    with holding(claim):
        if claim.status == "submitted":
            return
        with editing(claim):
            if not ready_to_send(facts_of(claim)):
                raise DomainError("claim.not_ready", _("Some tasks are still open. Finish them, then send your claim."))
            judge_claim(claim=claim, actor=actor)
            Claim.objects.filter(pk=claim.pk, submitted_at=None).update(submitted_at=timezone.now())
            move(claim, "submitted", actor=actor)
            notify(user=claim.claimant.account, claim=claim, kind="received")


def answer_deficiency(*, deficiency: Deficiency, reply: str = "", actor: User) -> None:
    """The claimant answers, in words or by having done what was asked. The last open one sends the claim back.

    A late answer is accepted; the desk sees that it was late. Who came back answers what was asked before they left in the same
    way; their claim is a draft and stays one. Refuses an answer without a word when nothing was done.
    """
    with holding(deficiency.claim) as claim:
        asked = claim.deficiencies.filter(state=Deficiency.State.OPEN)
        if not asked.filter(pk=deficiency.pk).exists() and earlier_request(claim) != deficiency:
            return  # answered in another window: the same outcome
        with editing(claim):
            if not reply.strip() and not is_done(deficiency):
                sentence = _("Nothing has changed since we asked. Do it first, or write to the lawyer why you cannot.")
                raise DomainError("deficiency.nothing_done", sentence, fields={"reply": sentence})
            told = {"state": Deficiency.State.ANSWERED, "reply": reply.strip(), "answered_at": timezone.now()}
            claim.deficiencies.filter(pk=deficiency.pk).update(**told)
            data = {"code": deficiency.code}
            record("deficiency.answered", actor=actor, subject=deficiency, claim=claim, case=claim.case_id, data=data)
            if claim.status != "draft" and not asked.exists():
                judge_claim(claim=claim, actor=actor)
                move(claim, "submitted", actor=actor)
                notify(user=claim.claimant.account, claim=claim, kind="answered")


def drop_requests(*, claims: Iterable[Claim]) -> None:
    """Nothing is asked any more of who left: coming back they send the claim anew, and that answers no old question.

    The last one is shown to who came back (queries.earlier_request).
    """
    waiting = Deficiency.objects.filter(claim__in=claims, state__in=[Deficiency.State.OPEN, Deficiency.State.ANSWERED])
    waiting.update(state=Deficiency.State.DROPPED)


def forget(*, claim: Claim) -> None:
    """What was asked for, and what was answered in words."""
    claim.deficiencies.all().delete()
