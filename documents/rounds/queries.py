"""Reading rounds: which there are, who is ready for the next one, who is not and why."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, TypedDict

from django.db.models import BooleanField, CharField, Count, Q, QuerySet, Value, When
from django.db.models import Case as Switch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_countries import countries as all_countries

from claimants.claims.models import Claim
from claimants.evidence.kinds import every
from claimants.evidence.models import Evidence
from documents.rounds.gate import CANDIDATES, OUT_OF_SCOPE, GateRule, gate_rules, reason_of
from documents.rounds.marks import exhibit_kinds
from documents.rounds.models import Approval, RosterEntry, Round
from documents.rounds.orders import sorted_by
from documents.rounds.snapshot import PAPER_TEXTS
from litigation.accounts.models import User
from litigation.accounts.rights import RIGHTS
from litigation.cases.models import Case
from litigation.cases.queries import team, texts
from litigation.kept import canonical

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

READY = ""


class Stopped(TypedDict):
    """The code of what stops a claim first, or READY."""

    reason: str


@dataclass(frozen=True)
class Blocked:
    rule: GateRule
    count: int


@dataclass(frozen=True)
class Gate:
    """Who could be filed now."""

    ready: int
    taken: Annotated[int, "How many a freeze would take now: what the round's limit leaves of those who are ready."]
    blocked: tuple[Blocked, ...]

    @property
    def left_out(self) -> int:
        return sum(each.count for each in self.blocked)

    @property
    def waiting(self) -> int:
        """Ready, but beyond the round's limit: first in line for the next round."""
        return self.ready - self.taken


@dataclass(frozen=True)
class Selection:
    """Exactly these claims, in this order, with what they say now, the sum and the texts: the digest changes with any."""

    count: int
    digest: str


def rounds_of(case: Case) -> QuerySet[Round]:
    return Round.objects.filter(case=case).select_related("prepared_by", "approved_by", "frozen_by", "follows")


def round_by_number(case: Case, number: int) -> Round:
    """The round of this case with that number. 404 where there is none."""
    return get_object_or_404(rounds_of(case).select_related("case"), number=number)


def frozen_rounds(case: Case) -> QuerySet[Round]:
    """Rounds that have a roster, the oldest first."""
    return rounds_of(case).filter(status__in=[Round.Status.FROZEN, Round.Status.FILED]).order_by("number")


def places(case: Case) -> list[tuple[str, str]]:
    """(code, name) of the countries in which people of the case live, by name."""
    found = Claim.objects.filter(case=case, status__in=CANDIDATES).exclude(claimant__country="").order_by()
    codes = found.values_list("claimant__country", flat=True).distinct()
    return sorted(((code, all_countries.name(code)) for code in codes), key=lambda place: place[1])


def candidates(round: Round) -> "QuerySet[WithAnnotations[Claim, Stopped]]":
    """Claims that may still reach a round, each with `reason`: the code of what stops it first, or READY."""
    stops = [When(rule.condition(round.case), then=Value(rule.code)) for rule in gate_rules() if rule.condition]
    if scope := _scope(round):
        stops.insert(0, When(~scope, then=Value(OUT_OF_SCOPE.code)))
    reason = Switch(*stops, default=Value(READY), output_field=CharField())
    return Claim.objects.filter(case=round.case_id, status__in=CANDIDATES).annotate(reason=reason)


def _scope(round) -> Q:
    """Whom the round means at all; empty where it means everybody."""
    scope = Q()
    if round.countries:
        scope &= Q(claimant__country__in=round.countries)
    if round.sent_until:
        scope &= Q(submitted_at__lt=timezone.make_aware(datetime.combine(round.sent_until, time())) + timedelta(days=1))
    return scope


def gate(round: Round) -> Gate:
    """How many claims are ready and how many are stopped by what, in one query."""
    rows = candidates(round).order_by().values_list("reason").annotate(n=Count("pk"))
    counts = dict(rows)
    ready = counts.pop(READY, 0)
    blocked = tuple(Blocked(rule, counts[rule.code]) for rule in (OUT_OF_SCOPE, *gate_rules()) if counts.get(rule.code))
    return Gate(ready, min(ready, round.size_limit or ready), blocked)


