"""What each number of the law is called, and what its words mean, in the reader's language. A key nobody named here is shown as
it is written.

Numbers within a key ("bracket2") and the last part of a key that has no name of its own ("service.rounds.가합") fill in %(n)s.
"""

import re

from django.utils.translation import gettext_lazy as _
from django_countries import countries

from litigation.law.foreign import BY_COUNTRY

NUMBER = re.compile(r"\d+")

TITLES = {
    "stamp.bracket#.from": _("Bracket %(n)s: values from"),
    "stamp.bracket#.rate": _("Bracket %(n)s: rate"),
    "stamp.bracket#.plus": _("Bracket %(n)s: added"),
    "stamp.least": _("Least duty"),
    "stamp.step": _("Counted in full steps of"),
    "stamp.appeal": _("Times the duty, in an appeal"),
    "stamp.final": _("Times the duty, before the Supreme Court"),
    "stamp.efile": _("Share due when filed electronically"),
    "stamp.change": _("Change of claim"),
    "stamp.settlement": _("Share for a settlement before suit"),
    "stamp.payment_order": _("Share for a payment order"),
    "stamp.mediation": _("Share for a mediation"),
    "stamp.cash.from": _("Paid in cash or by card from"),
    "stamp.hold#.from": _("Hold rule %(n)s: values from"),
    "stamp.hold#.least": _("Hold rule %(n)s: least to pay"),
    "stamp.refund.share": _("Share that is refunded"),
    "stamp.refund.kept": _("Never refunded below"),
    "stamp.portal.card": _("Most the portal charges: card or transfer"),
    "stamp.portal.other": _("Most the portal charges: other ways"),
    "stamp.portal.least": _("Least the portal charges"),
    "service.unit": _("Price of one service"),
    "service.rounds.*": _("Rounds of service in a case of type %(n)s"),
    "service.formula": _("How the fee is found"),
    "value.money": _("What counts of a money claim"),
    "value.sum": _("Claims of several plaintiffs"),
    "value.split": _("Claims filed in several complaints"),
    "value.not_countable": _("Value of what has no price"),
    "value.listed": _("Value of a listed suit"),
    "track.small.most": _("Small claim up to"),
    "track.single.most": _("Single judge up to"),
    "track.high_court.above": _("Appeal to the high court above"),
    "track.panel_appeal": _("Appeal from a panel"),
    "interest.civil": _("Interest of the Civil Act, a year"),
    "interest.litigation": _("Interest from the day after service, a year"),
    "interest.from": _("When interest begins"),
    "interest.year_days": _("Days a part of a year is counted by"),
    "lawyer.bracket#.above": _("Bracket %(n)s: values above"),
    "lawyer.bracket#.base": _("Bracket %(n)s: base"),
    "lawyer.bracket#.rate": _("Bracket %(n)s: rate of what is above"),
    "lawyer.uncontested": _("Share where nothing was contested"),
    "lawyer.raise": _("Most the court may add"),
    "costs.loser": _("Who bears the costs"),
    "security.duty": _("When security is ordered"),
    "security.sum": _("What security covers"),
    "security.means": _("How security is given"),
    "efiling.file.most": _("Most one file may hold"),
    "efiling.submission.most": _("Most one submission may hold"),
    "period.first_day": _("First day"),
    "period.days": _("Periods of days"),
    "period.calendar": _("Weeks, months and years"),
    "period.missing_day": _("Where the last month has no such day"),
    "period.roll": _("A last day that is a Sunday or holiday"),
    "period.roll.saturday": _("A last day that is a Saturday"),
    "period.roll.before": _("A last day counted backwards"),
    "period.court": _("Periods set by the court"),
    "period.distance": _("Days for distance"),
    "period.outage": _("Days on which the portal was down"),
    "service.electronic": _("Electronic service of what nobody opened"),
    "holiday.table": _("Calendar of holidays"),
    "holiday.day": _("Temporary holiday"),
    "limitation.state.objective": _("Against the State, from the act"),
    "limitation.state.subjective": _("Against the State, from knowing"),
    "limitation.private.objective": _("Against others, from the act"),
    "limitation.private.subjective": _("Against others, from knowing"),
    "limitation.suit": _("Interruption by a suit"),
    "limitation.resuit": _("New suit after a withdrawal or dismissal"),
    "limitation.demand": _("Suit after a demand"),
    "limitation.mediation": _("Mediation"),
    "capacity.majority": _("Age of majority"),
    "capacity.foreigner": _("Capacity of foreigners"),
    "retention.left_before_papers": _("Data of who left before the papers were made"),
    "retention.mandate": _("Powers of attorney in the register"),
    "foreign.reciprocity": _("Reciprocity for foreigners"),
    "foreign.reciprocity.standard": _("Measure of reciprocity"),
    "foreign.home": _("Country whose nationals are no foreigners"),
    "foreign.route.apostille": _("Route by apostille"),
    "foreign.route.consular": _("Route without apostille"),
    "foreign.route.consul_signature": _("Route by the Korean consul"),
    "foreign.route.plain": _("Route for those in Korea"),
    "foreign.security": _("Security for costs of people abroad"),
    "policy.stamp_rounding": _("Rounding of stamp duty"),
    "policy.party_count": _("Who counts as a party for service"),
    "policy.filing": _("How complaints are filed"),
    "policy.security_scope": _("Which costs the estimate of security counts"),
}
FACETS = {  # what the rows deadline.<which>.<facet> say
    "length": _("%(which)s: length"),
    "from": _("%(which)s: counted from"),
    "abroad": _("%(which)s: length for people abroad"),
    "extension": _("%(which)s: extension"),
    "fixed": _("%(which)s: unalterable"),
    "before": _("%(which)s: counted backwards"),
    "silence": _("%(which)s: silence is consent"),
}
_deadlines = {
    "access_answer": _("Answer to a request for access"),
    "correction_answer": _("Answer to a request for correction"),
    "suspension_answer": _("Answer to a request to stop processing"),
    "stamp_refund": _("Asking for stamp duty back"),
}
WORDS = {
    "Korean law suffices": _("who is of age by Korean law can sue"),
    True: _("yes"),
    False: _("no"),
    "yes": _("yes"),
    "lower_courts": _("affirmed by lower courts"),
    "required": _("required"),
    "not notably heavier in essentials": _("not notably heavier in essentials"),
    "local notary, then apostille": _("local notary, then apostille"),
    "local notary, foreign ministry, Korean consul": _("local notary, foreign ministry, Korean consul"),
    "Korean consul certifies the signature": _("Korean consul certifies the signature"),
    "signed as it is": _("signed as it is"),
    "no address or office in Korea": _("no address or office in Korea"),
    "not counted": _("not counted"),
    "day by day": _("day by day"),
    "day before": _("day before"),
    "day before the corresponding day": _("day before the corresponding day"),
    "last day of the month": _("last day of the month"),
    "next day": _("next day"),
    "Civil Act": _("as in the Civil Act"),
    "added by the court": _("added by the court"),
    "from filing": _("from filing"),
    "does not stop the time": _("does not stop the time"),
    "complaint_served": _("complaint served on the defendant"),
    "electronically_filed": _("scanned copy filed electronically"),
    "hearing": _("hearing"),
    "judgment_served": _("judgment served"),
    "mediation_requested": _("mediation asked for"),
    "notice_posted": _("public notice posted"),
    "obstacle_ended": _("obstacle ended"),
    "proposal_received": _("proposal received"),
    "record_received": _("notice that the record was received"),
    "refund_event": _("withdrawal, settlement or the like"),
    "request_received": _("request received"),
    "withdrawal_served": _("withdrawal served"),
    "after_minus_before": _("duty after less duty before"),
    "parties_rounds_unit": _("parties × rounds × price"),
    "claimed_amount": _("the amount claimed"),
    "added": _("added up"),
    "each_alone": _("each complaint alone"),
    "high_court": _("high court"),
    "tort_day": _("the day of the tort"),
    "pays": _("the loser"),
    "on_motion": _("on motion of the defendant"),
    "every_instance": _("what the defendant spends in every instance"),
    "deposit_or_guarantee": _("deposit or guarantee"),
    "calculator": _("once, at the end"),
    "literal": _("in the amount of article 2"),
    "counsel_counts_once": _("plaintiffs with one counsel count once"),
    "each_counts": _("every plaintiff counts"),
    "electronic": _("electronically"),
    "paper": _("on paper"),
    "every_cost": _("every cost"),
    "defendant_only": _("only the defendant's"),
}


def name_deadlines(names: dict) -> None:
    """Add {deadline: name}: the room that keeps deadlines says what each is called."""
    _deadlines.update(names)


def title(key: str) -> str:
    """The name of a number of the law; its key where nobody has named it."""
    numbers = NUMBER.findall(key)
    if found := TITLES.get(NUMBER.sub("#", key)) or TITLES.get(key):
        return str(found) % {"n": numbers[0]} if numbers else str(found)
    family, _dot, last = key.rpartition(".")
    if f"{family}.*" in TITLES:
        return str(TITLES[f"{family}.*"]) % {"n": last}
    if family in BY_COUNTRY:
        return str(countries.name(last)) or key
    which = family.removeprefix("deadline.")
    return str(FACETS[last]) % {"which": _deadlines[which]} if which in _deadlines and last in FACETS else key


def word(value: str | bool) -> str:
    """What a word among the values means; itself where nobody has said."""
    return str(WORDS.get(value, value))
