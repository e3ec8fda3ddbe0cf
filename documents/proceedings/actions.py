"""Filing a round, keeping the docket, and the deadlines that follow from it: the only writers of this room."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.limitation.actions import suit_filed
from claimants.notices.actions import notify_claims
from documents.proceedings import rules
from documents.proceedings.models import Deadline, DocketEntry, Proceeding
from documents.rounds.models import Round
from litigation.accounts.models import User
from litigation.cases.models import Case
from litigation.errors import DomainError
from litigation.law.computation import Computation
from litigation.law.rows import LawProblem
from litigation.lawbook.queries import table
from litigation.lawbook.words import refusal
from litigation.ledger.actions import record, take_turn
from litigation.workflow import move, move_all

BATCH = 500  # claims moved at a time
DAYS = ("kind", "day", "served", "opened_on")
SAID = (*DAYS, "note")


def file_round(*, round: Round, court: str, division: str, number: int, filed_on: date, actor: User) -> Proceeding:
    """The round was filed at the court under this number: it becomes a proceeding.

    In one transaction: takes the ledger's turn, moves the round frozen → filed, keeps the proceeding with its first docket
    entry, stops the clocks of each claim still in the round on that day and moves it in_round → filed with its own event,
    and queues a message to each person.
    Who left since the freeze stays left: a paper of the court takes them out. Refuses a round that is not frozen, a day
    before the freeze or in the future, a number that cannot be one, and one that another proceeding has.
    """
    _refuse_day(round, filed_on)
    with transaction.atomic():
        take_turn()
        round.refresh_from_db()
        move(round, Round.Status.FILED, actor=actor, data={"filed_on": filed_on.isoformat()})
        proceeding = _begin(
            case=round.case, round=round, court=court, division=division, number=number, filed_on=filed_on, actor=actor
        )
        _enter(proceeding, actor, kind="filed", day=filed_on)
        _move_claims(round, filed_on, actor)
    return proceeding


def open_proceeding(
    *,
    case: Case,
    instance: str,
    court: str,
    division: str,
    number: int,
    filed_on: date,
    actor: User,
    round: Round | None = None,
) -> Proceeding:
    """A further proceeding: an appeal of a round's suit, or a mediation that belongs to no round.

    Refuses a first instance (a round is filed instead), an appeal without its round, and what file_round refuses of a number.
    """
    if instance == rules.FIRST or (round is None) != (instance == rules.MEDIATION):
        sentence = _(
            "An appeal belongs to the round it is about; a mediation to none. A first suit is a round that is filed."
        )
        raise DomainError("proceeding.instance", sentence, fields={"instance": sentence})
    with transaction.atomic():
        take_turn()
        proceeding = _begin(
            case=case, round=round, instance=instance, court=court, division=division, number=number,
            filed_on=filed_on, actor=actor,
        )  # fmt: skip
        _enter(proceeding, actor, kind="filed" if instance != rules.MEDIATION else "mediation_requested", day=filed_on)
    return proceeding


def change_proceeding(*, proceeding: Proceeding, court: str, division: str, number: int, actor: User) -> None:
    """The division was named later, or the number was typed wrongly: what stood before goes into the ledger.

    Refuses a number that cannot be one, and one that another proceeding of the court has.
    """
    values = {"court": court.strip(), "division": division.strip(), "number": _number(number)}
    with transaction.atomic():
        take_turn()
        proceeding.refresh_from_db()
        before = {name: getattr(proceeding, name) for name in values}
        if before == values:
            return
        try:
            with transaction.atomic():
                Proceeding.objects.filter(pk=proceeding.pk).update(**values)
        except IntegrityError:
            raise _twice() from None
        proceeding.refresh_from_db()
        data = {"before": before, "after": values}
        record("proceeding.changed", actor=actor, subject=proceeding, case=proceeding.case_id, data=data)


def enter(
    *, proceeding: Proceeding, actor: User, due_on: date | None = None, title: str = "", **said: Any
) -> DocketEntry:
    """Something happened: keep it on the docket and count the deadlines it starts. said: SAID.

    due_on: a day the court set itself, with its title. Refuses a kind this instance does not have, and a day the law has no
    row for.
    """
    with transaction.atomic():
        take_turn()
        return _enter(proceeding, actor, due_on=due_on, title=title, **said)


def correct(
    *, entry: DocketEntry, actor: User, due_on: date | None = None, title: str = "", **said: Any
) -> DocketEntry:
    """The entry was wrong: a newer one takes its place, and its deadlines are counted anew; the old rows stay.

    A deadline that comes out on the same day keeps whether it is settled. Refuses an entry that was corrected already.
    """
    with transaction.atomic():
        take_turn()
        entry.refresh_from_db()
        return _enter(entry.proceeding, actor, corrects=entry, due_on=due_on, title=title, **said)


def strike(*, entry: DocketEntry, note: str, actor: User) -> DocketEntry:
    """The entry never happened: a newer one says so, and its open deadlines are dropped with the reason."""
    if not note.strip():
        sentence = _("Write why this entry is struck out.")
        raise DomainError("docket.no_reason", sentence, fields={"note": sentence})
    with transaction.atomic():
        take_turn()
        values = {name: getattr(entry, name) for name in SAID} | {"note": note.strip()}
        return _keep(entry.proceeding, actor, corrects=entry, void=True, counted=[], title="", values=values)


def settle(*, deadline: Deadline, state: str, note: str = "", actor: User) -> None:
    """A deadline is done, or not needed for a reason. One winner; refuses one that is settled already."""
    note = note.strip()
    if state == Deadline.State.DROPPED and not note:
        sentence = _("Write why this deadline is not needed.")
        raise DomainError("deadline.no_reason", sentence, fields={"note": sentence})
    with transaction.atomic():
        take_turn()
        values = {"state": state, "note": note[:300], "settled_by": actor, "settled_at": timezone.now()}
        if not Deadline.objects.filter(pk=deadline.pk, state=Deadline.State.OPEN).update(**values):
            sentence = _("A colleague has settled this deadline already, or it was counted anew. Look at it again.")
            raise DomainError("deadline.settled", sentence, status=409)
        deadline.refresh_from_db()
        verb = "deadline.done" if state == Deadline.State.DONE else "deadline.dropped"
        record(verb, actor=actor, subject=deadline, case=deadline.case_id, data={"key": deadline.key})


def extend(*, deadline: Deadline, extension: rules.Extension, why: str, actor: User) -> Deadline:
    """It ends later than the law alone says, for a reason: counted anew with all that was added; the old row stays, set aside.

    extension stands in place of what was added before. Refuses without a reason, one that is not open, one that the law
    does not count (a day the court set itself), what the law does not allow of it, and what changes nothing.
    """
    why = why.strip()
    if not why:
        sentence = _("Write why it ends later: the order of the court, or its notice, with the day.")
        raise DomainError("deadline.no_reason", sentence, fields={"why": sentence})
    with transaction.atomic():
        take_turn()
        deadline.refresh_from_db()
        _refuse_what_cannot_be_extended(deadline, extension)
        newer = _keep_deadline(
            deadline.entry, _counted_anew(deadline, extension), deadline.title, deadline, why=why[:300], actor=actor
        )
        days = {"before": deadline.due_on.isoformat(), "after": newer.due_on.isoformat(), "outages": newer.outages}
        data = {"key": newer.key, **days, "extended": newer.extended, "added_days": newer.added_days, "why": newer.why}
        record("deadline.extended", actor=actor, subject=newer, case=newer.case_id, data=data)
    return newer


def reopen(*, deadline: Deadline, actor: User) -> None:
    """It was settled by mistake. Refuses one that is open, or was counted anew meanwhile."""
    with transaction.atomic():
        take_turn()
        settled = Deadline.objects.filter(pk=deadline.pk, state__in=[Deadline.State.DONE, Deadline.State.DROPPED])
        if not settled.update(state=Deadline.State.OPEN, settled_by=None, settled_at=None, note=""):
            sentence = _("This deadline is not settled, so there is nothing to undo.")
            raise DomainError("deadline.not_settled", sentence, status=409)
        deadline.refresh_from_db()
        record("deadline.reopened", actor=actor, subject=deadline, case=deadline.case_id)


def start_for_paper(*, filing_id: UUID, about: str, key: str, computation: Computation[date]) -> Deadline:
    """A deadline that a paper of ours starts where no court keeps a docket, such as a request for access.

    Within the transaction of whoever enters what happened, and who records it.
    """
    made = {"due_on": computation.result, "computation": computation.as_json()}
    return Deadline.objects.create(filing_id=filing_id, about=about, key=key, **made)


def drop_for_paper(*, deadlines: Iterable[Deadline], note: str, actor: User) -> None:
    """What no longer holds of a paper is dropped with the reason; within the transaction of whoever enters it."""
    _set_aside(deadlines, Deadline.State.DROPPED, actor, note=note)


# How it is kept ----------------------------------------------------------------------------------------------------------
def _begin(*, case, number, filed_on, actor, **values) -> Proceeding:
    number = _number(number)
    try:
        with transaction.atomic():
            proceeding = Proceeding.objects.create(
                case=case, number=number, filed_on=filed_on, entered_by=actor, **values
            )
    except IntegrityError:
        raise _twice() from None
    data = {"number": number, "instance": proceeding.instance, "filed_on": filed_on.isoformat()}
    record("proceeding.opened", actor=actor, subject=proceeding, case=case, data=data)
    return proceeding


def _number(text) -> str:
    try:
        return rules.case_number(text, today=timezone.localdate())
    except ValueError:
        sentence = _("This is no number of a court. Write it like 2026가합12345.")
        raise DomainError("proceeding.number", sentence, fields={"number": sentence}) from None


def _twice() -> DomainError:
    sentence = _("There is a proceeding with this number, or of this instance, already. Look at it first.")
    return DomainError("proceeding.twice", sentence, status=409)


def _refuse_day(round, filed_on):
    if filed_on > timezone.localdate():
        sentence = _("This day has not come yet. Enter the round once it is filed.")
        raise DomainError("round.filed_in_future", sentence, fields={"filed_on": sentence})
    if round.frozen_at and filed_on < timezone.localdate(round.frozen_at):
        sentence = _("The roster was frozen later than this day, so it cannot have been filed then.")
        raise DomainError("round.filed_before_frozen", sentence, fields={"filed_on": sentence})


def _move_claims(round, filed_on, actor):
    """Everybody still in the round is filed, a few hundred at a time: their clocks stop on the day of filing."""
    told = {"round": round.number}
    claims = Claim.objects.filter(roster_entries__round=round, status="in_round")
    while batch := list(claims.select_related("claimant__account", "case").order_by("pk")[:BATCH]):
        suit_filed(claims=batch, on=filed_on, actor=actor)  # before the move, which would take today for the day
        move_all(batch, "filed", actor=actor, data=lambda _claim: told)
        notify_claims(claims=batch, kind="filed", params=told)


def _enter(proceeding, actor, *, corrects=None, due_on=None, title="", **said):
    values = _checked(proceeding, said, due_on, title)
    days = {name: values[name] for name in DAYS}
    extensions = (
        {each.key: extension_of(each) for each in corrects.deadlines.exclude(state="recounted")} if corrects else {}
    )
    try:
        counted = rules.started_by(**days, due_on=due_on, extensions=extensions, table=table())
    except LawProblem as problem:
        raise refusal(problem) from problem
    return _keep(proceeding, actor, corrects=corrects, counted=counted, title=title.strip(), values=values)


def _checked(proceeding, said, due_on, title):
    values = {"served": "", "opened_on": None, "note": "", **said}
    if values["kind"] not in {kind.key for kind in rules.kinds_of(proceeding.instance)}:
        sentence = _("This cannot happen in a proceeding of this instance. Choose another kind.")
        raise DomainError("docket.kind", sentence, fields={"kind": sentence})
    if values["day"] < proceeding.filed_on:
        sentence = _("This proceeding was filed later than this day. Look at the day once more.")
        raise DomainError("docket.before_filing", sentence, fields={"day": sentence})
    if values["day"] > timezone.localdate() and values["kind"] != rules.HEARING:
        sentence = _("This day has not come yet. Only a hearing is entered ahead.")
        raise DomainError("docket.in_future", sentence, fields={"day": sentence})
    if (values["served"] == DocketEntry.Served.OPENED) != bool(values["opened_on"]):
        sentence = _("Enter the day it was opened in the portal, and only where it was opened there.")
        raise DomainError("docket.opened_on", sentence, fields={"opened_on": sentence})
    if due_on and not title.strip():
        sentence = _("Write what the court set this day for.")
        raise DomainError("docket.no_title", sentence, fields={"title": sentence})
    return values


def _keep(proceeding, actor, *, corrects, counted, title, values, void=False):
    """The entry with its deadlines; of the one it corrects, each deadline is carried over, counted anew or dropped."""
    try:
        with transaction.atomic():
            entry = DocketEntry.objects.create(
                proceeding=proceeding, corrects=corrects, void=void, entered_by=actor, **values
            )
    except IntegrityError:
        sentence = _("A colleague corrected this entry already. Look at the newer one.")
        raise DomainError("docket.corrected", sentence, status=409) from None
    before = {each.key: each for each in corrects.deadlines.exclude(state="recounted")} if corrects else {}
    for each in counted:
        _keep_deadline(entry, each, title if each.key == rules.COURT_SET else "", before.pop(each.key, None))
    _set_aside(before.values(), Deadline.State.DROPPED, actor, note=_("The docket entry was corrected."))
    verb = "docket.struck" if void else "docket.corrected" if corrects else "docket.entered"
    data = {"kind": entry.kind, "day": entry.day.isoformat(), "deadlines": [each.key for each in counted]}
    record(verb, actor=actor, subject=entry, case=proceeding.case_id, data=data)
    return entry


def extension_of(deadline: Deadline) -> rules.Extension:
    """What was added to what the law counts, as the rules take it."""
    outages = tuple(date.fromisoformat(day) for day in deadline.outages)
    return rules.Extension(deadline.extended, deadline.added_days, outages)


def _refuse_what_cannot_be_extended(deadline, extension):
    if deadline.state != Deadline.State.OPEN:
        sentence = _("A colleague has settled this deadline already, or it was counted anew. Look at it again.")
        raise DomainError("deadline.settled", sentence, status=409)
    if deadline.key not in rules.counted_keys(deadline.entry, table()):
        sentence = _("The law does not count this day, so nothing is added to it. Correct the docket entry instead.")
        raise DomainError("deadline.not_counted", sentence, status=409)
    if extension == extension_of(deadline):
        sentence = _("Nothing would change. Say what is added to what the law counts.")
        raise DomainError("deadline.unchanged", sentence)


def _counted_anew(deadline, extension) -> rules.Counted:
    days = {name: getattr(deadline.entry, name) for name in DAYS}
    try:
        counted = rules.started_by(**days, extensions={deadline.key: extension}, table=table())
    except LawProblem as problem:
        raise refusal(problem) from problem
    return next(each for each in counted if each.key == deadline.key)


def _keep_deadline(entry, counted, title, before, why="", actor=None):
    """why: of a new extension; one that was given before keeps its own. actor: who, where it is not who made the entry."""
    same = before and before.due_on == counted.due_on and before.state in (Deadline.State.DONE, Deadline.State.DROPPED)
    kept = ("state", "settled_by", "settled_at", "note")
    settled = {name: getattr(before, name) for name in kept} if same else {}
    if before:
        _set_aside([before], Deadline.State.RECOUNTED, actor or entry.entered_by)
    more = counted.extension
    return Deadline.objects.create(
        proceeding=entry.proceeding,
        entry=entry,
        key=counted.key,
        title=title,
        due_on=counted.due_on,
        computation=counted.computation.as_json(),
        critical=counted.critical,
        replaces=before,
        extended=more.extended,
        added_days=more.added_days,
        outages=[day.isoformat() for day in more.outages],
        why=why or (before.why if before and more else ""),
        **settled,
    )


def _set_aside(deadlines, state, actor, note=""):
    """Rows that no longer count stay, with when and by whom; what was settled before keeps that."""
    now = timezone.now()
    for each in deadlines:
        if state == Deadline.State.RECOUNTED or each.state == Deadline.State.OPEN:
            settled = {"settled_by": each.settled_by or actor, "settled_at": each.settled_at or now}
            Deadline.objects.filter(pk=each.pk).update(state=state, **settled, note=each.note or note)
