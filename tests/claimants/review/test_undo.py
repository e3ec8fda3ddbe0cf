"""Undo means undone: the mail of a decision waits, and one that went out is corrected by another."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.notices.actions_outbox import send_due
from claimants.notices.models import Notice
from claimants.review import actions
from claimants.review.rules import UNDO
from litigation.errors import DomainError
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(time_machine):
    """(a claim that was accepted at ten, its attorney)."""
    time_machine.move_to("2026-11-26T10:00+09:00", tick=False)
    claim = factories.make_claim(status="submitted")
    attorney = factories.make_member(claim.case).user
    actions.open_review(claim=claim, actor=attorney)
    claim = Claim.objects.get(pk=claim.pk)
    claim.claimant.hangul_name, claim.claimant.hangul_confirmed_at = "응우옌 티 흐엉", timezone.now()
    claim.claimant.save()
    Claim.objects.filter(pk=claim.pk).update(verdict="yes")
    Notice.objects.all().delete()
    actions.accept(claim=Claim.objects.get(pk=claim.pk), actor=attorney)
    return Claim.objects.get(pk=claim.pk), attorney


def kinds():
    return list(Notice.objects.order_by("created_at").values_list("kind", "state"))


def test_mail_of_a_decision_waits_until_it_can_no_longer_be_undone(decided, time_machine):
    send_due()
    assert (mail.outbox, kinds()) == ([], [("accepted", "queued")])
    time_machine.shift(UNDO)
    send_due()
    assert (len(mail.outbox), kinds()) == (1, [("accepted", "sent")])


def test_undone_decision_sends_nothing(decided, time_machine):
    claim, attorney = decided
    time_machine.shift(UNDO - timedelta(seconds=1))
    actions.undo_decision(claim=claim, actor=attorney)
    time_machine.shift(timedelta(hours=1))
    send_due()
    assert (Claim.objects.get(pk=claim.pk).status, mail.outbox, kinds()) == ("in_review", [], [])


def test_young_decision_of_somebody_else_is_theirs_to_undo(decided, time_machine):
    claim, _attorney = decided
    other = factories.make_member(claim.case).user
    with pytest.raises(DomainError) as refused:
        actions.undo_decision(claim=claim, actor=other)
    assert (refused.value.code, "10:10" in refused.value.sentence) == ("claim.not_your_decision", True)
    assert Claim.objects.get(pk=claim.pk).status == "accepted"


def test_decision_taken_up_again_after_its_mail_is_corrected_by_another(decided, time_machine):
    claim, _attorney = decided
    time_machine.shift(UNDO)
    send_due()
    other = factories.make_member(claim.case).user
    actions.undo_decision(claim=claim, actor=other)
    send_due()
    assert kinds() == [("accepted", "sent"), ("taken_up_again", "sent")]
    assert mail.outbox[-1].subject == f"A lawyer looks at your claim again: {claim.reference}"
