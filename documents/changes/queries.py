"""Reading a roster as it stands now, and whether everybody is accounted for in an appeal."""

import hashlib
from dataclasses import dataclass

from django.db.models import Case, CharField, Exists, OuterRef, Value, When
from django.http import Http404

from claimants.intake.desk_queries import found
from documents.changes.models import AppealAnswer, AppealList, RosterChange
from documents.rounds.models import RosterEntry

LEFT, APPEALS, STAYS, MISSING = "left", "appeals", "stays", "missing"


@dataclass(frozen=True)
class Line:
    """One plaintiff as they stand after some changes, oldest first."""

    entry: RosterEntry
    changes: tuple[RosterChange, ...]

    @property
    def has_left(self):
        return any(change.kind == RosterChange.Kind.DROP for change in self.changes)

    @property
    def person(self) -> dict:
        """The frozen person with every corrected name."""
        corrected = [change.person for change in self.changes if change.kind == RosterChange.Kind.CORRECT]
        return {**self.entry.snapshot["person"], **{k: v for names in corrected for k, v in names.items()}}

    @property
    def acting(self):
        """Who acts in their place by the last substitution, or None."""
        found = [change.person for change in self.changes if change.kind == RosterChange.Kind.SUBSTITUTE]
        return found[-1] if found else None


@dataclass(frozen=True)
class Accounts:
    """Every plaintiff of a roster under one of four headings; the hash stands for number and heading of each."""

    appeals: int
    stays: int
    left: int
    missing: int
    first_missing: int | None
    sha256: str


def versions_of(round):
    """The changes of a roster, the newest first."""
    rows = round.changes.select_related("entry__claim", "made_by").prefetch_related("filings")
    return rows.defer("entry__snapshot").order_by("-version")


def line_of(round, number) -> Line:
    """One plaintiff as they stand now. 404 where the roster has no such number."""
    entries = round.roster.select_related("round__case", "claim__claimant__account")
    entry = entries.filter(number=number).first()
    if entry is None:
        raise Http404
    changes = entry.changes.select_related("made_by").prefetch_related("filings")
    return Line(entry, tuple(changes.order_by("version")))


def change_of(round, version) -> RosterChange:
    """The change that made this version of a roster. 404 where there is none: the frozen roster is version 1."""
    rows = round.changes.select_related("entry", "round__case")
    change = rows.filter(version=version).first()
    if change is None:
        raise Http404
    return change


def before(change) -> Line:
    """The plaintiff as they stood before that change."""
    return Line(change.entry, tuple(change.entry.changes.filter(version__lt=change.version).order_by("version")))


def standing(round) -> int:
    """How many plaintiffs are in the suit now."""
    return round.roster_count - round.changes.filter(kind=RosterChange.Kind.DROP).count()


def plaintiffs_of(round):
    """Entries with `state`: left, appeals, stays or missing. For lists; one query, no snapshot is read."""
    left = Exists(RosterChange.objects.filter(entry=OuterRef("pk"), kind=RosterChange.Kind.DROP))
    answer = AppealAnswer.objects.filter(entry=OuterRef("pk"))
    state = Case(
        When(left, then=Value(LEFT)),
        When(Exists(answer.filter(appeals=True)), then=Value(APPEALS)),
        When(Exists(answer.filter(appeals=False)), then=Value(STAYS)),
        default=Value(MISSING),
        output_field=CharField(),
    )
    return round.roster.annotate(state=state).select_related("claim").defer("snapshot").order_by("number")


def found_in(round, text):
    """The entries a search means, by number: a plaintiff number, else what finds a claim on the desk; all without a text."""
    entries = round.roster.select_related("claim").prefetch_related("changes").order_by("number")
    if text.isdecimal():
        return entries.filter(number=int(text[:9]))
    return entries.filter(claim__in=found(round.case, text)) if text else entries


def accounts(round) -> Accounts:
    """Who appeals, who does not, who had left, who is missing: compared with the roster number by number."""
    counts, digest, first = dict.fromkeys((LEFT, APPEALS, STAYS, MISSING), 0), hashlib.sha256(), None
    rows = plaintiffs_of(round).select_related(None).values_list("number", "state")
    for number, state in rows.iterator(chunk_size=2000):
        counts[state] += 1
        digest.update(f"{number} {state}\n".encode())
        first = number if state == MISSING and first is None else first
    return Accounts(
        counts[APPEALS], counts[STAYS], counts[LEFT], counts[MISSING], first_missing=first, sha256=digest.hexdigest()
    )


def appeal_list(round) -> AppealList | None:
    """The closed list of who appeals, if it is closed."""
    return AppealList.objects.filter(round=round).select_related("closed_by").first()
