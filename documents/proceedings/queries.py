"""Reading proceedings, their dockets, and deadlines by day; and what a calendar program is given."""

import hashlib
from calendar import Calendar
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from claimants.limitation.queries import End, ends_between
from documents.proceedings.models import CalendarFeed, Deadline, DocketEntry, Proceeding
from documents.proceedings.rules import APPEALABLE, counted_keys
from documents.rounds.models import Round
from litigation.accounts.models import User
from litigation.accounts.rights import RIGHTS
from litigation.cases.models import Case, Membership
from litigation.law.deadlines import Deadline as LawDeadline
from litigation.law.deadlines import deadline_kind
from litigation.lawbook.queries import table

SOON = 14  # days; what ends within them stands on the first page of the desk
BACK = timedelta(days=30)  # how long what is over stays in a calendar feed
SUNDAY_FIRST = Calendar(firstweekday=6)  # as calendars are printed in Korea


def proceedings(case: Case) -> QuerySet[Proceeding]:
    """All proceedings of the case, newest first, with how many deadlines are open."""
    rows = Proceeding.objects.filter(case=case).select_related("round")
    return rows.annotate(open=Count("deadlines", filter=Q(deadlines__state=Deadline.State.OPEN)))


def proceeding_of(case: Case, pk: UUID | str) -> Proceeding:
    return get_object_or_404(Proceeding.objects.select_related("round", "entered_by", "case"), pk=pk, case=case)


def entry_of(case: Case, pk: UUID | str) -> DocketEntry:
    """An entry that nothing has corrected; 404 for one that was."""
    standing = DocketEntry.objects.filter(proceeding__case=case, correction=None)
    return get_object_or_404(standing.select_related("proceeding"), pk=pk)


def deadline_of(case: Case, pk: UUID | str) -> Deadline:
    return get_object_or_404(deadlines(case), pk=pk)


def law_of(deadline: Deadline) -> LawDeadline | None:
    """What the law says of an open deadline that it counts; None where nothing can be added to it."""
    entry = deadline.entry
    if deadline.state != Deadline.State.OPEN or not entry or deadline.key not in counted_keys(entry, table()):
        return None
    return deadline_kind(deadline.key, entry.day, table=table())


def deadlines(case: Case) -> QuerySet[Deadline]:
    """Every deadline of the case that counts: those that were counted anew are history."""
    rows = Deadline.objects.filter(_within([case])).exclude(state=Deadline.State.RECOUNTED)
    return rows.select_related("proceeding", "filing__round", "replaces").order_by("due_on", "counted_at")


def deadlines_of(round: Round) -> QuerySet[Deadline]:
    """Those in proceedings of a round, and those its papers started outside of one."""
    return deadlines(round.case).filter(Q(proceeding__round=round) | Q(filing__round=round))


def _within(cases):
    """Deadlines of these cases, by their proceeding or by their paper."""
    return Q(proceeding__case__in=cases) | Q(filing__round__case__in=cases)


def open_deadlines(case: Case) -> QuerySet[Deadline]:
    return deadlines(case).filter(state=Deadline.State.OPEN)


def soon(case: Case) -> QuerySet[Deadline]:
    """Open deadlines that are over or end within two weeks, the first to end first."""
    return open_deadlines(case).filter(due_on__lte=timezone.localdate() + timedelta(days=SOON))


def docket(proceeding: Proceeding) -> list[DocketEntry]:
    """What counts now, newest first; each with the entries it took the place of, as `earlier`."""
    by_id = {row.pk: row for row in proceeding.entries.select_related("entered_by")}
    shown = [row for row in by_id.values() if row.pk not in {each.corrects_id for each in by_id.values()}]
    for row in shown:
        row.earlier = []
        before = row.corrects_id
        while before:
            row.earlier.append(by_id[before])
            before = by_id[before].corrects_id
    return sorted(shown, key=lambda row: (row.day, row.entered_at), reverse=True)


def proceedings_of(round: Round) -> list[Proceeding]:
    """The suits of a round, where it is now first: an appeal before what it appeals from."""
    return list(round.proceedings.order_by("-filed_on", "-entered_at"))


def judgment_of(proceeding: Proceeding) -> DocketEntry | None:
    """The judgment of a suit that can be appealed, as it stands on the docket now; None before it, and for a last instance."""
    entries = proceeding.entries.filter(
        kind__in=APPEALABLE, void=False, correction=None, proceeding__round__isnull=False
    )
    return entries.select_related("proceeding__round").order_by("-day", "-entered_at").first()


def has_pleaded(round: Round) -> bool:
    """Whether the other side has answered in a suit of this round: from then on a withdrawal needs its consent (CPA 266)."""
    answers = DocketEntry.objects.filter(proceeding__round=round, kind="answer_received", void=False)
    return answers.filter(correction=None).exists()


def rounds_filed(case: Case) -> QuerySet[Round]:
    """Rounds an appeal can be about."""
    return Round.objects.filter(case=case, status=Round.Status.FILED).order_by("number")


def month(case: Case, year: int, number: int) -> list[list[tuple[date, list[Deadline]]]]:
    """The weeks of a month, Sunday first, each day with its deadlines: open ones and those that are done."""
    weeks = SUNDAY_FIRST.monthdatescalendar(year, number)
    rows = deadlines(case).filter(due_on__range=(weeks[0][0], weeks[-1][-1])).exclude(state=Deadline.State.DROPPED)
    found: dict[date, list[Deadline]] = {}
    for row in rows:
        found.setdefault(row.due_on, []).append(row)
    return [[(day, found.get(day, [])) for day in week] for week in weeks]


def limitation_ends(case: Case, first: date, last: date) -> dict[date, list[End]]:
    """Where claims of the case that are not filed come to the end of their time, by day."""
    found: dict[date, list[End]] = {}
    for end in ends_between([case], first, last):
        found.setdefault(end.last_day, []).append(end)
    return found


# The calendar feed -------------------------------------------------------------------------------------------------------
def feed_of(user: User) -> CalendarFeed | None:
    return user.calendar_feeds.filter(revoked_at=None).first()


def feed_by_token(token: str) -> CalendarFeed | None:
    """The feed with that secret, while it works and its person is still let in."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    rows = CalendarFeed.objects.filter(token_sha256=digest, revoked_at=None, user__is_active=True)
    return rows.select_related("user").first()


def fed(user: User) -> QuerySet[Deadline]:
    """What a calendar of this person shows: deadlines of the cases they work in now, open or lately over."""
    rows = Deadline.objects.filter(
        _within(_read_by(user, "deadline.read")), state__in=[Deadline.State.OPEN, Deadline.State.DONE]
    )
    rows = rows.filter(due_on__gte=timezone.localdate() - BACK)
    return rows.select_related("proceeding__case", "filing__round__case").order_by("due_on", "pk")


def fed_ends(user: User) -> list[End]:
    """The limitation dates of the same cases, to come or lately over."""
    return ends_between(_read_by(user, "clock.read"), timezone.localdate() - BACK, date.max)


def _read_by(user, right):
    """The cases in which this person holds the right now."""
    return Membership.objects.filter(user=user, role__in=RIGHTS[right].roles).values("case")
