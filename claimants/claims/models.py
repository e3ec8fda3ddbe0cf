"""One claimant in one case: the claim and where it stands."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claimants.people.models import Claimant
from litigation.cases.models import Case


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for review")
    IN_REVIEW = "in_review", _("In review")
    NEEDS_INFORMATION = "needs_information", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    IN_ROUND = "in_round", _("In a round")
    FILED = "filed", _("Filed")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Closed")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Claim(models.Model):
    """The status moves only through litigation.workflow.move, along TRANSITIONS (status from, to → verb in the ledger)."""

    TRANSITIONS = {
        ("draft", "submitted"): "claim.submitted",
        ("submitted", "in_review"): "claim.review_begun",
        ("in_review", "submitted"): "claim.review_put_back",
        ("in_review", "needs_information"): "claim.information_asked",
        ("needs_information", "in_review"): "claim.review_resumed",
        ("needs_information", "submitted"): "claim.information_given",
        ("in_review", "accepted"): "claim.accepted",
        ("in_review", "not_eligible"): "claim.not_eligible",
        ("accepted", "in_review"): "claim.acceptance_undone",
        ("not_eligible", "in_review"): "claim.refusal_undone",
        ("accepted", "in_round"): "claim.frozen_into_round",
        ("in_round", "filed"): "claim.filed",
        ("filed", "decided"): "claim.decided",
        ("decided", "closed"): "claim.closed",
        ("withdrawn", "draft"): "claim.come_back",
        **{
            (status, "withdrawn"): "claim.withdrawn"
            for status in (
                "draft",
                "submitted",
                "in_review",
                "needs_information",
                "accepted",
                "in_round",
                "filed",
                "not_eligible",
            )
        },
    }

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; for links between rows."
    )
    reference = models.CharField(
        max_length=12,
        unique=True,
        help_text="HK-7K4M-92QX: what people read out. Crockford base32 with a check character.",
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="claims", help_text="The undertaking it belongs to."
    )
    claimant = models.ForeignKey(Claimant, on_delete=models.PROTECT, related_name="claims", help_text="Who claims.")
    status = models.CharField(
        max_length=20,
        choices=Status,
        default=Status.DRAFT,
        db_index=True,
        help_text="Where the claim stands; moved by workflow.move only.",
    )
    status_changed_at = models.DateTimeField(default=timezone.now, help_text="When it last moved.")
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes, so that a stale page cannot overwrite a newer act."
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
        help_text="Who is reading it now, or decided last.",
    )
    locked_until = models.DateTimeField(
        null=True, blank=True, help_text="The reviewer has it open until then; afterwards anyone may take it."
    )
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="When it was first sent.")
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When it was accepted or refused.")
    refusal_code = models.CharField(
        max_length=40, blank=True, help_text="Why it is not eligible: a code of intake.rules.REFUSALS."
    )
    verdict = models.CharField(
        max_length=8, blank=True, help_text="yes, maybe or no by the eligibility rule. Empty: not judged yet."
    )
    verdict_detail = models.JSONField(default=dict, blank=True, help_text="Reasons and per-trip verdicts, as codes.")
    rule_version = models.PositiveIntegerField(
        null=True, blank=True, help_text="Version of the eligibility rule that judged it."
    )
    no_evidence_reason = models.CharField(
        max_length=300, blank=True, help_text="Why the claimant has no proof of travel, in their words."
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True, help_text="When it was begun.")
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="When answers and files of a claim that was left were deleted."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "claimant"], name="claim_one_per_claimant_and_case"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="claim_status_is_known"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="claim_moved_on_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_review") | Q(reviewer__isnull=False), name="claim_in_review_has_reviewer"
            ),
            models.CheckConstraint(
                condition=~Q(status="not_eligible") | ~Q(refusal_code=""), name="claim_not_eligible_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["case", "status", "status_changed_at"], name="claim_queue")]

    def __str__(self):
        return self.reference


class StatusSpan(models.Model):
    """One stretch of time in which a claim stood in one state: from a move to the next (claims/history.py)."""

    id = models.BigAutoField(primary_key=True, help_text="Counts up.")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="spans", help_text="Whose state.")
    status = models.CharField(max_length=20, choices=Status, help_text="The state it stood in.")
    from_at = models.DateTimeField(db_index=True, help_text="When it came into this state.")
    until_at = models.DateTimeField(null=True, blank=True, help_text="When it left it. Empty: it stands there now.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(until_at__isnull=True), name="status_span_one_open_per_claim"
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=models.F("from_at")), name="status_span_ends_after"
            ),
        ]

    def __str__(self):
        return self.status
