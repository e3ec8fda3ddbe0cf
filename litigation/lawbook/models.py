"""What counsel adds to the law that is shipped (litigation/law/data), and what counsel confirms of both.

Rows are only added: a number of the law changes by a row that begins later. Triggers refuse UPDATE and DELETE (triggers.py).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from litigation.law.rows import COUNSEL, Row


class LawRow(models.Model):
    """One dated row that counsel added; the newest of equals holds."""

    class Confidence(models.TextChoices):
        STATUTE = "V", "Read in the text of the law"
        SECONDARY = "V2", "Read in a secondary source"
        WEAK = "V2w", "Read in a weak source only"
        COMPUTED = "C", "Computed"
        UNVERIFIED = "K", "Not verified"

    key = models.CharField(max_length=100, db_index=True, help_text="Which number or word of the law: service.unit.")
    value = models.JSONField(help_text="A whole number, a word, or true or false; never with decimals.")
    unit = models.CharField(max_length=40, help_text="What the value counts: won, days, per 10000, policy.")
    effective_from = models.DateField(help_text="First day it holds, Seoul date.")
    effective_to = models.DateField(null=True, blank=True, help_text="Last day it holds. Empty: until a later row.")
    citation = models.CharField(max_length=300, help_text="Where it was read: the law and its article, or the notice.")
    confidence = models.CharField(max_length=3, choices=Confidence, help_text="How well it is verified.")
    note = models.TextField(blank=True, help_text="What a reader should know; for the team only.")
    sha256 = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the content, which is confirmed.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who of counsel added it."
    )
    added_at = models.DateTimeField(default=timezone.now, help_text="When it was added.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="law_row_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(unit="") & ~Q(citation=""), name="law_row_has_its_source"),
        ]
        ordering = ["pk"]

    def __str__(self):
        return f"{self.key} from {self.effective_from}"

    def as_row(self) -> Row:
        names = "key value unit effective_from effective_to citation confidence note".split()
        return Row(origin=COUNSEL, **{name: getattr(self, name) for name in names})


class LawConfirmation(models.Model):
    """An attorney stands for one row, shipped or added, by the hash of its content; once confirmed it stays."""

    key = models.CharField(max_length=100, help_text="Key of the row.")
    sha256 = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the row's content.")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Attorney who confirmed it."
    )
    confirmed_at = models.DateTimeField(default=timezone.now, help_text="When it was confirmed.")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.key} confirmed"
