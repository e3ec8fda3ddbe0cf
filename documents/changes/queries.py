"""Reading a roster as it stands now, and whether everybody is accounted for in an appeal."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Annotated, Any, TypedDict
from uuid import UUID

from django.db.models import Case as Switch
from django.db.models import CharField, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.mandates.models import Mandate
from claimants.people.described import Described
from claimants.review import queries
from documents.changes.models import AppealAnswer, AppealClosing, AskedChange, RosterChange
from documents.proceedings.models import DocketEntry, Proceeding
from documents.proceedings.queries import judgment_of, proceeding_of, proceedings_of
from documents.proceedings.rules import BELOW, FIRST
from documents.rounds.models import RosterEntry, Round
from litigation.cases.models import Case
from litigation.errors import DomainError

LEFT, LEFT_SINCE, APPEALS, STAYS, MISSING = "left", "left_since", "appeals", "stays", "missing"
FROZEN = 1  # the version a roster is frozen with


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Answer(TypedDict):
    """newest: the last thing said of their appeal; state: the heading they stand under."""

    newest: bool | None
    state: str


@dataclass(frozen=True)
class Line:
    """One plaintiff as they stand after some changes, oldest first."""

    entry: RosterEntry
    changes: tuple[RosterChange, ...]

    @property
    def has_left(self) -> bool:
        return any(change.kind == RosterChange.Kind.DROP for change in self.changes)

    @property
    def person(self) -> Described:
        """The frozen person with every corrected name."""
        person = self.entry.plaintiff.person
        for change in self.changes:
            person = person.renamed(change.person) if change.kind == RosterChange.Kind.CORRECT else person
        return person

    @property
    def acting(self):
        """Who acts in their place by the last substitution, or None."""
        found = [change.person for change in self.changes if change.kind == RosterChange.Kind.SUBSTITUTE]
        return found[-1] if found else None


@dataclass(frozen=True)
class Accounts:
    """Every plaintiff of a roster under one heading; the hash stands for number and heading of each."""

    appeals: int
    stays: int
    left: Annotated[int, "Had left the suit before the judgment."]
    left_since: Annotated[int, "Left it after the judgment."]
    missing: int
    first_missing: int | None
    sha256: str


def versions_of(round: Round) -> QuerySet[RosterChange]:
    """The changes of a roster, the newest first."""
    rows = round.changes.select_related("entry__claim", "made_by", "asked")
    return rows.defer("entry__snapshot").order_by("-version")


def line_of(round: Round, number: int) -> Line:
    """One plaintiff as they stand now. 404 where the roster has no such number."""
    entries = round.roster.select_related("round__case", "claim__claimant__account")
    entry = get_object_or_404(entries, number=number)
    changes = entry.changes.select_related("made_by", "asked")
    return Line(entry, tuple(changes.order_by("version")))


def asked_changes(round: Round) -> QuerySet[AskedChange]:
    """What was asked for in a filed round, the newest first."""
    rows = round.asked_changes.select_related("entry__claim", "asked_by", "change").prefetch_related("filings")
    return rows.defer("entry__snapshot").order_by("-number")


def asked_change(round: Round, number: int) -> AskedChange:
    """One change that was asked for. 404 where there is none."""
    return get_object_or_404(_asked().filter(round=round), number=number)


def open_change(entry: RosterEntry) -> AskedChange | None:
    """The change of this plaintiff that waits for its paper to be handed in."""
    return _asked().filter(entry=entry, status__in=AskedChange.OPEN).first()


def open_changes(case: Case) -> QuerySet[AskedChange]:
    """All that waits in a case, the oldest first."""
    return _asked().filter(round__case=case, status__in=AskedChange.OPEN).defer("entry__snapshot").order_by("asked_at")


def without_paper(case: Case) -> QuerySet[AskedChange]:
    """Changes the court has no paper of, the oldest first; among them those in force since before papers came first."""
    return _asked().filter(round__case=case, filings=None).exclude(status="taken_back").order_by("asked_at")


def _asked() -> QuerySet[AskedChange]:
    rows = AskedChange.objects.select_related(
        "round__case", "entry__claim__claimant__account", "asked_by", "confirmed_by"
    )
    return rows.select_related("change").prefetch_related("filings")


def before(asked: AskedChange) -> Line:
    """The plaintiff as they stand without that change."""
    changes = asked.entry.changes.order_by("version")
    return Line(asked.entry, tuple(changes.filter(version__lt=asked.change.version) if asked.change else changes))


def changes_until(round: Round, moment: datetime | int) -> QuerySet[RosterChange]:
    """The changes that had been made at a moment, or that led to a version of the roster."""
    return round.changes.filter(**{"version__lte" if isinstance(moment, int) else "made_at__lte": moment})


def corrected_by(round: Round, moment: datetime | int) -> dict[int, dict[str, Any]]:
    """{plaintiff number: corrected names} as they stood at a moment or in a version."""
    found: dict[int, dict] = {}
    changes = changes_until(round, moment).filter(kind=RosterChange.Kind.CORRECT).order_by("version")
    for change in changes.select_related("entry").defer("entry__snapshot"):
        found[change.entry.number] = {**found.get(change.entry.number, {}), **change.person}
    return found


def acting_by(round: Round, moment: datetime | int) -> dict[int, dict[str, Any]]:
    """{plaintiff number: who acts in their place and as what} at a moment or in a version; the last substitution counts."""
    changes = changes_until(round, moment).filter(kind=RosterChange.Kind.SUBSTITUTE).order_by("version")
    return {each.entry.number: each.person for each in changes.select_related("entry").defer("entry__snapshot")}


def left_by(round: Round, moment: datetime | int) -> frozenset[int]:
    """The numbers of those who had left the suit at a moment or in a version."""
    drops = changes_until(round, moment).filter(kind=RosterChange.Kind.DROP)
    return frozenset(drops.values_list("entry__number", flat=True))


def version_to_file(round: Round) -> int:
    """The version of the roster that is filed: the newest while it is not, and then for ever the one of that moment. What
    changes later is a paper of the court's own."""
    filed = Proceeding.objects.filter(round=round, instance=FIRST).first()
    changes = changes_until(round, filed.entered_at) if filed else round.changes
    return changes.aggregate(last=Max("version"))["last"] or FROZEN


