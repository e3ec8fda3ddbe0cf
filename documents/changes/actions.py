"""Taking a plaintiff out, correcting a name, putting another person in their place; and the list of who appeals.

Before its round is filed a change is the next version of the roster at once: the papers are made again. Once it is filed only a
paper of the court changes who is in the suit, so the change is asked for, and makes its version when that paper was handed in
(requests/actions_changes.py). The person gets a message of each version. The frozen entries stay; a number once given is never
given again. Nobody is added: a pending suit takes only necessary parties (CPA 68), so whoever comes later is in the next round,
which is a suit of its own (rounds.carry_over).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.notices.actions import notify
from claimants.people.described import NAMES as SPELLINGS
from documents.changes import rules
from documents.changes.models import AppealAnswer, AppealClosing, AskedChange, RosterChange
from documents.changes.queries import accounts, appeal_closing, line_of, open_change, version_at
from documents.proceedings.models import Proceeding
from documents.proceedings.queries import judgment_of
from documents.rounds.models import Round
from documents.rounds.rules import refuse_unless_frozen
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.fonts.words import refuse_unprintable
from litigation.ledger.actions import record, take_turn
from litigation.workflow import move

NAMES = tuple(SPELLINGS.values())
Changed = RosterChange | AskedChange


def drop(*, round: Round, number: int, reason: str, actor: User) -> Changed:
    """Take one plaintiff out: of the suit (소취하, CPA 266; nobody else is affected, CPA 66), or of the papers not filed yet.

    The claim is withdrawn with the version it makes, unless the person did so before. Refuses who has left already.
    """
    with transaction.atomic():
        return _change(_standing(round, number), RosterChange.Kind.DROP, {}, reason, actor)


def correct_name(*, round: Round, number: int, names: Mapping[str, str], reason: str, actor: User) -> Changed:
    """Put a name right that was written wrongly: the same person, under the same number. names: of NAMES.

    Refuses letters that papers cannot print (but in the own script), an empty name, a part nobody knows, and names that are as
    they stand already.
    """
    names = {part: " ".join((text or "").split()) for part, text in names.items() if part in NAMES}
    refuse_unprintable(**{part: text for part, text in names.items() if part != "native"})
    with transaction.atomic():
        line = _standing(round, number)
        before = {part: line.person.names[part] for part in names}
        if not names.get("hangul", before.get("hangul", "?")) or not names or names == before:
            sentence = _("Write the name as it should stand, differently from now. The Korean name cannot be empty.")
            raise DomainError("roster.name", sentence, fields={"hangul": sentence})
        return _change(line, RosterChange.Kind.CORRECT, {**before, **names}, reason, actor)


def substitute(
    *, round: Round, number: int, acting: Iterable[Mapping[str, str]], capacity: str, reason: str, actor: User
) -> Changed:
    """Let others act in a plaintiff's place: heirs (CPA 233, 238) or a legal representative (CPA 55). The number stays.

    acting: [{"hangul", "roman"}] at least one. capacity: "heirs" or "representative". Refuses a round that is not filed: who is
    not in the suit yet can be followed by nobody in it.
    """
    acting = [{part: " ".join((each.get(part) or "").split()) for part in ("hangul", "roman")} for each in acting]
    acting = [each for each in acting if any(each.values())]
    refuse_unprintable(acting=" ".join(text for each in acting for text in each.values()))
    if not acting or not all(each["hangul"] for each in acting):
        sentence = _("Name at least one person who acts, each with the Korean spelling.")
        raise DomainError("roster.nobody", sentence, fields={"acting": sentence})
    if capacity not in ("heirs", "representative"):
        sentence = _("Say whether they are heirs or a legal representative.")
        raise DomainError("roster.capacity", sentence, fields={"capacity": sentence})
    with transaction.atomic():
        line = _standing(round, number)
        if round.status != Round.Status.FILED:
            sentence = _(
                "This round is not filed yet, so nobody can take a plaintiff's place in it. Take the person out; who acts for "
                "them or follows them registers a claim of their own."
            )
            raise DomainError("roster.not_filed", sentence, status=409)
        person = {"acting": acting, "capacity": capacity}
        return _change(line, RosterChange.Kind.SUBSTITUTE, person, reason, actor)


def take_back(*, asked: AskedChange, reason: str, actor: User) -> None:
    """Let go of a change before its paper was handed in: the roster stays as it is, a paper made for it is not used.

    Refuses what was handed in or taken back before.
    """
    move(asked, AskedChange.Status.TAKEN_BACK, actor=actor, reason=rules.tidy(reason), data=_told(asked))


def put_in_force(*, asked: AskedChange, on: date, actor: User) -> RosterChange:
    """The court has the paper since that day: the change makes the next version of the roster.

    Refuses what no second person confirmed, and a plaintiff who has left.
    """
    with transaction.atomic():
        line = _standing(asked.round, asked.entry.number)
        asked.change, asked.handed_in_on = _keep(line, asked.kind, asked.person, asked.reason, actor), on
        AskedChange.objects.filter(pk=asked.pk).update(change=asked.change, handed_in_on=on)
        data = {**_told(asked), "version": asked.change.version, "on": on.isoformat()}
        move(asked, AskedChange.Status.HANDED_IN, actor=actor, data=data)
    return asked.change


def say_who_appeals(
    *, proceeding: Proceeding, numbers: Collection[int], appeals: bool, source: str, actor: User
) -> int:
    """Write down of these plaintiffs that they appeal its judgment, or that they do not, and where the team has it from.

    Said again, the newer answer counts. Refuses a proceeding without a judgment, a closed list, numbers the roster has not,
    and who has left the suit.
    """
    source = rules.tidy(source, most=200)
    with transaction.atomic():
        round = _judged(proceeding).proceeding.round
        _refuse_closed(proceeding)
        entries = {entry.number: entry for entry in round.roster.filter(number__in=numbers).defer("snapshot")}
        gone = set(round.changes.filter(kind="drop", entry__number__in=numbers).values_list("entry__number", flat=True))
        if unknown := [n for n in numbers if n not in entries or n in gone]:
            sentence = _("Not in the roster, or left the suit before: %(numbers)s. Nothing was saved.")
            sentence %= {"numbers": ", ".join(map(str, unknown[:10])) + (" …" if len(unknown) > 10 else "")}
            raise DomainError("appeal.unknown", sentence, fields={"numbers": sentence})
        said = {"proceeding": proceeding, "appeals": appeals, "source": source, "confirmed_by": actor}
        AppealAnswer.objects.bulk_create(
            [AppealAnswer(entry=entries[number], **said) for number in numbers], batch_size=500
        )
        data = {"round": round.number, "plaintiffs": len(numbers), "appeals": appeals, "numbers": rules.sha256(numbers)}
        record("appeal.said", actor=actor, subject=proceeding, case=round.case_id, data=data)
    return len(numbers)


def close_appeal_list(*, proceeding: Proceeding, actor: User) -> AppealClosing:
    """Close the list of who appeals its judgment. Refused while anybody of the roster as it stood at that judgment is
    unaccounted for: nobody is lost silently."""
    with transaction.atomic():
        judgment = _judged(proceeding)
        round = judgment.proceeding.round
        _refuse_closed(proceeding)
        found = accounts(judgment)
        if found.missing:
            sentence = _(
                "%(n)s plaintiffs are not accounted for, the first is number %(number)s. Say of each whether they appeal; "
                "the list is closed when nobody is missing."
            )
            words = {"n": found.missing, "number": found.first_missing}
            raise DomainError("appeal.missing", sentence % words, status=409)
        counts = {name: getattr(found, name) for name in ("appeals", "stays", "left", "left_since", "sha256")}
        counts["roster_version"] = version_at(judgment)
        number = proceeding.appeal_closings.count() + 1
        closed = AppealClosing.objects.create(proceeding=proceeding, number=number, closed_by=actor, **counts)
        data = {"round": round.number, **counts}
        record("appeal.closed", actor=actor, subject=proceeding, case=round.case_id, data=data)
    return closed


def ask_to_reopen(*, closing: AppealClosing, reason: str, actor: User) -> None:
    """Somebody found the closed list wrong; a second person answers. Refuses one that is asked about or reopened already."""
    reason = rules.tidy(reason)
    with transaction.atomic():
        take_turn()
        free = AppealClosing.objects.filter(pk=closing.pk, asked_by=None, reopened_at=None)
        if not free.update(asked_by=actor, reason=reason):
            raise _not_open()
        _told_of(closing, "appeal.reopening_asked", actor, reason=reason)


def keep_closed(*, closing: AppealClosing, actor: User) -> None:
    """The list stays closed: who asked thought again, or the second person does not agree. Refuses one nobody asks about."""
    with transaction.atomic():
        take_turn()
        asked = AppealClosing.objects.filter(pk=closing.pk, reopened_at=None).exclude(asked_by=None)
        if not asked.update(asked_by=None, reason=""):
            raise _not_open()
        _told_of(closing, "appeal.kept_closed", actor)


def reopen(*, closing: AppealClosing, actor: User) -> None:
    """The second person agrees: answers can be written down again, and the list is closed anew.

    A notice of appeal that was made stays as it is. Refuses who asked, and a list nobody asks about.
    """
    with transaction.atomic():
        take_turn()
        closing.refresh_from_db()
        if closing.asked_by_id == actor.pk:
            raise DomainError("appeal.own", _("You asked for it. Somebody else of the team answers."), status=409)
        asked = AppealClosing.objects.filter(pk=closing.pk, reopened_at=None).exclude(asked_by=None)
        if not asked.update(reopened_by=actor, reopened_at=timezone.now()):
            raise _not_open()
        _told_of(closing, "appeal.reopened", actor, sha256=closing.sha256)


def _told_of(closing, verb, actor, **data):
    proceeding = closing.proceeding
    data = {"round": proceeding.round.number, "closing": closing.number, **data}
    record(verb, actor=actor, subject=proceeding, case=proceeding.case_id, data=data)


def _not_open() -> DomainError:
    sentence = _("This was answered meanwhile. Look at the list as it stands now.")
    return DomainError("appeal.answered", sentence, status=409)


def _standing(round, number):
    """The plaintiff as they stand now, with the ledger's turn taken. Refuses who is not there or has left."""
    take_turn()
    round.refresh_from_db()
    refuse_unless_frozen(round)
    line = line_of(round, number)
    if line.has_left:
        sentence = _("Plaintiff %(number)s has left the suit already. Nothing was changed.")
        raise DomainError("roster.left", sentence % {"number": number}, status=409)
    return line


