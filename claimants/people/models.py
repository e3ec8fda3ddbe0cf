"""Who a person is: names in Latin letters, in their own script and in Hangul; birth, nationalities, ways to reach them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_countries.fields import CountryField

from litigation.vault.fields import EncryptedText


class Claimant(models.Model):
    """A natural person. One account may act for several: themselves, their children, somebody they help."""

    class Relation(models.TextChoices):
        SELF = "self", "The account's own person"
        CHILD = "child", "A child the account's person represents"
        HELPED = "helped", "Somebody the account's person helps; only they themselves may sign"

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="claimants",
        help_text="Whose sign-in acts for this person.",
    )
    relation = models.CharField(
        max_length=8,
        choices=Relation,
        default=Relation.SELF,
        help_text="What the account's person is to this claimant.",
    )
    family_name = models.CharField(
        max_length=120, blank=True, help_text="Family name in the passport's Latin letters, as printed there."
    )
    given_name = models.CharField(
        max_length=120,
        blank=True,
        help_text="Given names in the passport's Latin letters. Empty for people with one name.",
    )
    one_name = models.BooleanField(
        default=False, help_text="The passport shows one name only; it stands in family_name."
    )
    own_name = models.CharField(
        max_length=160, blank=True, help_text="The name in the person's own script, as they write it."
    )
    hangul_name = models.CharField(
        max_length=160,
        blank=True,
        help_text="Korean spelling that stands in every paper. A suggestion until it is confirmed.",
    )
    hangul_confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the claimant or an attorney confirmed the Korean spelling."
    )
    birth_date = models.DateField(null=True, blank=True, help_text="As in the passport.")
    passport_number = EncryptedText(
        null=True, blank=True, help_text="Unique identifier under PIPA 24: encrypted, shown masked, never in logs."
    )
    passport_index = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="Keyed hash of the passport number, to find duplicates without reading it.",
    )
    phone = EncryptedText(null=True, blank=True, help_text="International form, +82…; encrypted.")
    country = CountryField(
        blank=True,
        help_text="Country of the home address; without a Korean one, security for costs may be asked (CPA 117).",
    )
    address = EncryptedText(
        null=True, blank=True, help_text="Address lines in the person's own form, one a line; encrypted."
    )
    postcode = models.CharField(max_length=16, blank=True, help_text="Postal code, where there is one.")
    address_ko = EncryptedText(
        null=True, blank=True, help_text="The address in Korean letters for court papers; encrypted."
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes, so that a stale page cannot overwrite a newer answer."
    )
    created_at = models.DateTimeField(default=timezone.now, help_text="When the person was first entered.")
    updated_at = models.DateTimeField(auto_now=True, help_text="When an answer last changed.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(relation="self"), name="claimant_one_self_per_account"
            ),
            models.CheckConstraint(
                condition=Q(one_name=False) | Q(given_name=""), name="claimant_one_name_has_no_given_name"
            ),
        ]
        indexes = [models.Index(fields=["family_name", "given_name"], name="claimant_by_name")]

    def __str__(self):
        return f"claimant {self.id}"

    @property
    def passport_name(self) -> str:
        """FAMILY GIVEN, as the passport orders it."""
        return f"{self.family_name} {self.given_name}".strip()


class Nationality(models.Model):
    """One nationality over a span of time. What counts for reciprocity is the one held at the time of the act (SCA 7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    claimant = models.ForeignKey(
        Claimant, on_delete=models.CASCADE, related_name="nationalities", help_text="Whose nationality."
    )
    country = CountryField(help_text="The state, by ISO 3166 code.")
    held_from = models.DateField(null=True, blank=True, help_text="First day held. Empty: since birth, or not known.")
    held_until = models.DateField(null=True, blank=True, help_text="Last day held. Empty: held today.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_from=None) | Q(held_until=None) | Q(held_until__gte=models.F("held_from")),
                name="nationality_ends_after_it_begins",
            ),
        ]
        ordering = ["held_from", "country"]

    def __str__(self):
        return f"{self.country.code} of {self.claimant_id}"
