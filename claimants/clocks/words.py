"""The words of time: what the ledger's verbs mean, how a stored derivation reads, how a date stands for its claimant."""

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claimants.clocks.models import Clock
from litigation.law.periods import Length
from litigation.law.sentences import SENTENCES

VERBS = {
    "clock.event_entered": gettext_lazy("Event that may hold the limitation time entered"),
    "clock.event_struck": gettext_lazy("Event that may hold the limitation time struck out"),
    "clock.team_told": gettext_lazy("Team told of limitation dates that come"),
}


@dataclass(frozen=True)
class Line:
    """One step as a reader checks it: what was done, the arithmetic, the sources."""

    sentence: str
    shown: str
    sources: tuple[dict, ...]


def derivation(told: dict) -> list[Line]:
    """The steps of a stored computation, in order, in the reader's language."""
    sources = {row["key"]: row for row in told["sources"]}
    return [
        Line(_sentence(step), step["shown"], tuple(sources[key] for key in step["rows"] if key in sources))
        for step in told["steps"]
    ]


def _sentence(step: dict) -> str:
    return _(SENTENCES[step["code"]]) % {name: _shown(name, value) for name, value in step["params"].items()}


def _shown(name: str, value):
    if name == "length":
        return length(value)
    try:
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    except (TypeError, ValueError):
        return value


def length(text: str) -> str:
    """5y → 5 years."""
    parsed = Length.parse(text)
    words = {
        "d": ngettext("%(n)s day", "%(n)s days", parsed.count),
        "w": ngettext("%(n)s week", "%(n)s weeks", parsed.count),
        "m": ngettext("%(n)s month", "%(n)s months", parsed.count),
        "y": ngettext("%(n)s year", "%(n)s years", parsed.count),
    }
    return words[parsed.unit] % {"n": parsed.count}


def together(clocks) -> list[tuple]:
    """[(clock, (words, tone), its theories)]: theories whose time ends alike, for the same reasons, are told once."""
    alike: dict[tuple, list] = {}
    for clock in clocks:
        reasons = tuple((basis.limb, basis.start, str(basis), basis.confirmed_on) for basis in clock.reckoning.bases)
        alike.setdefault((clock.last_day, clock.state, reasons), []).append(clock)
    return [(same[0], state(same[0]), [clock.theory for clock in same]) for same in alike.values()]


def state(clock: Clock) -> tuple[str, str]:
    """(words, tone) of a clock, as the team reads it."""
    if clock.state == Clock.State.INTERRUPTED:
        return _("held by a suit"), "seal"
    if clock.state == Clock.State.LEFT:
        return _("the claim left the case"), ""
    if clock.has_lapsed:
        return _("ended by this count"), "bad"
    left = clock.days_left
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left} if left else _("ends today")
    return words, "bad" if left <= 14 else "wait" if left <= 90 else ""
