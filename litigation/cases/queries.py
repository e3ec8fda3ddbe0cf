"""Readers of the cases room."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case as Switch
from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils import timezone

from litigation.accounts.models import User
from litigation.accounts.rights import ATTORNEY, AUDITOR, CASE_LEAD, COORDINATOR
from litigation.cases.models import Case, CaseFact, CaseText, Defendant, EligibilityRule, Membership
from litigation.cases.rules import language_order

CONFIRMS = (ATTORNEY, CASE_LEAD)  # who confirms what counsel has to confirm
RANK = (CASE_LEAD, ATTORNEY, COORDINATOR, AUDITOR)  # with several roles in a case, the first of these counts


class Asked(TypedDict):
    """What a case asks people to agree to."""

    purpose: str
    required: bool
    text: CaseText


class Party(TypedDict):
    """A defendant as papers name it."""

    name_ko: str
    name_en: str
    representative_ko: str
    service_office_ko: str
    service_address_ko: str


def open_cases() -> QuerySet[Case]:
    """Cases that take registrations now."""
    return Case.objects.filter(opened_on__lte=timezone.localdate(), closes_at__gt=timezone.now())


def case_or_404(slug: str) -> Case:
    """The case of that name, open or over."""
    return get_object_or_404(Case, slug=slug)


def case_for(slug: str) -> Case:
    """The case of that name; Case.DoesNotExist where there is none."""
    return Case.objects.get(slug=slug)


def counting(case: Case) -> QuerySet[CaseText]:
    """Versions of texts that have begun and are no proposal: the newest of each counts."""
    return case.texts.filter(CaseText.COUNTS, effective_from__lte=timezone.localdate())


def proposed(case: Case) -> QuerySet[CaseText]:
    """Texts that wait for a second attorney; one that a newer version has overtaken waits for nobody."""
    waiting = case.texts.exclude(CaseText.COUNTS).filter(~Exists(_newer(OuterRef)))
    return waiting.select_related("written_by").order_by("key", "language")


def is_overtaken(text: CaseText) -> bool:
    """Whether a newer version of the text was written."""
    return _newer(lambda name: getattr(text, name)).exists()


def _newer(of):
    same = {name: of(name) for name in ("case_id", "key", "language")}
    return CaseText.objects.filter(**same, version__gt=of("version"))


def text(case: Case, key: str, language: str) -> CaseText:
    """The newest version that counts in this language, else in English, else in Korean.

    The answer's own `language` says which it is: a page that shows another language than asked says so.
    Raises CaseText.DoesNotExist where the case has no such text at all.
    """
    found = texts(case, key, language).get(key)
    if found is None:
        raise CaseText.DoesNotExist(f"{case.slug} has no text {key}")
    return found


def texts(case: Case, prefix: str, language: str) -> dict[str, CaseText]:
    """All texts that count whose key begins with the prefix, by key in order of their keys, in one query."""
    order = language_order(language)
    rows = counting(case).filter(key__startswith=prefix, language__in=order)
    best: dict[str, CaseText] = {}
    for row in sorted(rows, key=lambda row: (row.key, order.index(row.language), -row.version)):
        best.setdefault(row.key, row)
    return best


def newest(case: Case, key: str) -> dict[str, CaseText]:
    """The version of one text that counts, in each language it has."""
    rows = counting(case).filter(key=key).order_by("version")
    return {row.language: row for row in rows}


def consents(case: Case, language: str) -> list[Asked]:
    """What this case asks people to agree to, in order: {purpose, required, text (a CaseText)}."""
    asked = [c for c in case.consents if not c.get("only_when") or getattr(case, c["only_when"])]
    return [
        {"purpose": c["purpose"], "required": c["required"], "text": text(case, c["text"], language)} for c in asked
    ]


def facts(case: Case, *, hidden: bool = False) -> list[CaseFact]:
    """The public story, oldest first, each event in its newest version; with the versions before it as `earlier`.

    hidden: also what counsel took off the page.
    """
    newest: dict[str, CaseFact] = {}
    for fact in case.facts.select_related("entered_by").order_by("version"):
        before = newest.get(fact.key)
        fact.earlier = [before, *before.earlier] if before else []
        newest[fact.key] = fact
    shown = (fact for fact in newest.values() if hidden or not fact.hidden)
    return sorted(shown, key=lambda fact: (fact.date, fact.key))


PARTY = ("name_ko", "name_en", "representative_ko", "service_office_ko", "service_address_ko")


def defendants(case: Case, on: date | None = None) -> list[Party]:
    """The defendants as papers name them on a day (today): {name_ko, name_en, representative_ko, service_office_ko, …}.

    A case that was loaded before defendants were dated has them in its own field until counsel enters the first row.
    """
    rows = [cast(Party, {name: getattr(row, name) for name in PARTY}) for row in parties(case, on)]
    return rows or cast(list[Party], case.defendants)


def parties(case: Case, on: date | None = None) -> list[Defendant]:
    """The version of each defendant that is in effect on a day (today), in the order of the papers."""
    best: dict[str, Defendant] = {}
    for row in case.parties.filter(effective_from__lte=on or timezone.localdate()).order_by(
        "effective_from", "version"
    ):
        best[row.key] = row
    return sorted(best.values(), key=lambda row: (row.position, row.key))


def current_rule(case: Case) -> EligibilityRule:
    """The rule that judges today: the newest published and effective one."""
    return case.rules.filter(effective_from__lte=timezone.localdate(), published_at__lte=timezone.now()).latest(
        "version"
    )


def lawyers(case: Case) -> QuerySet[Membership]:
    """The attorneys of record, as the public page and every mandate name them."""
    return case.members.filter(of_record=True).order_by("bar_number")


def team(case: Case | UUID, roles: Iterable[str]) -> QuerySet[User]:
    """Everybody who holds one of these roles in the case (row or id) and still works here, once: who is told and asked."""
    found = User.objects.filter(is_active=True, memberships__case=case, memberships__role__in=roles)
    return found.distinct().order_by("display_name", "pk")


def seconds(case: Case, author: User) -> QuerySet[User]:
    """Who may confirm what this person wrote: every other attorney of the case."""
    return team(case, CONFIRMS).exclude(pk=author.pk)


def membership_of(user: User | AnonymousUser | None, case: str | None = None) -> Membership | None:
    """The staff membership a person acts through: in the case named (slug or id), else in their first open case.

    With several roles in a case the strongest counts. None for claimants, helpers and people not signed in.
    """
    if not (user and user.is_authenticated):
        return None
    rank = Switch(*(When(role=role, then=Value(place)) for place, role in enumerate(RANK)), output_field=IntegerField())
    mine = Membership.objects.filter(user=user, role__in=RANK).select_related("case")
    mine = mine.order_by("-case__closes_at", "case__slug", rank)
    if case:
        named = {"case_id": case} if _is_uuid(case) else {"case__slug": case}
        return mine.filter(**named).first()
    return mine.first()


def memberships_of(user: User | AnonymousUser | None) -> list[Membership]:
    """One staff membership for each case the person works in, the strongest role of each; open cases first."""
    if not (user and user.is_authenticated):
        return []
    mine = Membership.objects.filter(user=user, role__in=RANK).select_related("case")
    best: dict = {}
    for row in sorted(mine, key=lambda row: RANK.index(row.role)):
        best.setdefault(row.case_id, row)
    return sorted(best.values(), key=lambda row: (row.case.closes_at, row.case.slug), reverse=True)


def _is_uuid(value) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True
