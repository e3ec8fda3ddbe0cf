"""Who works on a case with which second factor, what is asked about whom, and who may answer."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from litigation.accounts.models import User
from litigation.accounts.rights import ATTORNEY, CASE_LEAD, STAFF
from litigation.cases.models import Case
from litigation.cases.queries import team
from litigation.team.models import FactorRemoval
from litigation.web.factors import with_second_factor


@dataclass(frozen=True)
class Colleague:
    """Somebody who works on the case. roles: in words. removal: what waits for an answer about them here."""

    user: User
    roles: list[str]
    has_factor: bool
    removal: FactorRemoval | None


def colleagues(case: Case) -> list[Colleague]:
    """Everybody who works on the case, once, by name."""
    people = list(team(case, STAFF))
    with_factor = with_second_factor(people)
    asked = {removal.colleague_id: removal for removal in waiting(case)}
    roles: dict[UUID, list[str]] = {}
    for member in case.members.filter(role__in=STAFF):
        roles.setdefault(member.user_id, []).append(member.get_role_display())
    return [Colleague(user, roles[user.pk], user.pk in with_factor, asked.get(user.pk)) for user in people]


def colleague_of(case: Case, pk: UUID | str) -> User:
    """Somebody who works on the case, or 404."""
    return get_object_or_404(team(case, STAFF), pk=pk)


def removal_of(case: Case, pk: UUID | str) -> FactorRemoval:
    """One that was asked for in this case, ended or not; or 404."""
    return get_object_or_404(case.factor_removals.select_related("colleague", "asked_by"), pk=pk)


def waiting(case: Case) -> QuerySet[FactorRemoval]:
    """What nobody has answered yet and somebody still may, the oldest first."""
    asked = case.factor_removals.filter(state=FactorRemoval.State.ASKED, ends_at__gt=timezone.now())
    return asked.select_related("colleague", "asked_by").order_by("asked_at")


def waits_for(case: Case, user: User) -> list[FactorRemoval]:
    """Of what waits, what this person may answer."""
    return [each for each in waiting(case) if seconds(case, each.colleague, each.asked_by).filter(pk=user.pk).exists()]


def seconds(case: Case, colleague: User, asked_by: User) -> QuerySet[User]:
    """Who may answer: the other case leads; where no other is left, the attorneys. Neither of the two it is between."""
    neither = [colleague.pk, asked_by.pk]
    leads = team(case, [CASE_LEAD]).exclude(pk__in=neither)
    return leads if leads.exists() else team(case, [ATTORNEY]).exclude(pk__in=neither)
