"""A claim's story as its claimant reads it: what happened, and every look at their data, from the ledger."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from litigation.ledger.models import LedgerEvent

# Verb of the ledger → sentence. What is not here is of no use to the claimant.
SENTENCES = {
    "claim.begun": _("You began your claim."),
    "claimant.answered": _("You answered questions about yourself."),
    "trip.added": _("You added a trip."),
    "trip.changed": _("You changed a trip."),
    "trip.removed": _("You removed a trip."),
    "evidence.received": _("You sent a file."),
    "evidence.described": _("You said what a file shows."),
    "evidence.removed": _("You removed a file."),
    "evidence.restored": _("You put a file back."),
    "claim.no_evidence": _("You told us that you have no proof of a trip."),
    "consent.given": _("You answered what you agree to."),
    "consent.declined": _("You answered what you agree to."),
    "consent.withdrawn": _("You took back something you had agreed to."),
    "mandate.signed": _("You signed the power of attorney."),
    "mandate.revoked": _("You took back the power of attorney."),
    "mandate.lapsed": _("Your power of attorney counts no longer: what it prints has changed."),
    "mandate.counts_again": _("Your power of attorney counts again."),
    "claim.submitted": _("You sent your claim."),
    "claim.review_begun": _("A lawyer began to read your claim."),
    "claim.information_asked": _("We asked you for something."),
    "deficiency.answered": _("You answered our request."),
    "claim.information_given": _("Your claim went back to the lawyers."),
    "claim.accepted": _("A lawyer accepted your claim."),
    "claim.acceptance_undone": _("A lawyer looks at your claim again."),
    "claim.not_eligible": _("A lawyer decided that we cannot include your claim."),
    "claim.refusal_undone": _("A lawyer looks at your claim again."),
    "claim.frozen_into_round": _("Your claim went into the documents for the court."),
    "claim.filed": _("Your claim was filed at the court."),
    "claim.decided": _("The court decided."),
    "claim.closed": _("Your claim was closed."),
    "claim.withdrawn": _("You left the claim."),
    "claim.come_back": _("You took up your claim again."),
    "claim.erased": _("What you wrote and sent was deleted, as you had left."),
    "hold.set": _("A lawyer decided that your data is kept longer than planned."),
    "hold.lifted": _("Your data is no longer kept longer than planned."),
    "mandate.deleted": _("The power of attorney you had signed was deleted."),
    "data.asked": _("You asked for a file with your data."),
    "data.taken": _("You took the file with your data."),
    "data.deleted": _("The file with your data was deleted from here."),
}
BY_US = {"claimant.answered": _("A lawyer wrote your name in Korean letters.")}
TONES = {"claim.information_asked": "bad", "claim.filed": "sealed", "mandate.signed": "sealed"}
LOOKS = {
    "claim.viewed": _("Somebody of the team read your claim."),
    "evidence.viewed": _("Somebody of the team looked at a file you sent."),
    "evidence.thumbnail_shown": _("Somebody of the team looked at a file you sent."),
    "evidence.downloaded": _("Somebody of the team opened the original of a file you sent."),
    "claimant.passport_viewed": _("Somebody of the team looked at your passport number."),
    "mandate.viewed": _("Somebody of the team opened your power of attorney."),
    "paper.viewed": _("Somebody of the team opened a court paper about you."),
}
MOST_LOOKS = 50


@dataclass(frozen=True)
class Event:
    at: datetime
    sentence: str
    state: str


def story(claim):
    """What happened, newest first; the same thing several times in a row is told once, with its last time."""
    told = []
    own = str(claim.claimant.account_id)
    for event in _events(claim, SENTENCES):
        by_us = event.verb in BY_US and event.actor_id != own
        sentence = BY_US[event.verb] if by_us else SENTENCES[event.verb]
        if told and told[-1].sentence == sentence:
            told.pop()
        told.append(Event(event.at, sentence, TONES.get(event.verb, "done")))
    return told[::-1]


def looks(claim, most=MOST_LOOKS):
    """Every look of somebody else at this claim's data, newest first; at most `most`, where that is given."""
    rows = _events(claim, LOOKS).exclude(actor_id=str(claim.claimant.account_id)).order_by("-seq")[:most]
    return [Event(row.at, LOOKS[row.verb], "") for row in rows]


def day_of(claim, verb):
    """When the claim last moved by this verb; its last change where the ledger does not say."""
    event = _events(claim, [verb]).last()
    return event.at if event else claim.status_changed_at


def _events(claim, verbs):
    return LedgerEvent.objects.filter(claim_id=str(claim.pk), verb__in=list(verbs)).order_by("seq")
