"""The words of the desk: what the ledger's verbs mean to the team, how a claim stands, how long it waits."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claimants.claims.models import Claim
from claimants.intake.rules import DEFICIENCIES, REFUSALS, REVIEW_DAYS
from litigation.accounts.models import User
from litigation.law import reference as references
from litigation.ledger import words as ledger_words
from litigation.ledger.queries import about_claim

VERBS = {
    "claim.begun": gettext_lazy("Claim begun"),
    "claimant.answered": gettext_lazy("Answers about the person saved"),
    "trip.added": gettext_lazy("Trip added"),
    "trip.changed": gettext_lazy("Trip changed"),
    "trip.removed": gettext_lazy("Trip removed"),
    "evidence.received": gettext_lazy("File received"),
    "evidence.described": gettext_lazy("File described"),
    "evidence.scanned": gettext_lazy("File checked for viruses"),
    "evidence.removed": gettext_lazy("File taken back"),
    "evidence.restored": gettext_lazy("File put back"),
    "evidence.deleted": gettext_lazy("File deleted for good"),
    "evidence.graded": gettext_lazy("File graded"),
    "evidence.viewed": gettext_lazy("File looked at"),
    "evidence.thumbnail_shown": gettext_lazy("Small picture of a file shown"),
    "evidence.downloaded": gettext_lazy("Original file downloaded"),
    "claim.no_evidence": gettext_lazy("Said to have no proof of a trip"),
    "claim.judged": gettext_lazy("Judged by the eligibility rule"),
    "consent.given": gettext_lazy("Consent given"),
    "consent.declined": gettext_lazy("Consent declined"),
    "consent.withdrawn": gettext_lazy("Consent withdrawn"),
    "mandate.sealed": gettext_lazy("Power of attorney sealed"),
    "mandate.signed": gettext_lazy("Power of attorney signed"),
    "mandate.superseded": gettext_lazy("Power of attorney replaced"),
    "mandate.revoked": gettext_lazy("Power of attorney revoked"),
    "mandate.lapsed": gettext_lazy("Power of attorney overtaken by a change"),
    "mandate.counts_again": gettext_lazy("Power of attorney counts again"),
    "mandate.viewed": gettext_lazy("Power of attorney opened"),
    "claim.submitted": gettext_lazy("Claim sent"),
    "claim.viewed": gettext_lazy("Claim page opened"),
    "claimant.passport_viewed": gettext_lazy("Passport number shown"),
    "claim.review_begun": gettext_lazy("Reading begun"),
    "claim.review_taken_over": gettext_lazy("Reading taken over"),
    "claim.review_resumed": gettext_lazy("Reading resumed without an answer"),
    "claim.review_put_back": gettext_lazy("Put back into the queue"),
    "claim.information_asked": gettext_lazy("More asked of the claimant"),
    "deficiency.answered": gettext_lazy("Request answered"),
    "claim.information_given": gettext_lazy("Back in the queue with the answer"),
    "claim.accepted": gettext_lazy("Claim accepted"),
    "claim.acceptance_undone": gettext_lazy("Acceptance undone"),
    "claim.not_eligible": gettext_lazy("Claim not eligible"),
    "claim.refusal_undone": gettext_lazy("Refusal undone"),
    "claim.frozen_into_round": gettext_lazy("Frozen into a round"),
    "claim.filed": gettext_lazy("Filed at the court"),
    "claim.decided": gettext_lazy("Decided by the court"),
    "claim.closed": gettext_lazy("Claim closed"),
    "claim.withdrawn": gettext_lazy("Claim withdrawn"),
    "claim.come_back": gettext_lazy("Claim taken up again by its claimant"),
    "claim.erased": gettext_lazy("What its claimant gave was deleted"),
    "mandate.deleted": gettext_lazy("Power of attorney deleted"),
    "hold.set": gettext_lazy("Data held from being deleted"),
    "hold.reviewed": gettext_lazy("Hold looked at again: it stays"),
    "hold.lifted": gettext_lazy("Hold on data lifted"),
    "note.added": gettext_lazy("Note written"),
    "notice.sent": gettext_lazy("Message sent to the claimant"),
    "notice.failed": gettext_lazy("Message to the claimant failed"),
}
LOOKS = ("claim.viewed", "claimant.passport_viewed", "evidence.viewed", "evidence.downloaded", "mandate.viewed")
UNTOLD = ("evidence.thumbnail_shown",)  # they come with the claim's page, which is told
STATIONS = {
    "claim.submitted": "done",
    "claim.information_asked": "bad",
    "claim.accepted": "done",
    "claim.not_eligible": "bad",
    "mandate.signed": "sealed",
    "claim.frozen_into_round": "sealed",
    "claim.filed": "sealed",
}
STATES = {
    "draft": (gettext_lazy("Draft"), "todo"),
    "submitted": (gettext_lazy("Waiting for review"), "wait"),
    "in_review": (gettext_lazy("In review"), "wait"),
    "needs_information": (gettext_lazy("Returned"), "bad"),
    "accepted": (gettext_lazy("Accepted"), "ok"),
    "in_round": (gettext_lazy("In a round"), "todo"),
    "filed": (gettext_lazy("Filed"), "seal"),
    "decided": (gettext_lazy("Decided"), "seal"),
    "closed": (gettext_lazy("Closed"), ""),
    "not_eligible": (gettext_lazy("Not eligible"), ""),
    "withdrawn": (gettext_lazy("Withdrawn"), ""),
}


def state(claim):
    """(word, tone) of where a claim stands, as the team reads it: with who reads it, or why it was refused."""
    word, tone = STATES[claim.status]
    if claim.status == "in_review":
        return _("In review: %(who)s") % {"who": claim.reviewer}, tone
    if claim.status == "not_eligible" and claim.refusal_code in REFUSALS:
        return _("Not eligible: %(why)s") % {"why": REFUSALS[claim.refusal_code][0]}, tone
    return str(word), tone


def waited(since):
    """(words, tone) of how long something waits: calm at first, amber in the second week, brick beyond the promise."""
    days = (timezone.now() - since).days
    tone = "bad" if days >= REVIEW_DAYS else "wait" if days >= REVIEW_DAYS // 2 else ""
    return (ngettext("%(n)s day", "%(n)s days", days) % {"n": days} if days else _("less than a day")), tone


@dataclass
class Told:
    """One line of a claim's history; the same by the same person several times in a row is one line."""

    at: datetime
    title: str
    who: str
    text: str
    state: str
    times: int = 1


