"""What each step of a derivation says to a reader, in English; the one source of these sentences. Pure: no Django here.

`gettext_noop` only marks a sentence: makemessages finds it by this name, and litigation/lawbook translates it for pages.
Figures and days among a step's params are written out before they are filled in.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol


def gettext_noop(sentence: str) -> str:
    return sentence


_ = gettext_noop

MONEY = {
    "stamp.bracket": _("Duty of article 2 for a value of %(value)s won"),
    "stamp.least": _("Less than %(least)s won becomes %(least)s won"),
    "stamp.step": _("What is below a full %(step)s won is not counted"),
    "stamp.appeal": _("An appeal costs one and a half times as much"),
    "stamp.final": _("An appeal to the Supreme Court costs twice as much"),
    "stamp.efile": _("Filed electronically, nine tenths are due"),
    "stamp.rounding.calculator": _("Rounded once, at the end, as the courts' calculators do"),
    "stamp.rounding.literal": _("Rounded in the amount of article 2, as the Act reads"),
    "stamp.before": _("Duty for the value before the change, %(value)s won"),
    "stamp.after": _("Duty for the value after the change, %(value)s won"),
    "stamp.difference": _("The change costs the difference"),
    "stamp.no_difference": _("The value does not rise: nothing more is due"),
    "stamp.refund.half": _("Half of what was paid may be asked back"),
    "stamp.refund.rest": _("Half is less than %(kept)s won, so what is above %(kept)s won may be asked back"),
    "stamp.hold": _("With less than this paid, the court may hold the filing of a value of %(value)s won"),
    "stamp.cash": _("From %(least)s won on it is paid in cash or by card, not in stamps"),
    "stamp.paper_stamps": _("Below %(least)s won it may be paid in stamps"),
    "service.one_counsel": _("Plaintiffs with one counsel are served as one; defendants: %(defendants)s"),
    "service.everyone": _("Everyone is served; plaintiffs: %(plaintiffs)s, defendants: %(defendants)s"),
    "service.rounds": _("Rounds of service for a case of type %(type)s"),
    "service.unit": _("Price of one service on %(day)s, in won"),
    "service.fee": _("Parties × rounds × price"),
    "value.sum": _("What the plaintiffs claim is added (%(count)s); interest and costs are not counted"),
    "track.small": _("Not more than %(limit)s won: a small claim, before a single judge"),
    "track.single": _("Not more than %(limit)s won: a single judge"),
    "track.panel": _("More than %(limit)s won: a panel of three judges"),
    "track.appeal.high_court": _("The high court hears the appeal"),
    "track.appeal.district_panel": _("A panel of the district court hears the appeal"),
    "interest.years": _("%(rate)s a year from %(first)s to %(last)s, both days counted"),
    "interest.sum": _("Together, without fractions of a won"),
    "lawyer.bracket": _("Lawyer's fee the loser pays back, for a value of %(value)s won"),
    "lawyer.uncontested": _("Not contested: half of it"),
    "lawyer.whole": _("Fractions of a won are not counted"),
    "security.lawyer.first": _("Lawyer in the first instance"),
    "security.lawyer.appeal": _("Lawyer in the appeal"),
    "security.lawyer.final": _("Lawyer before the Supreme Court"),
    "security.stamp.first": _("Stamp duty in the first instance"),
    "security.stamp.appeal": _("Stamp duty of the appeal"),
    "security.stamp.final": _("Stamp duty before the Supreme Court"),
    "security.service.first": _("Service in the first instance"),
    "security.service.appeal": _("Service in the appeal"),
    "security.service.final": _("Service before the Supreme Court"),
    "security.every_cost": _("A high estimate: every cost of every instance is counted"),
    "security.defendant_only": _("Only what the defendant would spend: not the plaintiffs' stamps and service"),
    "security.sum": _("All instances together"),
}

PEOPLE = {
    "capacity.of_age": _("Of age from the birthday on, so long after the birth on %(birth)s"),
    "retention.until": _("Kept so long since %(since)s, then deleted"),
}

FOREIGN = {
    "reciprocity.national": _("A national of %(country)s is no foreigner under the State Compensation Act"),
    "reciprocity.foreigner": _(
        "A foreigner (%(country)s) may sue the State where that country grants Koreans the same: what counts is the "
        "nationality at the time of the act"
    ),
    "reciprocity.yes": _("The Supreme Court affirmed it for %(country)s"),
    "reciprocity.lower_courts": _("Lower courts affirmed it for %(country)s; the Supreme Court has not decided"),
    "reciprocity.no": _("Courts denied it for %(country)s"),
    "reciprocity.unknown": _("No judgment about %(country)s is in the table: it is not known"),
    "reciprocity.no_nationality": _("The nationality at the time of the act is not known"),
    "reciprocity.best": _("Of several nationalities, the best one counts"),
    "route.plain": _("Signed in Korea: as it is, unless the court orders a notary"),
    "route.apostille": _("%(country)s: a local notary, then its apostille, taken in Korea since %(day)s"),
    "route.consular": _(
        "%(country)s: its apostille is taken only from %(day)s on; before, a local notary, its foreign ministry and "
        "the Korean consul"
    ),
    "route.unknown": _(
        "%(country)s: not known whether its apostille is taken. A Korean consul can certify the signature in any case"
    ),
    "security.here": _("Lives in Korea: no security is ordered for living abroad"),
    "security.abroad": _(
        "Lives in %(country)s: without an address or office in Korea, the court may order security for costs"
    ),
    "security.unknown": _("No address is known, so it is not known whether security may be ordered"),
}

PROCEEDINGS = {
    "deadline.hearing": _("The court fixed this day itself"),
    "deadline.court_set": _("The court set this day itself"),
}

TIME = {
    "period.first_day": _("The day of the event, %(start)s, is not counted; counting begins with the next"),
    "period.first_day_counts": _("It begins at 00:00 of %(start)s, so this day is counted"),
    "period.days": _("%(length)s from %(first)s on, day by day"),
    "period.calendar": _("%(length)s from %(first)s on by the calendar: to the day before the corresponding day"),
    "period.missing_day": _(
        "%(length)s from %(first)s on by the calendar: the last month has no such day, so its last one"
    ),
    "period.before": _("%(length)s before %(event)s, which is not counted"),
    "period.distance": _("The court added days for distance: %(days)s"),
    "period.outage": _("The court's portal was down on %(outage)s, so that day is not counted"),
    "period.saturday": _("%(day)s is a Saturday"),
    "period.sunday": _("%(day)s is a Sunday"),
    "period.holiday": _("%(day)s is a public holiday: %(name)s"),
    "period.last_day": _("This is a working day, so the period ends with it"),
    "service.read": _("The paper was opened on the portal after the notice of %(notified)s"),
    "service.unread": _("Not opened by %(week_end)s: served at 00:00 of the next day"),
    "deadline.rule": _("The law gives %(length)s"),
    "deadline.extended": _("Extended once by %(length)s"),
    "limitation.objective": _("From the act, %(start)s: %(length)s"),
    "limitation.subjective": _("From knowledge of damage and wrongdoer, %(start)s: %(length)s"),
    "limitation.earlier": _("Both run side by side; the earlier end counts"),
    "limitation.interrupted": _("The suit filed on %(on)s came in time and holds the time"),
    "limitation.resuit": _("The suit ended without a judgment on %(on)s: a new one within six months keeps its date"),
    "limitation.demand": _("The demand of %(on)s holds the time if a suit follows within six months"),
    "limitation.mediation": _("The mediation requested on %(on)s does not stop the time"),
    "limitation.without_effect": _("What happened on %(on)s came too late or changes nothing"),
    "clocks.theory": _("Under the theory %(theory)s"),
    "limitation.last_day": _("Last day on which a suit can be filed"),
}

SENTENCES = {**MONEY, **PEOPLE, **FOREIGN, **PROCEEDINGS, **TIME}


class Told(Protocol):
    """What a sentence is made of: of a step its code and params, read only."""

    @property
    def code(self) -> str: ...

    @property
    def params(self) -> Mapping[str, object]: ...


def sentence(
    step: Told, translate: Callable[[str], str] = str, write: Callable[[str, object], str] | None = None
) -> str:
    """The sentence of one step; `translate` turns the English of the table into the reader's language.

    write(name, value): how a param is written for that reader; by default as a program would (2026-11-26, 5y).
    """
    write = write or written
    return translate(SENTENCES[step.code]) % {name: write(name, value) for name, value in step.params.items()}


def written(name: str, value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return value.isoformat() if isinstance(value, date) else str(value)
