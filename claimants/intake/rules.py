"""What has to be done before a claim is sent, and what its claimant can be asked for or told afterwards. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CURE_DAYS = 14  # how long a claimant gets to answer, where the attorney names no other day
REVIEW_DAYS = 14  # until when a lawyer reads a claim that was sent, as its claimant is told

# What an attorney can ask for: code → (short words for staff, sentence for the claimant, task it sends them to).
DEFICIENCIES = {
    "evidence_unreadable": (
        gettext_lazy("File not readable"),
        gettext_lazy("We cannot read one of your files. Add a sharper photo or another copy."),
        "evidence",
    ),
    "evidence_missing": (
        gettext_lazy("No proof of travel"),
        gettext_lazy("Add one thing that shows your journey: a boarding pass, a ticket, a passport stamp."),
        "evidence",
    ),
    "name_differs": (
        gettext_lazy("Name differs from passport"),
        gettext_lazy("The name you wrote and the name in your passport differ. Write it as the passport shows it."),
        "name",
    ),
    "trip_unclear": (
        gettext_lazy("Trip unclear"),
        gettext_lazy("Tell us more exactly when you travelled, and by which flight."),
        "trips",
    ),
    "passport_page": (
        gettext_lazy("Passport page missing"),
        gettext_lazy("Add a photo of the page of your passport that shows your name."),
        "evidence",
    ),
    "signature": (
        gettext_lazy("Signature needed again"),
        gettext_lazy("Sign the power of attorney again. The old one cannot be used."),
        "authority",
    ),
    "other": (
        gettext_lazy("Something else"),
        gettext_lazy("We need one more thing from you. The lawyer wrote below what it is."),
        "answer",
    ),
}

ASKED_ANYWAY = ("signature",)  # who comes back signs anew by the task list itself

# What counts as having done something about a request: acts of the ledger since it was asked. Words are an answer too.
_SENT: dict[str, Any] = {"verb__in": ("evidence.received", "evidence.restored")}
DONE_BY: dict[str, dict[str, Any]] = {
    "evidence_unreadable": _SENT,
    "evidence_missing": {"verb__in": (*_SENT["verb__in"], "claim.no_evidence")},
    "name_differs": {"verb": "claimant.answered", "data__page": "name"},
    "trip_unclear": {"verb__in": ("trip.added", "trip.changed", "trip.removed", *_SENT["verb__in"])},
    "passport_page": _SENT,
    "signature": {"verb": "mandate.signed"},
}

# Why a claim cannot be included: code → (short words for staff, what the claimant reads).
REFUSALS = {
    "outside_window": (
        gettext_lazy("No trip in the window"),
        gettext_lazy("None of your trips lies in the time this suit is about."),
    ),
    "not_covered_group": (
        gettext_lazy("Not covered by the rule"),
        gettext_lazy("Your trips are of a kind whose photos were not part of the disclosed data."),
    ),
    "no_proof": (
        gettext_lazy("No proof of a trip"),
        gettext_lazy("We could not find a proof of travel that a court would accept."),
    ),
    "duplicate": (
        gettext_lazy("Same person, another claim"),
        gettext_lazy("You already have another claim in this suit. That one goes on."),
    ),
    "other": (
        gettext_lazy("Another reason"),
        gettext_lazy("There is another reason. Call the lawyers: they explain it to you."),
    ),
}


@dataclass(frozen=True)
class Task:
    """One line of the claimant's task list. Blocked: it cannot be started yet. why: what it waits for."""

    key: str
    title: str
    state: Literal["todo", "done", "blocked", "optional"]
    url_name: str
    why: str = ""


def tasks(facts):
    """The task list from plain facts about the claim (intake.queries.facts_of)."""

    def line(key, title, done, url_name, blocked=False, why=""):
        return Task(key, title, "done" if done else "blocked" if blocked else "todo", url_name, "" if done else why)

    person = facts["name"] and facts["birth"] and facts["nationality"]
    return [
        line("name", _("Your name"), facts["name"], "my_name"),
        line("birth", _("Your birth date"), facts["birth"], "my_birth"),
        line("nationality", _("Your nationality and passport"), facts["nationality"], "my_nationality"),
        line("contact", _("Your phone"), facts["contact"], "my_contact"),
        line("address", _("Your address"), facts["address"], "my_address"),
        line("trips", _("Your trips to Korea"), facts["trips"] > 0, "my_trips"),
        line("evidence", _("Proof of a trip"), facts["evidence"] > 0 or facts["no_evidence_reason"], "my_evidence"),
        line("consent", _("What you agree to"), not facts["consents_missing"], "my_consent"),
        line(
            "authority",
            _("Power of attorney"),
            facts["mandate"],
            "my_authority",
            blocked=facts["of_age_on"] or not (person and facts["address"]),
            why=_why_not_signed(facts, told=person and facts["address"]),
        ),
    ]


def _why_not_signed(facts, *, told):
    if facts["of_age_on"]:
        return _(
            "Under Korean law both parents sign for somebody under age, which cannot be done here yet. Your answers are kept; "
            "from %(day)s on you can sign yourself."
        ) % {"day": date_format(facts["of_age_on"])}
    if facts["lapsed"]:
        return facts["lapsed"] + " " + _("Sign it again.")
    return "" if told else _("It prints your name, birth date, nationality and address: tell us those first.")


def ready_to_send(facts):
    return all(task.state == "done" for task in tasks(facts))


def review_due(sent_at):
    """The day by which a claim sent then is read."""
    return sent_at + timedelta(days=REVIEW_DAYS)
