"""On what a case sues, and from when the time of each theory is counted. Starts are added, never edited."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from litigation.cases.models import Case, Confirmed, both_or_neither
from litigation.cases.rules import in_language
from litigation.law import limitation


class Theory(models.Model):
    """One cause of action of a case against one defendant. Its limitation rule says how long it lives."""

    class Standing(models.TextChoices):
        PRIMARY = "primary", _("Primary")
        ALTERNATIVE = "alternative", _("Alternative")

    class Rule(models.TextChoices):
        STATE = limitation.STATE, _("Money claim against the State: 5 years from the act, 3 from knowledge")
        PRIVATE = limitation.PRIVATE, _("Claim against anybody else: 10 years from the act, 3 from knowledge")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="theories", help_text="Whose theory.")
    key = models.SlugField(max_length=40, help_text="Name within the case: privacy_act.")
    position = models.PositiveSmallIntegerField(help_text="Place in the order they are pleaded, from 1.")
    standing = models.CharField(max_length=11, choices=Standing, help_text="Pleaded first, or in the alternative.")
    defendant = models.CharField(max_length=60, help_text="Against whom, in Korean, as the case names them.")
    title = models.JSONField(help_text='Name per language: {"en": "…", "ko": "…"}.')
    citation = models.CharField(max_length=200, help_text="The provisions it rests on.")
    rule = models.CharField(max_length=7, choices=Rule, help_text="Which limitation rule of law/limitation.py holds.")
    starts = models.JSONField(
        default=list,
        help_text="Days counsel may choose from: list of {key, limb, start, text per language, source, confidence}.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="theory_key_once"),
            models.UniqueConstraint(fields=["case", "position"], name="theory_position_once"),
            models.CheckConstraint(condition=Q(rule__in=limitation.RULES), name="theory_rule_is_known"),
        ]
        ordering = ["position"]

    def __str__(self):
        return in_language(self.title, get_language())


class LimitationBasis(Confirmed):
    """From when the time of a theory is counted, as counsel chose it. The newest version of each limb counts."""

    class Limb(models.TextChoices):
        OBJECTIVE = limitation.OBJECTIVE, _("From the act")
        SUBJECTIVE = limitation.SUBJECTIVE, _("From knowledge")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    theory = models.ForeignKey(Theory, on_delete=models.PROTECT, related_name="bases", help_text="Of which theory.")
    limb = models.CharField(max_length=10, choices=Limb, help_text="Counted from the act, or from knowledge.")
    start = models.DateField(
        null=True, blank=True, help_text="The day of the event, Seoul date. Empty: this limb is not counted any more."
    )
    event = models.JSONField(help_text='What happened that day, per language: {"en": "…", "ko": "…"}.')
    note = models.TextField(help_text="Why this start: shown to the team, never to claimants.")
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Attorney who chose it. Empty: it came with the case pack.",
    )
    chosen_at = models.DateTimeField(default=timezone.now, help_text="When it was chosen.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theory", "limb", "version"], name="limitation_basis_version_once"),
            models.CheckConstraint(condition=Q(limb__in=limitation.LIMBS), name="limitation_basis_limb_is_known"),
            models.CheckConstraint(condition=~Q(note=""), name="limitation_basis_has_note"),
            both_or_neither("limitation_basis_confirmed_by_somebody_some_day"),
        ]
        ordering = ["theory", "limb", "-version"]

    def __str__(self):
        return in_language(self.event, get_language())

    @property
    def case(self):
        return self.theory.case

    @property
    def only(self):
        """Itself as a list, for the template part that shows several."""
        return [self]
