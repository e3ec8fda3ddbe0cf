"""What becomes of the data of who left: until when it is kept, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from claimants.claims.models import Claim, StatusSpan
from claimants.leaving.models import LegalHold
from claimants.leaving.queries_holds import holds_on, holds_on_outer
from claimants.people.rules import FROZEN
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
    frozen = StatusSpan.objects.filter(claim=OuterRef("pk"), status__in=FROZEN)
    left = Claim.objects.filter(~Exists(frozen), ~Exists(holds_on_outer()), status="withdrawn")
    kept_of = left.filter(Q(erased_at=None) | Q(mandates__isnull=False)).distinct().order_by("pk")
    for claim in kept_of.iterator(chunk_size=FEW):
        since = claim.status_changed_at.astimezone(SEOUL).date()
        if _until(MANDATE if claim.erased_at else LEFT, since) < today():
            yield claim


def _until(key, since):
    return kept_until(key, since, table=table()).result
