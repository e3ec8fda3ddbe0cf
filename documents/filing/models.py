"""Why a round was filed although a check asked for a reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.rounds.models import Round


class FiledAnyway(models.Model):
    """A named person's reason for one check of one round. Rows are only added."""

    id = models.BigAutoField(primary_key=True, help_text="Counts up.")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="filed_anyway", help_text="The round.")
    check_code = models.CharField(max_length=20, help_text="Which check asked: a code of filing/rules.py.")
    count = models.PositiveIntegerField(default=0, help_text="How many it was about then; 0: it does not count.")
    reason = models.CharField(max_length=300, help_text="Why, in their words; about no person by name.")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Whose reason it is."
    )
    given_at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="filed_anyway_has_reason"),
            models.UniqueConstraint(fields=["round", "check_code"], name="filed_anyway_once_per_check"),
        ]
        ordering = ["id"]

    def __str__(self):
        return f"{self.check_code} of round {self.round_id}"
