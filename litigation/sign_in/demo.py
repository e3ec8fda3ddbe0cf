"""Signing in to a demonstration (HAMKKE_DEMO=1) as one of its made-up people. Outside one there is nobody to list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from litigation.accounts.rights import ATTORNEY, AUDITOR, CASE_LEAD, COORDINATOR
from litigation.cases.models import Case
from litigation.cases.queries import open_cases

DOES = {
    ATTORNEY: _("Attorney: reads claims and decides"),
    COORDINATOR: _("Coordinator: prepares rounds and papers"),
    CASE_LEAD: _("Case lead: leads the team, freezes rounds"),
    AUDITOR: _("Auditor: reads everything, changes nothing"),
}


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as. does: who they are in a few words."""

    email: str
    name: str
    does: str

    @property
    def url(self):
        return reverse("account_request_login_code")


_readers: list[Callable] = []


def register(reader: Callable[[Case], Iterable[DemoPerson]]):
    """Add people to the list; a higher room knows its own."""
    _readers.append(reader)


def people() -> list[DemoPerson]:
    """One of each role of the case that is open now, then those of the higher rooms. Empty outside a demonstration."""
    case = settings.DEMO and (open_cases().first() or Case.objects.order_by("-closes_at").first())
    if not case:
        return []
    first = {each.role: each for each in case.members.select_related("user").order_by("-bar_number", "display_name")}
    team = [
        DemoPerson(first[role].user.email, first[role].display_name, does)
        for role, does in DOES.items()
        if role in first
    ]
    return team + [person for reader in _readers for person in reader(case)]


def is_made_up(email) -> bool:
    """Whether anybody may sign in as this person again and again: one of the list, in a demonstration."""
    return settings.DEMO and any(person.email == email.strip().lower() for person in people())
