"""What becomes of the data of who left: until when it is kept, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from claimants.claims.models import Claim, StatusSpan
from claimants.leaving.models import LegalHold
from claimants.leaving.queries_holds import holds_on, holds_on_outer
from claimants.mandates.models import Mandate
from claimants.people.rules import FROZEN
from litigation.cases.models import Case
from litigation.law.figures import SEOUL, today
from litigation.law.retention import LEFT, MANDATE, kept_until
from litigation.lawbook.queries import table

FEW = 500  # claims read at a time


@dataclass(frozen=True)
class Held:
    """Why nothing of a claim is deleted: papers of the court were made of it, or somebody holds it. False: nothing does."""

    in_papers: bool
    holds: tuple[LegalHold, ...]

    def __bool__(self) -> bool:
        return self.in_papers or bool(self.holds)


@dataclass(frozen=True)
class Kept:
    """What is kept of a claim that was left."""

    held: Held
    answers_until: date | None  # the last day; None: deleted already, or held
    mandate_until: date | None  # the same of the power of attorney; None: none was signed, or it is deleted


@dataclass(frozen=True)
class Deletion:
    """One kind of data of those who left. key: of the law's time of keeping."""

    key: str
    waiting: int
    after: date | None  # the first of them is deleted after this day
    held: int
    deleted: int | None  # of how many people so far; None: not counted


def kept(claim: Claim) -> Kept:
    """What is kept of a claim that was left, or would be if it were left today."""
    if held := held_by(claim):
        return Kept(held, None, None)
    left = claim.status_changed_at.astimezone(SEOUL).date() if claim.status == "withdrawn" else today()
    signed = claim.mandates.exists()
    return Kept(
        held=held,
        answers_until=None if claim.erased_at else _until(LEFT, left),
        mandate_until=_until(MANDATE, left) if signed else None,
    )


def held_by(claim: Claim) -> Held:
    """What keeps the data of a claim from being deleted now. Whoever deletes asks here."""
    return Held(in_papers(claim), tuple(holds_on(claim)))


def in_papers(claim: Claim) -> bool:
    """Whether it was ever frozen into a round: what the papers were made from is kept with them."""
    return claim.status in FROZEN or claim.spans.filter(status__in=FROZEN).exists()


def may_come_back(claim: Claim) -> bool:
    return claim.status == "withdrawn" and claim.case.is_open and not in_papers(claim)


def due() -> Iterator[Claim]:
    """Claims that were left, are not held, and of which something is kept whose time is over."""
    kept_of = (
        _left()
        .filter(~Exists(holds_on_outer()))
        .filter(Q(erased_at=None) | Q(mandates__isnull=False))
        .distinct()
        .order_by("pk")
    )
    for claim in kept_of.iterator(chunk_size=FEW):
        since = claim.status_changed_at.astimezone(SEOUL).date()
        if _until(MANDATE if claim.erased_at else LEFT, since) < today():
            yield claim


def deletions(case: Case) -> list[Deletion]:
    """For each kind of data: what waits for its day, what is held, what is deleted. Of those who left before papers were made."""
    held = Exists(holds_on_outer())
    rows = (
        _left()
        .filter(case=case)
        .annotate(is_held=held, has_mandate=Exists(Mandate.objects.filter(claim=OuterRef("pk"))))
    )
    said = list(rows.values_list("status_changed_at", "is_held", "erased_at", "has_mandate"))
    answers = [(left, is_held) for left, is_held, erased, _signed in said if not erased]
    mandates = [(left, is_held) for left, is_held, _erased, signed in said if signed]
    gone = sum(1 for _left_at, _held, erased, _signed in said if erased)
    return [_deletion(LEFT, answers, deleted=gone), _deletion(MANDATE, mandates, deleted=None)]


def _deletion(key, rows, deleted) -> Deletion:
    waiting = [left.astimezone(SEOUL).date() for left, is_held in rows if not is_held]
    after = _until(key, min(waiting)) if waiting else None
    return Deletion(key, waiting=len(waiting), after=after, held=len(rows) - len(waiting), deleted=deleted)


def _left():
    """Claims that were left before papers of the court were made of them."""
    frozen = StatusSpan.objects.filter(claim=OuterRef("pk"), status__in=FROZEN)
    return Claim.objects.filter(~Exists(frozen), status="withdrawn")


def _until(key, since):
    return kept_until(key, since, table=table()).result
