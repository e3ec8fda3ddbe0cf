"""What a suit of any size costs and weighs, and how the same people could be spread over several. Pure.

Each complaint is valued alone (민사소송 등 인지규칙 24). One person's claim may not be split to fit the limit of small claims
(소액사건심판법 5의2); nobody's is here, but a proposal that aims at that limit says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from litigation.law.computation import Computation
from litigation.law.rows import LawTable
from litigation.law.suit import filing


@dataclass(frozen=True)
class Weights:
    """What a suit has once, and what each plaintiff adds on average."""

    files_once: int
    bytes_once: int
    files_each: float
    bytes_each: float


@dataclass(frozen=True)
class Ground:
    """What every suit of the plan has in common."""

    amount: int
    defendants: int
    on: date
    table: LawTable
    weights: Weights
    submissions: Callable[[int], int]
    """Bytes of a suit → submissions to the portal it needs."""


@dataclass(frozen=True)
class Suit:
    """One suit of so many plaintiffs: who hears it, what it costs, how much is uploaded."""

    plaintiffs: int
    value: Computation
    track: Computation
    stamp: Computation
    service: Computation
    files: int
    bytes: int
    submissions: int


@dataclass(frozen=True)
class Kind:
    """A way to file, in plain words."""

    code: str
    title: str
    gain: str
    price: str
    warning: str = ""


@dataclass(frozen=True)
class Proposal:
    """The same people in one suit or several: (how many such suits, the suit)."""

    kind: Kind
    suits: tuple[tuple[int, Suit], ...]

    def total(self, name):
        return sum(times * getattr(suit, name) for times, suit in self.suits)

    @property
    def count(self):
        return sum(times for times, _suit in self.suits)

    @property
    def stamp(self):
        return sum(times * suit.stamp.result for times, suit in self.suits)

    @property
    def service(self):
        return sum(times * suit.service.result for times, suit in self.suits)

    @property
    def files(self):
        return self.total("files")

    @property
    def bytes(self):
        return self.total("bytes")

    @property
    def submissions(self):
        return self.total("submissions")


ONE = Kind(
    "one",
    _("One suit"),
    _("One case number, one set of deadlines, one set of papers."),
    _("What delays the suit delays everybody in it."),
)
SINGLE = Kind(
    "single",
    _("Suits a single judge hears"),
    _("No suit needs a panel of three judges."),
    _(
        "Several case numbers, each with deadlines of its own. That they are heard together has to be asked for (CPA 141)."
    ),
)
SMALL = Kind(
    "small",
    _("Suits within the limit of small claims"),
    _("Each suit goes the short way of small claims."),
    _("Very many case numbers and deadlines; every suit pays a service fee of its own."),
    _(
        "One person's claim may not be split to fit this limit: the court dismisses it (Small Claims Act 5-2). Whether people "
        "may be spread over suits to fit it is not yet confirmed by counsel."
    ),
)


def suit_of(plaintiffs: int, ground: Ground) -> Suit:
    """One suit of this size. Refuses (LawProblem) what the law cannot answer."""
    found = filing(
        plaintiffs=plaintiffs,
        amount=ground.amount,
        defendants=ground.defendants,
        on=ground.on,
        table=ground.table,
    )
    weights = ground.weights
    size = round(weights.bytes_once + weights.bytes_each * plaintiffs)
    return Suit(
        plaintiffs=plaintiffs,
        value=found["value_of_claim"],
        track=found["track"],
        stamp=found["stamp_duty"],
        service=found["service_fee"],
        files=round(weights.files_once + weights.files_each * plaintiffs),
        bytes=size,
        submissions=ground.submissions(size),
    )


def proposals(plaintiffs: int, ground: Ground) -> list[Proposal]:
    """One suit, and the splits that reach a lower track; none that would be the same again, none with empty suits."""
    found = [Proposal(ONE, ((1, suit_of(plaintiffs, ground)),))]
    for kind, key in ((SINGLE, "track.single.most"), (SMALL, "track.small.most")):
        most = ground.table.row(key, ground.on).value // ground.amount
        if 0 < most < plaintiffs:
            found.append(Proposal(kind, _split(plaintiffs, most, ground)))
    return found


def _split(plaintiffs: int, most: int, ground: Ground):
    full, rest = divmod(plaintiffs, most)
    last = ((1, suit_of(rest, ground)),) if rest else ()
    return ((full, suit_of(most, ground)), *last)
