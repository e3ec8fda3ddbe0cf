"""Whom a new version of the eligibility rule changes: counted before anything is decided, written once it is published."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claimants.claims.models import Claim
from litigation.cases.models import RuleDraft
from litigation.jobs.models import Job


class RuleRun(models.Model):
    """One count of everybody by a draft as it stood; once published, also the record of what was written and told."""

    class State(models.TextChoices):
        COUNTING = "counting", _("Being counted")
        COUNTED = "counted", _("Counted")
        WRITING = "writing", _("Being written")
        WRITTEN = "written", _("Written")

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    draft = models.ForeignKey(RuleDraft, on_delete=models.PROTECT, related_name="runs", help_text="By which draft.")
    draft_version = models.PositiveIntegerField(help_text="State of the draft that was counted.")
    state = models.CharField(max_length=8, choices=State, default=State.COUNTING, help_text="How far it is.")
    job = models.ForeignKey(
        Job, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The work that does it now."
    )
    tell = models.JSONField(
        default=list, blank=True, help_text="Who gets a message once all is written: newly_in, newly_out."
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who let it be counted."
    )
    asked_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(state__in=["writing", "written"]), name="rule_run_one_published_per_draft"
            ),
        ]
        ordering = ["-asked_at"]


class RuleChange(models.Model):
    """What the draft says of one claim beside the version in force. Written: the claim now holds the new verdict."""

    class Kind(models.TextChoices):
        NEWLY_IN = "newly_in", _("Newly in")
        NEWLY_OUT = "newly_out", _("Newly out")
        NEEDS_PERSON = "needs_person", _("Needs a person")
        UNCHANGED = "unchanged", _("Unchanged")

    run = models.ForeignKey(RuleRun, on_delete=models.CASCADE, related_name="changes", help_text="In which count.")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+", help_text="Of which claim.")
    kind = models.CharField(max_length=12, choices=Kind, help_text="What changes for the claim.")
    before = models.CharField(max_length=8, help_text="Verdict of the version in force: yes, maybe, no.")
    after = models.CharField(max_length=8, help_text="Verdict of the draft: yes, maybe, no.")
    reasons = models.JSONField(default=list, help_text="Why the draft says so, as codes with their values.")
    written = models.BooleanField(default=False, help_text="Whether the claim holds this verdict.")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When a message was queued for the claimant.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "claim"], name="rule_change_once_per_claim"),
            models.CheckConstraint(condition=Q(told_at=None) | Q(written=True), name="rule_change_told_was_written"),
        ]
        indexes = [models.Index(fields=["run", "kind"], name="rule_change_of_kind")]
