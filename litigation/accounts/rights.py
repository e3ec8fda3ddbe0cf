"""Who may do what. Every page and endpoint names one right; a view that names none is refused to everybody.

A right is given to roles within a case. Roles of staff come from Membership; "claimant" is whoever is signed in and acts for
a claim of their own (which claim, the query of the view decides: `claims.queries.mine`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PUBLIC, SIGNED_IN = "public", "signed_in"
CLAIMANT, HELPER = "claimant", "helper"
ATTORNEY, COORDINATOR, CASE_LEAD, AUDITOR = "attorney", "coordinator", "case_lead", "auditor"
STAFF = frozenset({ATTORNEY, COORDINATOR, CASE_LEAD, AUDITOR})
ROLES = (CLAIMANT, HELPER, ATTORNEY, COORDINATOR, CASE_LEAD, AUDITOR)


View = TypeVar("View", bound=Callable[..., object])
Named = str | Mapping[str, str]  # a right, or one for each method


class HasRole(Protocol):
    """Somebody's place in the team of a case."""

    @property
    def role(self) -> str: ...


@dataclass(frozen=True)
class Right:
    name: str
    allows: str | Promise  # a sentence for the people who give roles
    roles: frozenset[str]

    @property
    def for_staff(self) -> bool:
        return bool(self.roles) and self.roles <= STAFF


def _table(*rows: tuple[str, str | Promise, Iterable[str]]) -> dict[str, Right]:
    return {name: Right(name, allows, frozenset(roles)) for name, allows, roles in rows}


EVERY_STAFF = (ATTORNEY, COORDINATOR, CASE_LEAD, AUDITOR)
RIGHTS = _table(
    (PUBLIC, _("Anyone, signed in or not."), ()),
    (SIGNED_IN, _("Anyone who has signed in: their own account."), ()),
    ("claim.own", _("See and change one's own claims until they are frozen."), (CLAIMANT, HELPER)),
    ("file.own", _("Open the files of one's own claims."), (CLAIMANT, HELPER)),
    ("desk.see", _("Open the desk: what waits, what runs."), EVERY_STAFF),
    ("queue.see", _("See which claims wait for review."), (ATTORNEY, COORDINATOR, CASE_LEAD)),
    ("claimant.search", _("Find a claim by name, reference or document."), EVERY_STAFF),
    ("claim.read", _("Read a claim with its facts and history."), EVERY_STAFF),
    ("claim.review", _("Decide on a claim: accept, ask for more, not eligible."), (ATTORNEY, CASE_LEAD)),
    ("data.hold", _("Hold data from being deleted, and let it go."), (ATTORNEY, CASE_LEAD)),
    ("clock.read", _("See limitation dates and from when the time is counted."), EVERY_STAFF),
    ("start.choose", _("Choose and confirm from when the time is counted."), (ATTORNEY, CASE_LEAD)),
    ("case.read", _("See who is sued, how they are served, and the story with its sources."), EVERY_STAFF),
    ("case.change", _("Change the story and the defendants; confirm them."), (ATTORNEY, CASE_LEAD)),
    ("rule.read", _("See the versions of the eligibility rule, and whom a draft would change."), EVERY_STAFF),
    ("rule.change", _("Draft, count and publish the eligibility rule."), (ATTORNEY, CASE_LEAD)),
    ("evidence.read", _("Look at the files a claimant sent."), (ATTORNEY, COORDINATOR, CASE_LEAD)),
    ("round.read", _("See rounds and who is in them."), EVERY_STAFF),
    ("round.prepare", _("Make rounds and choose who is in them; make the papers."), (COORDINATOR, CASE_LEAD)),
    ("round.approve", _("Approve as the second person what another has prepared."), (ATTORNEY, COORDINATOR, CASE_LEAD)),
    (
        "roster.change",
        _("Change a frozen roster by a paper of the court: take out, correct, substitute; say who appeals."),
        (ATTORNEY, COORDINATOR, CASE_LEAD),
    ),
    ("round.freeze", _("Freeze a round into its roster for ever."), (COORDINATOR, CASE_LEAD)),
    ("paper.read", _("Read the papers of a round."), (ATTORNEY, COORDINATOR, CASE_LEAD)),
    (
        "paper.make",
        _("Ask for a paper of a round: a brief, a withdrawal, an appeal."),
        (ATTORNEY, COORDINATOR, CASE_LEAD),
    ),
    ("text.change", _("Write and confirm the texts of papers."), (ATTORNEY, CASE_LEAD)),
    ("package.read", _("Download the package for the court."), (ATTORNEY, COORDINATOR, CASE_LEAD)),
    (
        "round.file",
        _("Enter that a round was filed, with its number at the court."),
        (ATTORNEY, COORDINATOR, CASE_LEAD),
    ),
    ("deadline.read", _("See proceedings, dockets and deadlines."), EVERY_STAFF),
    ("docket.write", _("Keep dockets; settle deadlines."), (ATTORNEY, COORDINATOR, CASE_LEAD)),
    ("bulletin.read", _("See what was written to clients, and how many have read it."), EVERY_STAFF),
    ("bulletin.write", _("Write to all clients of a case or a round at once."), (ATTORNEY, CASE_LEAD)),
    ("job.read", _("See long work and how far it is."), EVERY_STAFF),
    ("job.steer", _("Pause, resume, cancel and retry the work one may begin."), (ATTORNEY, COORDINATOR, CASE_LEAD)),
    ("job.control", _("The same with every kind of long work."), (COORDINATOR, CASE_LEAD)),
    ("law.read", _("Read the numbers of the law with their sources, and calculate."), EVERY_STAFF),
    ("law.add", _("Add a dated row to the law."), (ATTORNEY, CASE_LEAD)),
    ("law.confirm", _("Confirm a row of the law by name."), (ATTORNEY, CASE_LEAD)),
    ("ledger.read", _("Read the record of every act and look."), (CASE_LEAD, AUDITOR)),
    (
        "factor.answer",
        _("See which colleagues have a second factor; answer as the second person when one is to be taken away."),
        (ATTORNEY, CASE_LEAD),
    ),
    ("team.manage", _("Give and take roles; make API tokens for the case."), (CASE_LEAD,)),
)


