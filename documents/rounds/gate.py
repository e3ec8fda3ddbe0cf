"""What a claim needs before it can be filed: one small rule for each reason it cannot.

A rule names a condition of the database, so the gate is one query whatever the number of claims. The order of the rules
is the order in which things are put right: a claim that fails several is counted once, under the first.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Concat
from django.db.models.lookups import Regex
from django.utils import timezone
from django.utils.translation import gettext_lazy

from claimants.claims.models import Claim
from claimants.consents.models import Consent
from claimants.evidence.models import Evidence
from claimants.intake.models import Deficiency
from claimants.limitation.models import Clock
from claimants.mandates.models import Mandate
from claimants.people.models import Claimant
from documents.rounds import marks
from documents.rounds.models import RosterEntry, Round
from litigation import fonts

CANDIDATES = ("submitted", "in_review", "needs_information", "accepted")  # what may still reach a round
LEVELS = {"e_signed": 0, "wet_ink": 1, "notarised": 2, "apostilled": 3, "consular": 3}  # how well a mandate is proved
STANDS_FOR_NOBODY = ("draft", "withdrawn", "not_eligible")  # beside such a claim another one is no duplicate
UNSCANNED = ("waiting", "unavailable", "unexpected")


@dataclass(frozen=True)
class GateRule:
    """condition(case) is true where the claim cannot be filed. A reason of the round, not of the claim, has none."""

    code: str
    words: str
    cure: str
    condition: Callable | None = None


OUT_OF_SCOPE = GateRule(
    "scope",
    gettext_lazy("Not meant by this round"),
    gettext_lazy("The round takes other countries or earlier claims. The next round can take this one."),
)
BEYOND_LIMIT = GateRule(
    "limit",
    gettext_lazy("Ready, but the round is full"),
    gettext_lazy("Nothing is missing. The claim is among the first of the next round."),
)


_rules: dict[str, GateRule] = {}


def gate_rule(code, words, cure):
    """Register a reason: short words for the list, and the sentence that says what puts it right."""

    def register(condition):
        _rules[code] = GateRule(code, words, cure, condition)
        return condition

    return register


def gate_rules() -> tuple[GateRule, ...]:
    return tuple(_rules.values())


def reason_of(code) -> GateRule | None:
    """What a code of the gate, or of a claim that was left out, stands for."""
    return {**_rules, OUT_OF_SCOPE.code: OUT_OF_SCOPE, BEYOND_LIMIT.code: BEYOND_LIMIT}.get(code)


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
    "duplicate",
    gettext_lazy("Same passport as another claim"),
    gettext_lazy("Two claims carry one passport number. Close the one that is too many; then the other one goes on."),
)
def _duplicate(case):
    """Asks for the passport first: through the claims of the case it would cost the square of them. Few numbers stand twice
    at all, and the database finds those once for everybody."""
    theirs = Claim.objects.filter(claimant=OuterRef("pk"), case=case).exclude(status__in=STANDS_FOR_NOBODY)
    others = Claimant.objects.filter(Exists(theirs), passport_index=OuterRef("claimant__passport_index"))
    known = Claimant.objects.exclude(passport_index="").order_by().values("passport_index")
    twice = known.annotate(people=Count("pk")).filter(people__gt=1).values("passport_index")
    return Q(claimant__passport_index__in=twice) & Exists(others.exclude(pk=OuterRef("claimant_id")))


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
    gettext_lazy("Nobody can act for this person: they have not signed, or took it back. Ask them to sign."),
)
def _mandate(case):
    return ~Exists(_in_force())


@gate_rule(
    "mandate_lapsed",
    gettext_lazy("Power of attorney overtaken"),
    gettext_lazy(
        "What it prints has changed since it was signed, or its signer was no adult. The claim's page says what; the person "
        "has been asked to sign again."
    ),
)
def _mandate_lapsed(case):
    return Exists(_in_force().exclude(lapsed=""))


@gate_rule(
    "mandate_level",
    gettext_lazy("Power of attorney not proved enough"),
    gettext_lazy(
        "It is signed, but the case asks for a higher level of proof, like a notary's. Ask the person for it."
    ),
)
def _mandate_level(case):
    too_low = [level for level, rank in LEVELS.items() if rank < LEVELS[case.mandate_level]]
    return Exists(_in_force().filter(level__in=too_low))  # one mandate of a claim is in force at a time


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
    return ~Exists(_exhibits())


@gate_rule(
    "weak_evidence",
    gettext_lazy("Proof too weak"),
    gettext_lazy("Every file that could become an exhibit is graded weak. Ask the person for a better one."),
)
def _weak_evidence(case):
    return Exists(_exhibits().filter(grade="weak")) & ~Exists(_exhibits().exclude(grade="weak"))


@gate_rule(
    "scan",
    gettext_lazy("Files not checked yet"),
    gettext_lazy("A file waits for the virus check, or may be unsafe. It goes on by itself once the file is checked."),
)
def _scan(case):
    return Exists(_kept().filter(kind__in=marks.exhibit_kinds(), scan__in=(*UNSCANNED, "infected")))


@gate_rule(
    "letters",
    gettext_lazy("Name cannot be printed"),
    gettext_lazy(
        "The Korean spelling or the passport name holds letters that papers cannot print. Correct the spelling on the claim's "
        "page, or ask the person for the name as in the passport."
    ),
)
def _letters(case):
    """The names that papers stand on; a name in the person's own script is left out of papers instead. Addresses are encrypted:
    their letters are refused when they are saved, and looked at once more by the freeze (freezing/checks.py)."""
    names = Concat("claimant__hangul_name", "claimant__family_name", "claimant__given_name")
    return Regex(names, f"[^{fonts.PLAIN}]")  # one expression for the three: SQLite asks Python for each


@gate_rule(
    "exhibits",
    gettext_lazy("Files not ready for the court"),
    gettext_lazy(
        "What the court would get of a file is not made yet, or does not show what the file shows. Look at the claim's files: "
        "what is still being made goes on by itself, of the others ask for another copy."
    ),
)
def _not_made(case):
    return Exists(_kept().filter(kind__in=marks.exhibit_kinds()).exclude(pictures="ready"))


def _in_force():
    return Mandate.objects.filter(claim=OuterRef("pk"), state="signed")


def _exhibits():
    return _kept().filter(kind__in=marks.exhibit_kinds()).exclude(scan="infected")


def _kept():
    return Evidence.objects.filter(claim=OuterRef("pk"), removed_at=None)
