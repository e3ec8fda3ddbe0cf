"""The words of time: what the ledger's verbs mean, how a clock stands."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claimants.limitation.models import Clock

VERBS = {
    "clock.event_entered": gettext_lazy("Event that may hold the limitation time entered"),
    "clock.event_struck": gettext_lazy("Event that may hold the limitation time struck out"),
    "clock.team_told": gettext_lazy("Team told of limitation dates that come"),
}


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
    if clock.state == Clock.State.LATE:
        return _("filed too late by this count"), "bad"
    if clock.state == Clock.State.LEFT:
        return _("the claim left the case"), ""
    return left(clock.days_left)


def left(days: int) -> tuple[str, str]:
    """(words, tone) of time that runs and has so many days left."""
    if days < 0:
        return _("ended by this count"), "bad"
    words = ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days} if days else _("ends today")
    return words, "bad" if days <= 14 else "wait" if days <= 90 else ""