def ready_claims(round: Round) -> QuerySet[Claim]:
    """The claims a freeze would take now: those that waited longest, in the round's order."""
    ready = candidates(round).filter(reason=READY)
    if round.size_limit:
        first = ready.order_by("submitted_at", "reference").values("pk")[: round.size_limit]
        return Claim.objects.filter(pk__in=first).order_by(*sorted_by(round.order))
    return ready.order_by(*sorted_by(round.order))


def blocked_claims(round: Round, code: str) -> QuerySet[Claim]:
    """Claims stopped by one reason, longest waiting first. 404 for a reason there is not."""
    if reason_of(code) is None:
        raise Http404
    found = candidates(round).filter(reason=code)
    return found.select_related("claimant").order_by("submitted_at", "reference")


def reasons_of(claim: Claim) -> list[GateRule]:
    """Everything that keeps one claim from being filed now, in the order it is put right. One query."""
    stops = {f"stop_{rule.code}": _yes_where(rule.condition(claim.case)) for rule in gate_rules() if rule.condition}
    row = Claim.objects.filter(pk=claim.pk).annotate(**stops).values(*stops).get()
    return [rule for rule in gate_rules() if row[f"stop_{rule.code}"]]


def _yes_where(condition):
    return Switch(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def marks_to_give(round: Round) -> dict[int, list[tuple[int, int]]]:
    """{exhibit number: its branches, from the first to the last} that a freeze would give now. One query."""
    kept = Evidence.objects.filter(claim__in=ready_claims(round).order_by().values("pk"), removed_at=None)
    rows = kept.filter(kind__in=exhibit_kinds()).order_by().values_list("kind").annotate(n=Count("pk"))
    found: dict[int, int] = {}
    for kind, n in rows:
        number = every()[kind].exhibit_number
        found[number] = found.get(number, 0) + n
    return {number: [(1, last)] for number, last in found.items()}


def selection(round: Round) -> Selection:
    """What two people have to have seen alike; freeze() refuses when it is no longer so."""
    digest, count = hashlib.sha256(canonical(_shared(round))), 0
    for row in ready_claims(round).values_list("reference", "version", "claimant__version").iterator(chunk_size=2000):
        digest.update(repr(row).encode())
        count += 1
    return Selection(count, digest.hexdigest())


def _shared(round) -> dict:
    """What is approved beside the people."""
    wording = {key: text.sha256 for prefix in PAPER_TEXTS for key, text in texts(round.case, prefix, "ko").items()}
    return {"round": str(round.pk), "amount_won": round.amount_won, "order": round.order, "texts": wording}


def approvals_of(round: Round) -> QuerySet[Approval]:
    """Every question for a second person, the newest first, with its answer."""
    return round.approvals.select_related("asked_by", "answered_by").order_by("-asked_at")


def approval_of(round: Round) -> Approval | None:
    """The question or approval that is in force, if there is one."""
    return approvals_of(round).filter(state__in=Approval.IN_FORCE).first()


def past_approvals(round: Round) -> QuerySet[Approval]:
    """Questions that came to nothing, with their reasons."""
    return approvals_of(round).exclude(state__in=Approval.IN_FORCE)


def approvers(round: Round, *, beside: User) -> QuerySet[User]:
    """Everybody of the team who may be the second person, when `beside` is the first."""
    return team(round.case_id, RIGHTS["round.approve"].roles).exclude(pk=beside.pk)


def spot_checks(round: Round, *, without: Collection[int] = (), count: int = 5) -> list[RosterEntry]:
    """A few plaintiffs to look at by eye: drawn by the hash of the roster, so that nobody can choose them. without: who left."""
    rows = round.roster.exclude(number__in=without).only("pk", "round", "number", "claim", "sha256")
    return sorted(rows.order_by("sha256")[:count], key=lambda entry: entry.number)