def history(claim, most=None):
    """What was done with the claim, newest first; at most `most` events are read."""
    return _tell(claim, about_claim(claim.pk).exclude(verb__in=LOOKS + UNTOLD)[:most])


def looks(claim, most=None):
    """Who looked at the claim and its files, newest first; the claimant sees the same."""
    return _tell(claim, about_claim(claim.pk).filter(verb__in=LOOKS)[:most])


def _tell(claim, events):
    events = list(events)
    people = {str(user.pk): user for user in User.objects.filter(pk__in={e.actor_id for e in events if e.actor_id})}
    notes = {str(note.pk): note.text for note in claim.notes.all()}
    told = []
    for event in events:
        line = _told(event, people, notes, own=str(claim.claimant.account_id))
        last = told[-1] if told else None
        if last and (last.title, last.who, last.text) == (line.title, line.who, line.text):
            last.times += 1
        else:
            told.append(line)
    return told


def _told(event, people, notes, own):
    if not event.actor_id:
        who = _("by itself")
    elif event.actor_id == own:
        who = _("the claimant")
    else:
        who = people[event.actor_id].display_name if event.actor_id in people else _("somebody who left")
    return Told(event.at, ledger_words.said(event.verb), who, _detail(event, notes), STATIONS.get(event.verb, ""))


def _detail(event, notes):
    """The reason of a decision in words, or the note that says it; nothing else of the data is for reading."""
    if note := notes.get(event.data.get("note", "")):
        return note
    code = event.data.get("reason", "")
    words = {**REFUSALS, **DEFICIENCIES}.get(code) if event.verb != "claim.not_eligible" else REFUSALS.get(code)
    return str(words[0]) if words else ""


def claim_names(ids):
    """{id: (reference, address)} for the page of the ledger; a claim that was never sent has no page."""
    rows = Claim.objects.filter(pk__in=ids).values_list("pk", "reference", "submitted_at")
    return {str(pk): (name, reverse("desk_claim", args=[name]) if sent else "") for pk, name, sent in rows}


def claim_id(case, text):
    """The id of the claim of this case with that reference; empty where there is none."""
    try:
        found = Claim.objects.filter(case=case, reference=references.parse(text)).values_list("pk", flat=True).first()
    except ValueError:
        return ""
    return str(found or "")
