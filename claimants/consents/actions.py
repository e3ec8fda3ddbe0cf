"""Saying yes, no, or no longer. Nothing is overwritten: each act is a new row with the exact text that was shown."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from claimants.claims.actions import editing, holding
from claimants.claims.models import Claim
from claimants.consents.models import Consent
from claimants.consents.rules import asked, newest_acts
from litigation.accounts.models import User
from litigation.cases.queries import text
from litigation.errors import DomainError
from litigation.ledger.actions import record


def save_consents(*, claim: Claim, given: Collection[str], language: str, actor: User) -> None:
    """Write one row for each purpose whose answer changed. given: the purposes ticked.

    Refuses when a required purpose is not ticked, naming it; what was ticked stays ticked on the page.
    """
    purposes = asked(claim.case)
    if unticked := [purpose for purpose, _key, required in purposes if required and purpose not in given]:
        sentence = _("Tick this to go on, or leave it and come back later.")
        raise DomainError("consent.required", sentence, fields=dict.fromkeys(unticked, sentence))
    with editing(claim):
        now = newest_acts(claim.consents.all())
        for purpose, key, _required in purposes:
            act = Consent.Act.GIVEN if purpose in given else Consent.Act.DECLINED
            if now.get(purpose) != act:
                _write(claim, purpose, key, act, language, actor)


def withdraw_consent(*, claim: Claim, purpose: str, language: str, actor: User) -> None:
    """Take one consent back, at any time. What follows from it (leaving the suit) is said on the page, not hidden here."""
    with holding(claim):
        if newest_acts(claim.consents.all()).get(purpose) != Consent.Act.GIVEN:
            raise DomainError(
                "consent.not_given", _("You have not agreed to this, so there is nothing to take back."), status=409
            )
        given = claim.consents.filter(purpose=purpose).last()
        assert given is not None  # since it stands
        _write(claim, purpose, given.text.key, Consent.Act.WITHDRAWN, language, actor)


def _write(claim, purpose, key, act, language, actor):
    shown = text(claim.case, key, language)
    row = Consent.objects.create(claim=claim, purpose=purpose, act=act, text=shown, given_by=actor)
    record(
        f"consent.{act}",
        actor=actor,
        subject=row,
        claim=claim,
        case=claim.case_id,
        data={"purpose": purpose, "text": str(shown.pk)},
    )
