"""Docket entries and deadlines in the words of the desk, and what the ledger's verbs about them mean."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.proceedings.rules import ACCESS, COURT_SET, HEARING, THEIRS

VERBS = {
    "proceeding.opened": gettext_lazy("Proceeding entered"),
    "proceeding.changed": gettext_lazy("Court, division or number of a proceeding changed"),
    "docket.entered": gettext_lazy("Docket entry made"),
    "docket.corrected": gettext_lazy("Docket entry corrected"),
    "docket.struck": gettext_lazy("Docket entry struck out"),
    "deadline.done": gettext_lazy("Deadline done"),
    "deadline.dropped": gettext_lazy("Deadline not needed"),
    "deadline.extended": gettext_lazy("Deadline extended, and counted anew"),
    "deadline.reopened": gettext_lazy("Deadline open again"),
    "deadline.reminded": gettext_lazy("Team reminded of a deadline"),
    "calendar.made": gettext_lazy("Calendar address made"),
    "calendar.revoked": gettext_lazy("Calendar address revoked"),
}
ENTRIES = {
    "filed": gettext_lazy("Filed"),
    "complaint_served": gettext_lazy("Complaint served on the defendant"),
    "answer_received": gettext_lazy("Answer or brief of the other side received"),
    "hearing": gettext_lazy("Hearing fixed for this day"),
    "order": gettext_lazy("Order of the court"),
    "withdrawal_served": gettext_lazy("Withdrawal served on the other side"),
    "notice_posted": gettext_lazy("Service by public notice posted"),
    "electronically_filed": gettext_lazy("Scanned copy filed electronically"),
    "judgment_first": gettext_lazy("Judgment served on us"),
    "judgment_appeal": gettext_lazy("Judgment on appeal served on us"),
    "judgment_final": gettext_lazy("Judgment of the Supreme Court served on us"),
    "record_appeal": gettext_lazy("Notice that the appeal court received the record"),
    "record_final": gettext_lazy("Notice that the Supreme Court received the record"),
    "obstacle_ended": gettext_lazy("An obstacle that nobody is to blame for has ended"),
    "mediation_requested": gettext_lazy("Mediation asked for"),
    "proposal_received": gettext_lazy("Proposal of the mediation committee received"),
    "other": gettext_lazy("Something else"),
}
DEADLINES = {
    "answer": gettext_lazy("Answer of the other side"),
    "appeal": gettext_lazy("Filing an appeal"),
    "final_appeal": gettext_lazy("Filing a final appeal"),
    "appeal_brief": gettext_lazy("Brief of the appeal"),
    "final_appeal_brief": gettext_lazy("Brief of the final appeal"),
    "excuse": gettext_lazy("Act made up for after the obstacle"),
    "withdrawal_consent": gettext_lazy("Objection to the withdrawal"),
    "brief": gettext_lazy("Brief before the hearing"),
    "public_notice_service": gettext_lazy("Service by public notice takes effect"),
    "electronic_identity_objection": gettext_lazy("Objection that a filed copy differs"),
    "mediation_answer": gettext_lazy("Reply to the mediation proposal: silence accepts it"),
    "mediation_end": gettext_lazy("Mediation ends"),
    ACCESS: gettext_lazy("Answer to a request for access"),
    HEARING: gettext_lazy("Hearing"),
    COURT_SET: gettext_lazy("Day set by the court"),
}


def entry(row):
    """What happened, by its kind."""
    return str(ENTRIES.get(row.kind, row.kind))


def deadline(row):
    """What ends: a court's own words where it set the day."""
    return row.title or str(DEADLINES.get(row.key, row.key))


def address(row):
    """The page of what it belongs to: its proceeding, or the answers to its paper."""
    if row.proceeding_id:
        return reverse("desk_proceeding", args=[row.proceeding_id])
    return reverse("desk_access", args=[row.filing_id])


def left(row):
    """(words, tone) of how long there is: overdue, today, in n days."""
    if row.state != row.State.OPEN:
        return row.get_state_display(), "ok" if row.state == row.State.DONE else ""
    days = (row.due_on - timezone.localdate()).days
    if days < 0:
        return ngettext("%(n)s day over", "%(n)s days over", -days) % {"n": -days}, "bad"
    if days == 0:
        return _("ends today"), "bad"
    tone = "bad" if days <= 3 and row.critical else "wait" if days <= 14 else ""
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}, tone


def limitation(end):
    """What ends for claims that are not filed: numbers, since calendars are kept by other companies."""
    number = f"{end.number:,}"
    return ngettext("Limitation ends: %(n)s claim", "Limitation ends: %(n)s claims", end.number) % {"n": number}


def limitation_address(end, **more):
    """The radar, open at the claims behind it."""
    return reverse("desk_radar", query={"theory": end.theory.key, "month": end.month, **more})


def theirs(row):
    """Whether it is the other side's, which we only watch."""
    return row.key in THEIRS
