"""What a claim needs before it can be filed: one small rule for each reason it cannot.

A rule names a condition of the database, so the gate is one query whatever the number of claims. The order of the rules
is the order in which things are put right: a claim that fails several is counted once, under the first.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimants.clocks.models import Clock
from claimants.consents.models import Consent
from claimants.evidence.models import Evidence
from claimants.intake.models import Deficiency
from claimants.mandates.models import Mandate
from documents.rounds import marks
from documents.rounds.models import RosterEntry, Round
from litigation.errors import DomainError

CANDIDATES = ("submitted", "in_review", "needs_information", "accepted")  # what may still reach a round
LEVELS = {"e_signed": 0, "wet_ink": 1, "notarised": 2, "apostilled": 3, "consular": 3}  # how well a mandate is proved
UNSCANNED = ("waiting", "unavailable", "unexpected")


@dataclass(frozen=True)
class GateRule:
    """condition(case) is true where the claim cannot be filed."""

    code: str
    words: str
    cure: str
    condition: Callable


_rules: dict[str, GateRule] = {}


def gate_rule(code, words, cure):
    """Register a reason: short words for the list, and the sentence that says what puts it right."""

    def register(condition):
        _rules[code] = GateRule(code, words, cure, condition)
        return condition

    return register


def gate_rules() -> tuple[GateRule, ...]:
    return tuple(_rules.values())


def gate_rule_of(code) -> GateRule | None:
    return _rules.get(code)


@gate_rule(
    "status", gettext_lazy("Not accepted yet"), gettext_lazy("An attorney has to read the claim and accept it first.")
)
def _status(case):
    return ~Q(status="accepted")


@gate_rule(
    "rule",
    gettext_lazy("Not covered by the rule"),
    gettext_lazy("A newer version of the eligibility rule finds no trip in the window. Decide on the claim again."),
)
def _rule(case):
    return Q(verdict="no")


@gate_rule(
    "other_round",
    gettext_lazy("In another round"),
    gettext_lazy("Its papers are made with that round; nobody is filed twice."),
)
def _other_round(case):
    elsewhere = RosterEntry.objects.filter(claim=OuterRef("pk")).exclude(round__status=Round.Status.CANCELLED)
    return Exists(elsewhere)


@gate_rule(
    "consent",
    gettext_lazy("Consent taken back"),
    gettext_lazy("The person took back a consent the suit cannot do without. Ask them whether they want to leave."),
)
def _consent(case):
    required = [each["purpose"] for each in case.consents if each.get("required")]
    newer = Consent.objects.filter(claim=OuterRef("claim"), purpose=OuterRef("purpose"), at__gt=OuterRef("at"))
    withdrawn = Consent.objects.filter(claim=OuterRef("pk"), purpose__in=required, act="withdrawn")
    return Exists(withdrawn.filter(~Exists(newer)))


@gate_rule(
    "mandate",
    gettext_lazy("No power of attorney"),
    gettext_lazy("Nobody can act for this person until they have signed at the level the case asks for."),
)
def _mandate(case):
    enough = [level for level, rank in LEVELS.items() if rank >= LEVELS[case.mandate_level]]
    return ~Exists(Mandate.objects.filter(claim=OuterRef("pk"), state="signed", level__in=enough))


@gate_rule(
    "hangul",
    gettext_lazy("Korean name not confirmed"),
    gettext_lazy("Confirm the Korean spelling on the claim's page; it stands in every paper."),
)
def _hangul(case):
    return Q(claimant__hangul_name="") | Q(claimant__hangul_confirmed_at=None)


@gate_rule(
    "deficiency",
    gettext_lazy("Waiting for the claimant"),
    gettext_lazy("We asked the person for something. It goes on when they answer."),
)
def _deficiency(case):
    return Exists(Deficiency.objects.filter(claim=OuterRef("pk"), state="open"))


@gate_rule(
    "time",
    gettext_lazy("Time to file is over"),
    gettext_lazy(
        "By the present count no theory can be filed in time any more. Counsel looks at the start the time is counted from."
    ),
)
def _time(case):
    clocks = Clock.objects.filter(claim=OuterRef("pk"))
    in_time = Q(last_day__gte=timezone.localdate()) | Q(state=Clock.State.INTERRUPTED)
    return Exists(clocks) & ~Exists(clocks.filter(in_time))


@gate_rule(
    "evidence",
    gettext_lazy("No proof of a trip"),
    gettext_lazy("There is no file that can become an exhibit. Ask the person for one."),
)
def _evidence(case):
    return ~Exists(_kept().filter(kind__in=marks.exhibit_kinds()).exclude(scan="infected"))


@gate_rule(
    "scan",
    gettext_lazy("Files not checked yet"),
    gettext_lazy("A file waits for the virus check, or may be unsafe. It goes on by itself once the file is checked."),
)
def _scan(case):
    return Exists(_kept().filter(kind__in=marks.exhibit_kinds(), scan__in=(*UNSCANNED, "infected")))


def _kept():
    return Evidence.objects.filter(claim=OuterRef("pk"), removed_at=None)


def refuse_unless_open(round):
    """Only an open round can be changed; what is frozen stays as it is for ever."""
    if round.status != Round.Status.OPEN:
        sentence = _("Round %(number)s is “%(status)s” now, so it cannot be changed. Nothing was done.")
        words = {"number": round.number, "status": round_word(round.status)}
        raise DomainError("round.not_open", sentence % words, status=409)


def refuse_unless_frozen(round):
    if round.status not in (Round.Status.FROZEN, Round.Status.FILED):
        sentence = _("Round %(number)s is not frozen. Papers are made from a frozen roster only, so freeze it first.")
        raise DomainError("round.not_frozen", sentence % {"number": round.number}, status=409)


def round_word(status):
    """The state of a round as the desk reads it."""
    words = {"open": _("Open"), "frozen": _("Frozen"), "filed": _("Filed"), "cancelled": _("Cancelled")}
    return words[str(status)]