def gone(round: Round) -> QuerySet[RosterEntry]:
    """Who still stands in the roster, and withdrew or has no mandate in force any more: each is to be taken out of it."""
    return _gone(round.roster.all())


def _gone(entries: QuerySet[RosterEntry]) -> QuerySet[RosterEntry]:
    in_force = Mandate.objects.filter(claim=OuterRef("claim"), state="signed")
    left = entries.filter(Q(claim__status="withdrawn") | ~Exists(in_force)).exclude(changes__kind="drop")
    return left.only("pk", "round", "number", "claim__reference").select_related("claim").order_by("number")


def gone_since_filing(case: Case) -> QuerySet[RosterEntry]:
    """Who left a suit that is filed, where nothing waits that tells the court of it."""
    filed = RosterEntry.objects.filter(round__case=case, round__status=Round.Status.FILED)
    left = _gone(filed).exclude(asked_changes__status__in=AskedChange.OPEN)
    return left.select_related(None).prefetch_related("round").order_by("round__number", "number")


def plaintiffs_now(round: Round) -> int:
    """How many plaintiffs are in the suit now."""
    assert round.roster_count is not None  # frozen
    return round.roster_count - round.changes.filter(kind=RosterChange.Kind.DROP).count()


def plaintiffs_of(round: Round) -> QuerySet[RosterEntry]:
    """Entries in order, for lists: no snapshot is read."""
    return round.roster.select_related("claim").defer("snapshot").order_by("number")


def found_in(round: Round, text: str) -> QuerySet[RosterEntry]:
    """The entries a search means, by number: a plaintiff number, else what finds a claim on the desk or stands in a name that
    was corrected; all without a text."""
    entries = round.roster.select_related("claim").prefetch_related("changes").order_by("number")
    if not text:
        return entries
    if text.isdecimal():
        return entries.filter(number=int(text[:9]))
    corrected = corrected_by(round, timezone.now()).items()
    numbers = [number for number, names in corrected if text.casefold() in " ".join(names.values()).casefold()]
    return entries.filter(Q(claim__in=queries.found(round.case, text)) | Q(number__in=numbers))


# Who appeals a judgment --------------------------------------------------------------------------------------------------
def judgment(case: Case, pk: UUID | str) -> DocketEntry:
    """The judgment of a proceeding of this case, by the proceeding. 404 where none can be appealed there."""
    found = judgment_of(proceeding_of(case, pk))
    if found is None:
        raise Http404
    return found


def _round_of(judgment: DocketEntry) -> Round:
    round = judgment.proceeding.round
    assert round is not None  # what can be appealed is about a round
    return round


def version_at(judgment: DocketEntry) -> int:
    """The version of the roster in force when a judgment reached us; a plaintiff who left later was in it.

    That is the moment it was entered, where that was done on the day itself, else the end of that day.
    """
    until = timezone.make_aware(datetime.combine(judgment.day, time.max))
    if timezone.localdate(judgment.entered_at) == judgment.day:
        until = judgment.entered_at
    changes = _round_of(judgment).changes.filter(made_at__lte=until)
    return changes.aggregate(last=Max("version"))["last"] or FROZEN