def _change(line, kind, person, reason, actor) -> Changed:
    """The next version of a roster that is not filed; of a filed one, the change that is asked for."""
    if line.entry.round.status == Round.Status.FILED:
        return _ask(line, kind, person, rules.tidy(reason), actor)
    return _keep(line, kind, person, rules.tidy(reason), actor)


def _ask(line, kind, person, reason, actor) -> AskedChange:
    round, entry = line.entry.round, line.entry
    if open_change(entry):
        sentence = _("A change of plaintiff %(number)s waits already. Hand its paper in or take it back first.")
        raise DomainError("change.waits", sentence % {"number": entry.number}, status=409)
    number = (round.asked_changes.aggregate(last=Max("number"))["last"] or 0) + 1
    asked = AskedChange.objects.create(
        round=round, number=number, entry=entry, kind=kind, person=person, reason=reason, asked_by=actor
    )
    record("change.asked", actor=actor, subject=asked, case=round.case_id, claim=entry.claim, data=_told(asked))
    return asked


def _told(asked):
    round, entry = asked.round, asked.entry
    return {"round": round.number, "number": asked.number, "plaintiff": entry.number, "change": str(asked.kind)}


def _keep(line, kind, person, reason, actor) -> RosterChange:
    round, number, claim = line.entry.round, line.entry.number, line.entry.claim
    if kind == RosterChange.Kind.DROP and claim.status != "withdrawn":
        told = {"round": round.number, "plaintiff": number}
        move(claim, "withdrawn", actor=actor, reason="roster_drop", data=told)
    last = round.changes.order_by("-version").first()
    before = last.sha256 if last else round.roster_sha256
    change = RosterChange.objects.create(
        round=round,
        version=last.version + 1 if last else 2,
        entry=line.entry,
        kind=kind,
        person=person,
        reason=reason,
        paper=AskedChange.PAPERS[kind] if round.status == Round.Status.FILED else "",
        sha256=rules.next_sha256(before, number, kind, person),
        made_by=actor,
    )
    data = {"round": round.number, "plaintiff": number, "version": change.version, "sha256": change.sha256}
    record(f"roster.{kind}", actor=actor, subject=change, case=round.case_id, claim=claim, data=data)
    params = {"round": round.number, "change": str(kind), "filed": round.status == Round.Status.FILED}
    notify(user=claim.claimant.account, claim=claim, kind="roster_changed", params=params)
    return change


def _judged(proceeding):
    """The judgment of the proceeding that can be appealed, with the ledger's turn taken. Refuses where there is none."""
    take_turn()
    judgment = judgment_of(proceeding)
    if judgment is None:
        sentence = _(
            "No judgment that can be appealed stands on the docket. Enter that it was served, then say who appeals."
        )
        raise DomainError("appeal.no_judgment", sentence, status=409)
    return judgment


def _refuse_closed(proceeding):
    if appeal_closing(proceeding):
        sentence = _("The list of who appeals is closed. To change it, two people reopen it first.")
        raise DomainError("appeal.closed", sentence, status=409)
