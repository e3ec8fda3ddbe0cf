"""The way back for a colleague who lost the second factor: a case lead asks, a second person answers.

Nobody asks or answers for themselves, and who asked does not answer. Nothing here signs anybody in: the colleague comes in by
the code mailed to them, and sets up a new second factor before the desk opens.
"""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.accounts import actions_mails
from litigation.accounts.actions import remove_factors
from litigation.accounts.models import User
from litigation.accounts.rights import CASE_LEAD, STAFF
from litigation.cases.models import Case
from litigation.cases.queries import team
from litigation.errors import DomainError
from litigation.ledger.actions import record, take_turn
from litigation.team.models import FactorRemoval
from litigation.team.queries import seconds
from litigation.team.rules import LASTS, LONGEST
from litigation.web.factors import has_second_factor

State = FactorRemoval.State


def ask(*, case: Case, colleague: User, how: str, actor: User) -> FactorRemoval:
    """Ask for a colleague's second factors to be taken away. how: how it was made sure that it is them.

    In this order: takes the ledger's turn; lets go what nobody answered in time; keeps the question and records it; writes
    to the colleague, who may not have asked. Refuses oneself, a line that says nothing, somebody without a second factor, a
    second question about the same person, and a team in which nobody else may answer.
    """
    if colleague.pk == actor.pk:
        sentence = _("Another case lead asks for you. Call them.")
        raise DomainError("factor.oneself", sentence, status=409)
    how, now = _line(how), timezone.now()
    with transaction.atomic():
        take_turn()
        if not has_second_factor(colleague):
            sentence = _("%(who)s has no second factor. Signing in leads them to set one up.")
            raise DomainError("factor.none", sentence % {"who": colleague}, status=409)
        if not seconds(case, colleague, actor).exists():
            sentence = _("Nobody else in this case may answer. Give a second person the role of an attorney first.")
            raise DomainError("factor.no_second_person", sentence, status=409)
        late = FactorRemoval.objects.filter(colleague=colleague, state=State.ASKED, ends_at__lte=now)
        late.update(state=State.OVER, ended_at=F("ends_at"))
        removal = _kept(case=case, colleague=colleague, how=how, asked_by=actor, asked_at=now, ends_at=now + LASTS)
        _tell(removal, "factor.removal_asked", actor, how=how)
        _write(colleague, "removal_asked")
    return removal


def agree(*, removal: FactorRemoval, actor: User) -> None:
    """The second person agrees: every second factor of the colleague is deleted, they are signed out everywhere, and told.

    Refuses whoever may not answer (queries.seconds), and what is answered, taken back, over or overtaken by the team.
    """
    with transaction.atomic():
        _answer(removal, State.AGREED, actor)
        _tell(removal, "factor.removed", actor)
        remove_factors(user=removal.colleague, actor=actor)
        _write(removal.colleague, "factors_removed")


def decline(*, removal: FactorRemoval, actor: User) -> None:
    """The second person does not agree: nothing changes. Refuses as agree does."""
    with transaction.atomic():
        _answer(removal, State.DECLINED, actor)
        _tell(removal, "factor.removal_declined", actor)


def take_back(*, removal: FactorRemoval, actor: User) -> None:
    """A case lead takes the question back, their own or another's; who it is about does not."""
    with transaction.atomic():
        take_turn()
        _refuse_colleague(removal, actor)
        _end(removal, State.TAKEN_BACK, answered_by=None)
        _tell(removal, "factor.removal_taken_back", actor)


def _answer(removal, state, actor):
    take_turn()
    _refuse_colleague(removal, actor)
    if actor.pk == removal.asked_by_id:
        raise DomainError("factor.own", _("You asked for it. Somebody else answers."), status=409)
    if not seconds(removal.case, removal.colleague, removal.asked_by).filter(pk=actor.pk).exists():
        raise DomainError("factor.not_second", _("Another case lead of this case answers it."), status=409)
    asks = team(removal.case, [CASE_LEAD]).filter(pk=removal.asked_by_id).exists()
    if not (asks and team(removal.case, STAFF).filter(pk=removal.colleague_id).exists()):
        sentence = _("The team has changed since this was asked. Take it back, and ask anew.")
        raise DomainError("factor.team_changed", sentence, status=409)
    _end(removal, state, answered_by=actor)


def _refuse_colleague(removal, actor):
    if actor.pk == removal.colleague_id:
        raise DomainError("factor.oneself", _("It is about you. Somebody else answers."), status=409)


def _end(removal, state, *, answered_by):
    """One of many at the same moment ends it; a question that nobody may answer any more is ended by nobody."""
    now = timezone.now()
    open_still = FactorRemoval.objects.filter(pk=removal.pk, state=State.ASKED, ends_at__gt=now)
    if not open_still.update(state=state, answered_by=answered_by, ended_at=now):
        sentence = _(
            "This was answered or taken back meanwhile, or a day has passed. Look at the list as it stands now."
        )
        raise DomainError("factor.answered", sentence, status=409)
    removal.refresh_from_db()


def _kept(**values) -> FactorRemoval:
    try:
        with transaction.atomic():
            return FactorRemoval.objects.create(**values)
    except IntegrityError:
        sentence = _("Somebody has asked this for %(who)s already, perhaps in another case. It waits for an answer.")
        raise DomainError("factor.asked_already", sentence % {"who": values["colleague"]}, status=409) from None


def _tell(removal, verb, actor, **data):
    told = {"removal": str(removal.pk), "colleague": str(removal.colleague_id), **data}
    record(verb, actor=actor, subject=removal, case=removal.case_id, data=told)


def _write(user, kind):
    """A mail to the colleague, in the transaction of the act and tried after its commit."""
    mail = actions_mails.put(kind=kind, address=user.email, language=user.language, user=user)
    transaction.on_commit(lambda: actions_mails.send_now(mail=mail))


def _line(text):
    text = " ".join((text or "").split())
    if not text or len(text) > LONGEST:
        sentence = _("Say in a sentence how you made sure who it is, in 300 characters or fewer.")
        raise DomainError("factor.how", sentence, fields={"how": sentence})
    return text
