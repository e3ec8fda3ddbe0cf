"""What the ledger's verbs of the eligibility rule mean, and a rule in the words of the desk."""

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

VERBS = {
    "rule.draft_begun": gettext_lazy("Draft of the eligibility rule begun"),
    "rule.draft_changed": gettext_lazy("Draft of the eligibility rule changed"),
    "rule.draft_discarded": gettext_lazy("Draft of the eligibility rule discarded"),
    "rule.published": gettext_lazy("Eligibility rule published"),
    "rule.applied": gettext_lazy("Eligibility rule applied to everybody"),
}
RESULTS = {
    "yes": (gettext_lazy("Covered"), "ok"),
    "maybe": (gettext_lazy("A person looks"), "wait"),
    "no": (gettext_lazy("Not covered"), ""),
}
KINDS = {
    "newly_in": gettext_lazy("covered by the draft, and not by the rule in force"),
    "newly_out": gettext_lazy("no longer covered; an attorney decides what to do"),
    "needs_person": gettext_lazy("the draft cannot say; somebody has to look"),
    "unchanged": gettext_lazy("the same verdict as now"),
}
GROUPS = {"national": gettext_lazy("Korean nationals"), "foreign": gettext_lazy("Foreigners")}
WAYS = {
    "entry": gettext_lazy("entries"),
    "departure": gettext_lazy("departures"),
    "both": gettext_lazy("entries and departures"),
}


def way(directions):
    """entry, departure or both."""
    return "both" if len(directions) == 2 else directions[0]


def windows(body):
    """[(whom, which journeys, first day, last day)] of a rule, as the desk shows it."""
    return [
        (GROUPS[each["group"]], WAYS[way(each["directions"])], parse_date(each["first"]), parse_date(each["last"]))
        for each in body["windows"]
    ]


def age(body):
    """The age limit as a sentence; empty where there is none."""
    if not (limit := body.get("age")):
        return ""
    return _("%(group)s under %(age)s: a person looks (%(way)s)") % {
        "group": GROUPS[limit["group"]],
        "age": limit["least"],
        "way": WAYS[way(limit["directions"])],
    }
