"""Saying yes, no, or no longer. Nothing is overwritten: each act is a new row with the exact text that was shown."""

from django.db import transaction
from django.utils.translation import gettext as _

from claimants.claims.rules import refuse_unless_editable
from claimants.consents.models import Consent
from claimants.consents.rules import standing
from litigation.cases.queries import consents as asked
from litigation.errors import DomainError
from litigation.ledger.actions import record


def save_consents(*, claim, given, language, actor):
    """Write one row for each purpose whose answer changed. given: the purposes ticked; language: of the texts shown.

    Refuses when a purpose the case cannot do without is not ticked, naming it; what was ticked stays ticked on the page.
    """
    purposes = asked(claim.case, language)
    if unticked := [p["purpose"] for p in purposes if p["required"] and p["purpose"] not in given]:
        sentence = _("Tick this to go on, or leave it and come back later.")
        raise DomainError("consent.required", sentence, fields=dict.fromkeys(unticked, sentence))
    with transaction.atomic():
        refuse_unless_editable(claim)
        now = standing(claim.consents.all())
        for each in purposes:
            act = Consent.Act.GIVEN if each["purpose"] in given else Consent.Act.DECLINED
            if now.get(each["purpose"]) != act:
                _write(claim, each["purpose"], act, each["text"], actor)


def withdraw_consent(*, claim, purpose, language, actor):
    """Take one consent back, at any time. What follows (perhaps leaving the suit) is said on the page, not hidden here."""
    with transaction.atomic():
        if standing(claim.consents.all()).get(purpose) != Consent.Act.GIVEN:
            sentence = _("You have not agreed to this, so there is nothing to take back.")
            raise DomainError("consent.not_given", sentence, status=409)
        shown = next(each["text"] for each in asked(claim.case, language) if each["purpose"] == purpose)
        _write(claim, purpose, Consent.Act.WITHDRAWN, shown, actor)


def _write(claim, purpose, act, shown, actor):
    row = Consent.objects.create(claim=claim, purpose=purpose, act=act, text=shown, given_by=actor)
    data = {"purpose": purpose, "text": str(shown.pk)}
    record(f"consent.{act}", actor=actor, subject=row, claim=claim, case=claim.case_id, data=data)
