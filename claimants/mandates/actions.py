"""Signing the power of attorney, taking it back, attaching its sealed document. The only writers of mandates."""

from collections.abc import Mapping
from datetime import UTC
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claimants.claims.actions import editing, holding
from claimants.claims.models import Claim
from claimants.mandates import rules
from claimants.mandates.models import Mandate
from claimants.mandates.queries import acting, in_force, lapses_of, missing, names_of, needs_another, offer, signer_of
from claimants.mandates.signals import mandate_revoked, mandate_signed
from claimants.mandates.signed import Address, Signed
from claimants.notices.actions import notify
from claimants.people.capacity import minor_until
from claimants.people.models import Claimant
from claimants.people.rules import FROZEN
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.kept import sha256
from litigation.law.figures import SEOUL
from litigation.ledger.actions import record, take_turn
from litigation.vault import files

PARENTS_SIGN = gettext_noop(
    "Under Korean law both parents sign for a child together, which cannot be done here yet. Your answers are kept."
)


def sign(
    *,
    claim: Claim,
    method: str,
    text_id: UUID | str,
    agreed_content_sha256: str,
    language: str,
    actor: User,
    strokes: Mapping[str, Any] | None = None,
    typed_name: str = "",
) -> Mandate:
    """Sign the power of attorney on screen.

    strokes: {"w", "h", "strokes": [[[x, y, ms], …], …]} of sign.mjs, for method "drawn". typed_name: for "typed".
    text_id, agreed_content_sha256, language: of the offer that was shown (queries.offer).
    In this order, alone for this claim: it is open (or sent, and the mandate it was sent with has lapsed), the signer is
    the person themself and of age, the mark is one, all that the document prints is there, nothing of what was shown has
    changed; an older mandate is superseded, the snapshot hashed and kept, the ledger told, mandate_signed sent.
    The same signature under the same content again (a double press) gives the mandate there is.
    """
    with editing(claim, or_if=needs_another):
        signer = _signer(claim, actor)
        mark = rules.drawn(strokes) if method == rules.DRAWN else rules.typed(typed_name, names_of(signer))
        _refuse_unless_complete(claim)
        shown = offer(claim, language)
        if not shown.content.lawyers:
            raise DomainError(
                "mandate.no_lawyers", _("The lawyers are not named yet, so nothing can be signed."), status=409
            )
        if shown.sha256 != agreed_content_sha256 or str(shown.shown.pk) != str(text_id):
            raise DomainError(
                "mandate.text_changed",
                _(
                    "The text or your answers changed while you were reading. Here is the new version: read it, then sign."
                ),
                status=409,
            )
        old = in_force(claim)
        if old and _is_same(old, shown, mark):
            return old
        return _keep(claim, shown, mark, old, actor)


def compare(*, claim: Claim) -> None:
    """Let the mandate in force lapse where what it was made from has changed, and count again where it was changed back.

    Until the person is in a paper of the court: that one stands on what was signed then. Says so in the ledger.
    """
    with holding(claim):
        mandate = in_force(claim)
        if mandate is None or claim.status in FROZEN:
            return
        lapsed = " ".join(lapses_of(mandate, claim, acting(claim.case)))
        if lapsed == mandate.lapsed:
            return
        Mandate.objects.filter(pk=mandate.pk).update(lapsed=lapsed)
        _record("mandate.lapsed" if lapsed else "mandate.counts_again", mandate, None, why=lapsed or mandate.lapsed)
        if lapsed and claim.submitted_at:
            notify(user=claim.claimant.account, claim=claim, kind="sign_again")


def revoke(*, mandate: Mandate, actor: User) -> None:
    """Take the mandate back, in any state of the claim. In court it ends when the other side is told (CPA 63).

    Revoking twice is revoking once.
    """
    with transaction.atomic():
        take_turn()
        ended = {"state": Mandate.State.REVOKED, "ended_at": timezone.now()}
        if Mandate.objects.filter(pk=mandate.pk, state=Mandate.State.SIGNED).update(**ended):
            mandate.refresh_from_db()
            _record("mandate.revoked", mandate, actor)
            mandate_revoked.send(Mandate, mandate=mandate)