def answers_of(judgment: DocketEntry) -> "QuerySet[WithAnnotations[RosterEntry, Answer]]":
    """Entries with `state`: left before the judgment, left since, appeals, stays, or missing; one query."""
    drops = RosterChange.objects.filter(entry=OuterRef("pk"), kind=RosterChange.Kind.DROP)
    answers = AppealAnswer.objects.filter(entry=OuterRef("pk"), proceeding=judgment.proceeding_id).order_by("-id")
    newest = Subquery(answers.values("appeals")[:1])
    state = Switch(
        When(Exists(drops.filter(version__lte=version_at(judgment))), then=Value(LEFT)),
        When(Exists(drops), then=Value(LEFT_SINCE)),
        When(newest=True, then=Value(APPEALS)),
        When(newest=False, then=Value(STAYS)),
        default=Value(MISSING),
        output_field=CharField(),
    )
    return plaintiffs_of(_round_of(judgment)).annotate(newest=newest, state=state)


def accounts(judgment: DocketEntry) -> Accounts:
    """Who appeals, who does not, who left, who is missing: compared with the roster number by number."""
    counts, digest, first = dict.fromkeys((LEFT, LEFT_SINCE, APPEALS, STAYS, MISSING), 0), hashlib.sha256(), None
    rows = answers_of(judgment).select_related(None).values_list("number", "state")
    for number, state in rows.iterator(chunk_size=2000):
        counts[state] += 1
        digest.update(f"{number} {state}\n".encode())
        first = number if state == MISSING and first is None else first
    return Accounts(**counts, first_missing=first, sha256=digest.hexdigest())


def numbers_of(judgment: DocketEntry, state: str) -> list[int]:
    """The plaintiffs under one heading."""
    return list(answers_of(judgment).filter(state=state).values_list("number", flat=True))


def stayed_before(judgment: DocketEntry) -> list[int]:
    """Who did not appeal the judgment of the instance below, where its list says so; for a judgment of first instance nobody.

    They may be parties still, if the other side appealed against them: so they are not left out here, only named.
    """
    own = judgment.proceeding
    below = [each for each in proceedings_of(_round_of(judgment)) if each.instance == BELOW.get(own.instance)]
    found = judgment_of(below[0]) if below else None
    return numbers_of(found, STAYS) if found else []


def left_since_closing(closed: AppealClosing) -> list[int]:
    """The numbers of those who left the suit after the list of who appeals was closed: it stays as it was."""
    drops = RosterChange.objects.filter(round=closed.proceeding.round, kind=RosterChange.Kind.DROP)
    return sorted(drops.filter(made_at__gt=closed.closed_at).values_list("entry__number", flat=True))


def accounted(judgment: DocketEntry) -> Accounts:
    """What the closed list says, as it was closed; while it is open, how everybody stands now."""
    closed = appeal_closing(judgment.proceeding)
    if closed is None:
        return accounts(judgment)
    names = ("appeals", "stays", "left", "left_since", "sha256")
    return Accounts(missing=0, first_missing=None, **{name: getattr(closed, name) for name in names})


def appeal_closing(proceeding: Proceeding) -> AppealClosing | None:
    """The closed list of who appeals the judgment of this proceeding, if it is closed."""
    rows = AppealClosing.objects.filter(proceeding=proceeding, reopened_at=None)
    return rows.select_related("closed_by", "asked_by", "proceeding__round").first()


def closing_in_force(judgment: DocketEntry) -> AppealClosing:
    """The closed list of a judgment. Refuses where it is open."""
    closing = appeal_closing(judgment.proceeding)
    if closing is None:
        raise DomainError("appeal.not_closed", _("The list is not closed. Say who appeals."), status=409)
    return closing


def earlier_closings(proceeding: Proceeding) -> QuerySet[AppealClosing]:
    """The lists of this judgment that were reopened, the first one first."""
    rows = AppealClosing.objects.filter(proceeding=proceeding).exclude(reopened_at=None)
    return rows.select_related("closed_by", "asked_by", "reopened_by").order_by("number")


def to_reopen(case: Case) -> QuerySet[AppealClosing]:
    """Closed lists somebody asks to reopen."""
    rows = AppealClosing.objects.filter(proceeding__case=case, reopened_at=None).exclude(asked_by=None)
    return rows.select_related("proceeding", "asked_by").order_by("closed_at")
