"""Reading people: the one this account works on."""

from collections.abc import Collection

from django.http import Http404

from claimants.claims.queries import mine_by_reference
from claimants.people.models import Claimant
from claimants.people.rules import FROZEN, SENT
from litigation.accounts.models import User
from litigation.accounts.requests import PersonRequest


def my_person(request: PersonRequest) -> Claimant:
    """Whose answers the pages show: the person of the claim that was chosen, else of the newest. 404 where there is none."""
    people = Claimant.objects.filter(account=request.user, claims__isnull=False).order_by("-claims__created_at")
    chosen = request.session.get("claim")
    person = (people.filter(claims__pk=chosen).first() if chosen else None) or people.first()
    if person is None:
        raise Http404
    return person


def is_fixed(person: Claimant, *, stages: Collection[str] = SENT | FROZEN) -> bool:
    """Whether a claim of the person stands where these answers can no longer change."""
    return person.claims.filter(status__in=stages).exists()


def person_of(user: User, text: str) -> Claimant:
    """Whose claim has that reference, where this account acts for them. 404 otherwise."""
    return mine_by_reference(user, text).claimant
