"""Border crossings: what a claimant says happened, and what the eligibility rule says of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_countries.fields import CountryField

from claimants.claims.models import Claim


class Trip(models.Model):
    """One crossing of the Korean border. People remember a month or a year; the precision says how exact the date is."""

    class Direction(models.TextChoices):
        ENTRY = "entry", "Into Korea"
        DEPARTURE = "departure", "Out of Korea"

    class Precision(models.TextChoices):
        DAY = "day", "Exact day"
        MONTH = "month", "Month known"
        YEAR = "year", "Year known"

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="trips", help_text="The claim it supports.")
    date = models.DateField(help_text="The day, or the first day of the month or year that is known.")
    precision = models.CharField(
        max_length=5, choices=Precision, default=Precision.DAY, help_text="How exact the date is."
    )
    direction = models.CharField(
        max_length=9, choices=Direction, default=Direction.ENTRY, help_text="Into or out of Korea."
    )
    port = models.CharField(
        max_length=40, default="ICN", help_text="Korean airport by IATA code (ICN, GMP, PUS …), or a seaport's name."
    )
    other_port = models.CharField(
        max_length=40, blank=True, help_text="Where the journey began or went, IATA code or name."
    )
    carrier = models.CharField(max_length=40, blank=True, help_text="Airline or ship, by code or name.")
    number = models.CharField(max_length=12, blank=True, help_text="Flight or voyage number, without the carrier.")
    nationality = CountryField(help_text="Nationality whose passport was used on this trip.")
    verdict = models.CharField(
        max_length=20, blank=True, help_text="What the eligibility rule says of this trip, as a code."
    )
    rule_version = models.PositiveIntegerField(null=True, blank=True, help_text="Version of the rule that judged it.")
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes, so that a stale page cannot overwrite a newer answer."
    )
    created_at = models.DateTimeField(default=timezone.now, help_text="When it was entered.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(precision__in=["day", "month", "year"]), name="trip_precision_is_known"),
            models.CheckConstraint(condition=Q(direction__in=["entry", "departure"]), name="trip_direction_is_known"),
        ]
        ordering = ["date", "created_at"]