def right(name: Named, *, in_any_case: bool = False) -> Callable[[View], View]:
    """Declare the right a view asks for: a name, or {"GET": name, "POST": name}.

    in_any_case: what it changes belongs to the person, so a form shown in one case may act while they work in another.
    """
    for each in name.values() if isinstance(name, dict) else [name]:
        if each not in RIGHTS:
            raise LookupError(f"No right is called {each!r}; they stand in litigation/accounts/rights.py.")

    def declare(view: View) -> View:
        view.right, view.in_any_case = name, in_any_case  # type: ignore[attr-defined]  # a function can carry them
        return view

    return declare


def declared(view: object, method: str | None) -> Right | None:
    """The right a view (function, class-based or DRF) declares for a method, or None where it declares none."""
    for holder in (view, getattr(view, "view_class", None), getattr(view, "cls", None)):
        name = getattr(holder, "right", None)
        if name:
            asked = "GET" if method in ("HEAD", "OPTIONS") else method
            wanted = name.get(asked) if isinstance(name, dict) else name
            return RIGHTS.get(wanted) if wanted else None
    return None


def may(user: AbstractBaseUser | AnonymousUser | None, name: str, *, membership: HasRole | None = None) -> bool:
    """Whether this person has the right; for staff rights, through this membership."""
    wanted = RIGHTS[name]
    if wanted.name == PUBLIC:
        return True
    if not (user and user.is_authenticated and user.is_active):
        return False
    if wanted.name == SIGNED_IN or CLAIMANT in wanted.roles:
        return True
    return bool(membership and membership.role in wanted.roles)