def attach_document(*, mandate: Mandate, name: str, sha256: str, pages: int) -> bool:
    """Remember the sealed PDF of a mandate. The first one stays: the hash of a document people hold never changes.

    Refuses a mandate that was revoked or replaced meanwhile: it gets no document, and nobody is told of one.
    """
    with transaction.atomic():
        take_turn()
        if not Mandate.objects.filter(pk=mandate.pk, state=Mandate.State.SIGNED).exists():
            raise DomainError(
                "mandate.ended", _("This power of attorney ended before its document was made."), status=409
            )
        values = {"document_name": name, "document_sha256": sha256, "document_pages": pages}
        if not Mandate.objects.filter(pk=mandate.pk, document_name="").update(**values):
            return False
        _record("mandate.sealed", mandate, None, sha256=sha256, pages=pages)
        return True


def delete_all(*, claim: Claim) -> None:
    """Delete every mandate of a claim and its document, once the register need not keep them."""
    with transaction.atomic():
        take_turn()
        rows = list(claim.mandates.all())
        for mandate in rows:
            _record("mandate.deleted", mandate, None)
        claim.mandates.all().delete()
        names = [mandate.document_name for mandate in rows if mandate.document_name]
        for name in names:
            transaction.on_commit(partial(files.delete, name))


def _signer(claim, actor):
    """Who signs with this sign-in. Nobody signs for an adult but themself, and no child or parent alone (Civil Act 5, 909)."""
    if claim.claimant.account_id != actor.pk:
        raise DomainError("mandate.not_yours", _("Only the person themself can sign."), status=403)
    if claim.claimant.relation == Claimant.Relation.HELPED:
        sentence = _(
            "Only %(name)s can sign. Ask them to sign in with their own e-mail address, here or on their own phone."
        )
        name = claim.claimant.passport_name or _("the person themself")
        raise DomainError("mandate.only_themself", sentence % {"name": name}, status=403)
    signer = signer_of(claim)
    if signer is None or not signer.passport_name:
        raise DomainError("mandate.representative_unknown", _("Enter your own name first: you sign for this child."))
    if signer.pk != claim.claimant_id:
        raise DomainError("mandate.parents", _(PARENTS_SIGN), status=409)
    if minor_until(signer):
        raise DomainError("mandate.minor", _(PARENTS_SIGN), status=409)
    return signer


def _refuse_unless_complete(claim):
    if open_answers := missing(claim):
        sentence = _("Some answers that the document prints are still missing: %(what)s.")
        raise DomainError("mandate.incomplete", sentence % {"what": ", ".join(title for title, _url in open_answers)})


def _is_same(mandate, shown, mark):
    kept = mandate.snapshot
    mine = (shown.sha256, mark.method, mark.typed_name, list(mark.strokes))
    return (kept.get("offer_sha256"), kept.get("method"), kept.get("typed_name"), kept.get("strokes")) == mine


def _keep(claim, shown, mark, old, actor):
    now = timezone.now()
    signed = Signed.of(
        shown.content,
        offer_sha256=shown.sha256,
        method=mark.method,
        typed_name=mark.typed_name,
        strokes=list(mark.strokes),
        signed_at=now.astimezone(UTC).isoformat(timespec="milliseconds"),
        signed_at_seoul=now.astimezone(SEOUL).isoformat(timespec="milliseconds"),
        email=Address(shown=rules.masked_email(actor.email), verified_at=_verified_at(actor)),
    )
    snapshot = signed.to_json()
    if old:
        Mandate.objects.filter(pk=old.pk).update(state=Mandate.State.SUPERSEDED, ended_at=now)
        _record("mandate.superseded", old, actor)
    mandate = Mandate.objects.create(
        claim=claim,
        text=shown.korean,
        language=shown.content.language,
        method=mark.method,
        snapshot=snapshot,
        content_sha256=sha256(snapshot),
        signed_by=actor,
        signed_at=now,
    )
    told = {"content_sha256": mandate.content_sha256, "text": str(shown.korean.pk), "method": mark.method}
    _record("mandate.signed", mandate, actor, **told)
    mandate_signed.send(Mandate, mandate=mandate)
    return mandate


def _verified_at(actor):
    """When a code mailed to this very address was last entered; "" where that never was."""
    at = actor.email_verified_at
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""


def _record(verb, mandate, actor, **data):
    record(verb, actor=actor, subject=mandate, claim=mandate.claim_id, case=mandate.claim.case_id, data=data)
