"""The only writers of the cases room."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.accounts.models import User
from litigation.accounts.rights import CASE_LEAD
from litigation.cases.actions_rule import begin_draft, first_rule, is_known
from litigation.cases.actions_story import add_defendant
from litigation.cases.actions_versions import add, lock, newest_of
from litigation.cases.models import Case, CaseFact, CaseText, Confirmed, Membership, Origin, RuleDraft
from litigation.cases.pack import PACKS, Pack, open_pack
from litigation.cases.queries import CONFIRMS, PARTY, is_overtaken
from litigation.cases.rules import read
from litigation.cases.signals import pack_loaded
from litigation.errors import DomainError
from litigation.fonts.words import refuse_unprintable
from litigation.law.partial import PartialDate
from litigation.ledger.actions import record, take_turn

log = structlog.get_logger(__name__)
CASE_FIELDS = (
    "name court case_name_ko defendants consents opened_on closes_at mandate_level amount_per_plaintiff_won "
    "interest_from hosted_abroad"
).split()
DEMO_STAYS_OPEN = timedelta(days=60)
PRINTED = ("name_ko", "firm", "bar_number", "phone", "address_ko")  # what papers print of an attorney
RULE_FIELDS = ("home", "windows", "age", "ports")


@dataclass
class Loaded:
    """What load_pack did: names of what was added, and of what counsel had changed and was therefore kept."""

    case: Case
    created: bool = False
    added: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_pack(
    name: str, *, actor: User | None = None, folder: Path = PACKS, own: dict[str, object] | None = None
) -> Loaded:
    """Store a case pack: the case once, then each text, fact and rule whose content is new, as a new version.

    Nothing is overwritten. The case's own settings (court, amount, dates …) are set when it is first loaded and belong
    to counsel afterwards; a text whose newest version counsel wrote stays as it is and is listed in `kept`. Loading
    the same pack twice adds nothing. own: slug, name and settings of a second case from the same pack.
    Refuses a pack that is absent or incomplete.
    """
    try:
        pack = open_pack(name, folder)
    except ValueError as problem:
        raise DomainError("case.pack_unusable", str(problem)) from problem
    content = pack.case | (own or {})
    case, created = Case.objects.get_or_create(
        slug=content["slug"],
        defaults={"pack": name, "pack_version": content["version"], **{f: content[f] for f in CASE_FIELDS}},
    )
    lock(case)
    loaded = Loaded(case, created)
    _add_texts(pack, loaded)
    _add_facts(pack, loaded)
    _add_rules(pack, loaded)
    _add_defendants(pack, loaded)
    pack_loaded.send(Case, case=case, pack=pack, loaded=loaded)
    if created or loaded.added:
        case.pack_version = pack.case["version"]
        case.save(update_fields=["pack_version"])
        data = {"pack": name, "version": case.pack_version, "added": len(loaded.added), "kept": len(loaded.kept)}
        record("case.pack_loaded", actor=actor, subject=case, case=case, data=data)
    log.info("case.pack_loaded", case_id=str(case.pk), added=len(loaded.added), kept=len(loaded.kept))
    return loaded


def _add_texts(pack: Pack, loaded: Loaded) -> None:
    for (key, language), body in sorted(pack.texts.items()):
        newest = newest_of(CaseText, case=loaded.case, key=key, language=language)
        label = f"{key} ({language})"
        if newest and newest.origin == Origin.COUNSEL:
            loaded.kept.append(label)
        elif add(CaseText, newest, body, case=loaded.case, key=key, language=language, body=body):
            loaded.added.append(label)


def _add_facts(pack: Pack, loaded: Loaded) -> None:
    for fact in pack.facts:
        when = PartialDate.parse(fact["date"])
        newest = newest_of(CaseFact, case=loaded.case, key=fact["key"])
        if newest and newest.origin == Origin.COUNSEL:
            loaded.kept.append(f"fact {fact['key']}")
            continue
        rest = {name: value for name, value in fact.items() if name != "date"}
        if add(CaseFact, newest, fact, case=loaded.case, date=when.first, precision=when.precision, **rest):
            loaded.added.append(f"fact {fact['key']}")


def _add_rules(pack: Pack, loaded: Loaded) -> None:
    """The first rule judges at once; a later one waits as a draft, since an attorney has to see whom it changes."""
    case = loaded.case
    for rule in pack.rules:
        wanted = {"body": {name: rule[name] for name in RULE_FIELDS if name in rule}, "citation": rule["citation"]}
        if not case.rules.exists():
            first_rule(case=case, effective_from=rule["effective_from"], **wanted)
            loaded.added.append("eligibility rule")
        elif not is_known(case, **wanted):
            if case.rule_drafts.filter(state=RuleDraft.State.OPEN).exists():
                loaded.kept.append("draft of an eligibility rule")
            else:
                begin_draft(case=case, actor=None, **wanted)
                loaded.added.append("draft of an eligibility rule")


def _add_defendants(pack: Pack, loaded: Loaded) -> None:
    """The first row of each defendant, not yet confirmed; afterwards they belong to counsel."""
    for position, said in enumerate(pack.case["defendants"], 1):
        key = said.get("key", f"defendant_{position}")
        if not loaded.case.parties.filter(key=key).exists():
            words = {name: said.get(name, "") for name in PARTY}
            day, citation = loaded.case.opened_on, said.get("citation", "")
            add_defendant(
                newest=None,
                case=loaded.case,
                key=key,
                position=position,
                effective_from=day,
                citation=citation,
                **words,
            )
            loaded.added.append(f"defendant {key}")


@transaction.atomic
def amend_text(
    *,
    case: Case,
    key: str,
    language: str,
    body: str,
    actor: User,
    effective_from: date | None = None,
    is_new: bool = False,
    needs_second: bool = False,
) -> CaseText:
    """Counsel's own words: a new version of a text, which a later pack does not replace. Refuses a key the case has no text
    of (but where the caller knows it: is_new), a text that cannot be read (no title, a list glued to a paragraph …) or printed;
    the same words again change nothing.

    needs_second: it is a proposal, and the version before it counts, until another attorney confirms it.
    """
    try:
        read(body)
    except ValueError as problem:
        raise DomainError("case.text_unreadable", _("This text cannot be used: %s") % problem) from problem
    refuse_unprintable(body=body)
    if not is_new and not CaseText.objects.filter(case=case, key=key).exists():
        raise DomainError("case.text_unknown", _("The case has no such text."), status=404)
    lock(case)
    newest = newest_of(CaseText, case=case, key=key, language=language)
    fields = {"case": case, "key": key, "language": language, "body": body.strip(), "origin": Origin.COUNSEL}
    fields |= {"written_by": actor, "needs_second": needs_second}
    if effective_from:
        fields["effective_from"] = effective_from
    added = add(CaseText, newest, body.strip(), **fields)
    if added:
        data = {"key": key, "language": language, "version": added.version, "sha256": added.sha256}
        record("case.text_amended", actor=actor, subject=added, case=case, data=data)
    return added or cast(CaseText, newest)  # what was not added is there, word for word


@transaction.atomic
def confirm(*, subject: Confirmed, actor: User) -> None:
    """An attorney of the case confirms a text or a rule. Once confirmed it stays confirmed, by whoever came first.

    Refuses a proposed text to who wrote it, and one that a newer version has overtaken.
    """
    case: Case = subject.case  # type: ignore[attr-defined]  # each kind has one
    if not Membership.objects.filter(case=case, user=actor, role__in=CONFIRMS).exists():
        raise DomainError("case.not_an_attorney", _("Only an attorney of this case can confirm it."), status=403)
    if isinstance(subject, CaseText) and subject.needs_second:
        lock(case)
        _refuse_own_or_overtaken(subject, actor)
    won = type(subject)._default_manager.filter(pk=subject.pk, confirmed_on=None)
    if not won.update(confirmed_by=actor, confirmed_on=timezone.localdate()):
        raise DomainError("case.confirmed_before", _("A colleague has confirmed this already."), status=409)
    subject.refresh_from_db()
    data = {"version": subject.version, "sha256": subject.sha256}
    record("case.confirmed", actor=actor, subject=subject, case=case, data=data)


def _refuse_own_or_overtaken(text: CaseText, actor: User) -> None:
    if text.written_by == actor:
        sentence = _("These are your own words. Another attorney of the case confirms them.")
        raise DomainError("case.text_own", sentence, status=409)
    if is_overtaken(text):
        sentence = _("A newer version was written since. Read that one.")
        raise DomainError("case.text_overtaken", sentence, status=409)


@transaction.atomic
def plan_next_filing(*, case: Case, day: date | None, actor: User) -> None:
    """Say when the next suit is planned to be filed (None: not known); the radar warns of claims that end before."""
    take_turn()
    Case.objects.filter(pk=case.pk).update(next_filing_on=day)
    case.next_filing_on = day
    record("case.filing_planned", actor=actor, subject=case, case=case, data={"day": day and day.isoformat()})


@transaction.atomic
def add_member(
    *, case: Case, user: User, role: str, display_name: str, actor: User | None = None, **details: object
) -> Membership:
    """Give a person a role in a case; giving it again updates how they are shown (name, bar number, firm, phone).

    Refuses letters that papers cannot print in what they print of an attorney.
    """
    refuse_unprintable(**{name: text for name, text in details.items() if name in PRINTED})
    wanted = {"display_name": display_name, **details}
    member, created = Membership.objects.update_or_create(case=case, user=user, role=role, defaults=wanted)
    verb = "team.role_given" if created else "team.role_shown_anew"
    record(verb, actor=actor, subject=member, case=case, data={"role": role, "user": str(user.pk)})
    return member


@transaction.atomic
def remove_member(*, member: Membership, actor: User) -> None:
    """Take a role away. Refuses to leave a case without a lead."""
    leads = Membership.objects.select_for_update().filter(case=member.case, role=CASE_LEAD)
    if member.role == CASE_LEAD and len(leads) < 2:
        raise DomainError("team.last_lead", _("A case needs a lead. Make somebody else lead first."), status=409)
    record("team.role_taken", actor=actor, subject=member, case=member.case, data={"role": member.role})
    member.delete()


@transaction.atomic
def seat_demo_team(*, case: Case) -> list[Membership]:
    """The pack's made-up attorneys and staff with accounts at example.org. Refuses outside a demonstration."""
    _refuse_outside_a_demonstration()
    members = []
    for person in open_pack(case.pack).demo.get("team", []):
        details = {name: value for name, value in person.items() if name not in ("email", "language")}
        user = User.objects.filter(email=person["email"]).first() or User.objects.create_user(
            person["email"], language=person.get("language", "ko"), display_name=person["display_name"]
        )
        members.append(add_member(case=case, user=user, **details))
    return members


@transaction.atomic
def open_for_demo(*, case: Case) -> None:
    """A demonstration takes registrations whatever the calendar says. Refuses outside one."""
    _refuse_outside_a_demonstration()
    today = timezone.localdate()
    if not case.is_open:
        case.opened_on = min(case.opened_on, today)
        case.closes_at = max(case.closes_at, timezone.now() + DEMO_STAYS_OPEN)
        case.save(update_fields=["opened_on", "closes_at"])
        record("case.opened_for_demo", actor=None, subject=case, case=case)


def _refuse_outside_a_demonstration():
    if not settings.DEMO:
        raise DomainError("case.not_a_demo", _("Made-up people are for demonstrations only (HAMKKE_DEMO=1)."))
