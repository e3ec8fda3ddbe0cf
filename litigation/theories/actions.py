"""The only writers of theories' starts."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from litigation.accounts.models import User
from litigation.accounts.rights import ATTORNEY, CASE_LEAD
from litigation.cases import actions as cases
from litigation.cases.actions_versions import sha256_of
from litigation.cases.models import Membership
from litigation.errors import DomainError
from litigation.law.figures import read_day
from litigation.law.rows import LawProblem
from litigation.lawbook import queries as lawbook
from litigation.lawbook.words import said
from litigation.ledger.actions import record, take_turn
from litigation.theories.models import LimitationBasis, Theory
from litigation.theories.queries import based
from litigation.theories.signals import starts_changed


@transaction.atomic
def choose_start(
    *,
    theory: Theory,
    limb: str,
    start: date | None,
    event: Mapping[str, str],
    note: str,
    actor: User,
    seen: int | None = None,
) -> LimitationBasis:
    """Counsel counts the time of a theory from another day: a new version, never an edit; the clocks follow.

    start None: the limb is not counted any more. seen: the version the person had before them.
    Order: take the ledger's turn (so nobody counts or chooses meanwhile), look at what is newest, add the version (not
    confirmed), tell the ledger, send `starts_changed`. Refuses who is no attorney of the case, an empty note, a start that
    is the same already, a theory left without any start, a day the law cannot count from, and a version somebody else added
    meanwhile.
    """
    _refuse_who_is_no_attorney(theory.case_id, actor)
    take_turn()
    theory = Theory.objects.select_related("case").get(pk=theory.pk)
    newest = theory.bases.filter(limb=limb).order_by("-version").first()
    _refuse_unless_new(newest, start, note, seen)
    basis = add_basis(theory=theory, limb=limb, start=start, event=event, note=note, chosen_by=actor, newest=newest)
    _refuse_uncountable(theory)
    data = {"theory": theory.key, "limb": limb, "version": basis.version, "start": start and start.isoformat()}
    record("limitation.start_chosen", actor=actor, subject=basis, case=theory.case_id, data=data)
    starts_changed.send(LimitationBasis, theory=theory, actor=actor)
    return basis


def confirm_start(*, basis: LimitationBasis, actor: User) -> None:
    """An attorney of the case confirms a start. Refuses a version that is no longer the newest, and those of cases.confirm."""
    newer = LimitationBasis.objects.filter(theory=basis.theory, limb=basis.limb, version__gt=basis.version)
    if newer.exists():
        sentence = _("A newer start was chosen meanwhile. Look at that one; an old one is not confirmed any more.")
        raise DomainError("limitation.superseded", sentence, status=409)
    cases.confirm(subject=basis, actor=actor)


def add_basis(
    *,
    theory: Theory,
    limb: str,
    start: date | str | None,
    event: Mapping[str, str],
    note: str,
    chosen_by: User | None = None,
    newest: LimitationBasis | None = None,
) -> LimitationBasis:
    """The next version of a limb's start."""
    start = read_day(start) if isinstance(start, str) else start
    content = {"theory": theory.key, "limb": limb, "start": start, "event": event, "note": note}
    version = newest.version + 1 if newest else 1
    return LimitationBasis.objects.create(
        theory=theory, limb=limb, start=start, event=event, note=note.strip(), chosen_by=chosen_by,
        version=version, sha256=sha256_of(content),
    )  # fmt: skip


def _refuse_who_is_no_attorney(case_id, actor):
    if not Membership.objects.filter(case=case_id, user=actor, role__in=(ATTORNEY, CASE_LEAD)).exists():
        sentence = _("Only an attorney of this case can choose from when the time is counted.")
        raise DomainError("case.not_an_attorney", sentence, status=403)


def _refuse_unless_new(newest, start: date | None, note: str, seen: int | None):
    if not note.strip():
        sentence = _("Write why the time is counted from this day. Colleagues and later readers need the reason.")
        raise DomainError("limitation.note_missing", sentence)
    if seen is not None and seen != (newest.version if newest else 0):
        sentence = _("A colleague chose another start meanwhile. Look at it, then decide anew. Nothing was changed.")
        raise DomainError("limitation.stale", sentence, status=409)
    if (newest.start if newest else None) == start:
        sentence = _("The time is counted from this day already. Nothing was changed.")
        raise DomainError("limitation.same_start", sentence)


def _refuse_uncountable(theory):
    try:
        based(theory).clock(table=lawbook.table())
    except LawProblem as problem:
        sentence = _("The time cannot be counted like this: %(why)s") % {"why": said(problem)}
        raise DomainError(problem.code, sentence) from problem
