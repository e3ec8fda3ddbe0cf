"""The undertaking, its authored texts, its public facts, its eligibility rules, and who works on it.

What counsel may change is a row. What was authored is added, never edited: a text, fact or rule changes by a new
version, so what a person saw and signed can always be shown again.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from litigation.accounts import rights
from litigation.cases.rules import Authored, in_language, read
from litigation.law.eligibility import Rule


class Case(models.Model):
    """One wrong, many people. Nothing in the code is tied to one case: a case is loaded from its pack."""

    class MandateLevel(models.TextChoices):
        E_SIGNED = "e_signed", "Signed on screen"
        WET_INK = "wet_ink", "Signed on paper"
        NOTARISED = "notarised", "Notarised"
        APOSTILLED = "apostilled", "With apostille"
        CONSULAR = "consular", "Certified by a consul"

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False, help_text="Random; safe to show in a URL."
    )
    slug = models.SlugField(max_length=60, unique=True, help_text="Name in addresses: airport-face-data.")
    name = models.JSONField(help_text='Name per language: {"en": "…", "ko": "…"}.')
    pack = models.CharField(max_length=60, help_text="Folder in litigation/cases/packs/ it was loaded from.")
    pack_version = models.PositiveIntegerField(help_text="Version of the pack that was loaded last.")
    court = models.CharField(max_length=60, help_text="Court the suits go to, in Korean: 서울중앙지방법원.")
    case_name_ko = models.CharField(max_length=60, help_text="Case name on every paper: 손해배상(국).")
    defendants = models.JSONField(
        default=list,
        help_text="List of {name_ko, name_en, representative_ko, service_office_ko, service_address_ko}.",
    )
    consents = models.JSONField(
        default=list,
        help_text="What is asked, in order: {purpose, text, required, only_when}. One purpose, one box.",
    )
    opened_on = models.DateField(help_text="First day on which people may register, Seoul date.")
    closes_at = models.DateTimeField(help_text="Registration ends; later visitors read that and may leave no claim.")
    mandate_level = models.CharField(
        max_length=10,
        choices=MandateLevel,
        default=MandateLevel.E_SIGNED,
        help_text="A claim is ready for a round from this level of mandate on.",
    )
    amount_per_plaintiff_won = models.PositiveBigIntegerField(help_text="Claimed for each plaintiff, won.")
    interest_from = models.DateField(help_text="From when statutory interest is claimed, Seoul date.")
    next_filing_on = models.DateField(
        null=True,
        blank=True,
        help_text="When the next suit is planned to be filed, Seoul date. Empty: not planned yet.",
    )
    hosted_abroad = models.BooleanField(
        default=False, help_text="Data lies or is read outside Korea: the cross-border consent is asked (PIPA 28-8)."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_per_plaintiff_won__gt=0), name="case_amount_is_positive"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_on")), name="case_closes_after_it_opens"),
        ]
        ordering = ["opened_on", "slug"]

    def __str__(self):
        return in_language(self.name, get_language())

    @property
    def is_open(self) -> bool:
        return self.opened_on <= timezone.localdate() and timezone.now() < self.closes_at


class Origin(models.TextChoices):
    PACK = "pack", "From the case pack"
    COUNSEL = "counsel", "Changed by counsel"


class Confirmed(models.Model):
    """What counsel has to confirm before it is relied on; until then pages say "not yet confirmed by counsel"."""

    version = models.PositiveIntegerField(default=1, help_text="Counts up; older versions stay for ever.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the content, to tell whether a pack changed it.")
    effective_from = models.DateField(default=timezone.localdate, help_text="First day it is used, Seoul date.")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Attorney who confirmed it. Empty: not yet confirmed by counsel.",
    )
    confirmed_on = models.DateField(null=True, blank=True, help_text="When it was confirmed, Seoul date.")

    class Meta:
        abstract = True

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_on is not None


def both_or_neither(name):
    return models.CheckConstraint(
        condition=Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
        | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
        name=name,
    )


class CaseText(Confirmed):
    """One authored text in one language: what a consent, a mandate or a complaint says, word for word."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="texts", help_text="Whose text.")
    key = models.CharField(max_length=60, help_text="What it is: home.lead, consent.collection, mandate.text …")
    language = models.CharField(max_length=12, help_text="Language it is written in.")
    body = models.TextField(help_text="Title, summary and full text in the tiny form of cases/rules.py.")
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.PACK, help_text="Who wrote this version.")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose words it is. Empty: it came with the case pack.",
    )
    needs_second = models.BooleanField(
        default=False, help_text="It counts only once another attorney than who wrote it has confirmed it."
    )

    COUNTS = Q(needs_second=False) | Q(confirmed_on__isnull=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key", "language", "version"], name="case_text_version_once"),
            models.CheckConstraint(
                condition=Q(needs_second=False)
                | Q(written_by__isnull=False, confirmed_by=None)
                | (Q(written_by__isnull=False) & ~Q(confirmed_by=F("written_by"))),
                name="case_text_second_is_another",
            ),
            both_or_neither("case_text_confirmed_by_somebody_some_day"),
        ]
        ordering = ["key", "language", "-version"]

    def __str__(self):
        return f"{self.key} ({self.language}, version {self.version})"

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for a second attorney, so that it does not count."""
        return self.needs_second and not self.is_confirmed

    @property
    def authored(self) -> Authored:
        return read(self.body)


class CaseFact(models.Model):
    """One event of the public story, with its source. Shown to readers; never pleaded without an exhibit."""

    class Precision(models.TextChoices):
        DAY = "day", "Exact day"
        MONTH = "month", "Month known"
        YEAR = "year", "Year known"

    class Confidence(models.TextChoices):
        STATUTE = "V", "Read in the text of the law"
        SECONDARY = "V2", "Read in a secondary source"
        WEAK = "V2w", "Read in a weak source only"
        COMPUTED = "C", "Computed"
        UNVERIFIED = "K", "Not verified"

    earlier: "list[CaseFact]"  # set by queries.facts: the versions before it

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts", help_text="Whose story.")
    key = models.CharField(max_length=60, help_text="Name of the event within the case.")
    version = models.PositiveIntegerField(default=1, help_text="Counts corrections; the newest is shown.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the content, to tell whether a pack changed it.")
    date = models.DateField(help_text="The day, or the first day of the month or year that is known.")
    precision = models.CharField(
        max_length=5, choices=Precision, default=Precision.DAY, help_text="How exact the date is."
    )
    text = models.JSONField(help_text='What happened, per language: {"en": "…", "ko": "…"}.')
    source = models.CharField(max_length=200, help_text="Where it was read.")
    source_url = models.URLField(blank=True, help_text="Address of the source, where there is one.")
    confidence = models.CharField(max_length=3, choices=Confidence, help_text="How well it is verified.")
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.PACK, help_text="Who wrote this version.")
    hidden = models.BooleanField(default=False, help_text="Taken off the public page by this version.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who entered it. Empty: it came with the case pack.",
    )
    entered_at = models.DateTimeField(default=timezone.now, help_text="When this version was entered.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key", "version"], name="case_fact_version_once")]
        ordering = ["date", "key", "-version"]

    def __str__(self):
        return in_language(self.text, get_language())


class Defendant(Confirmed):
    """Who is sued, who represents them and where they are served, from a day on. The one that begins last counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties", help_text="In which case.")
    key = models.SlugField(max_length=40, help_text="Name of the defendant within the case.")
    position = models.PositiveSmallIntegerField(default=1, help_text="Place in the order of the papers, from 1.")
    name_ko = models.CharField(max_length=80, help_text="Name on papers: 대한민국.")
    name_en = models.CharField(max_length=120, blank=True, help_text="Name in English, for readers.")
    representative_ko = models.CharField(
        max_length=120, blank=True, help_text="Who represents them, as on papers: 법률상 대표자 법무부장관 ○○○ (SLA 2)."
    )
    service_office_ko = models.CharField(
        max_length=120,
        blank=True,
        help_text="Who is served: for the State the head of the 공소청 of the court (SLA 9).",
    )
    service_address_ko = models.CharField(max_length=200, blank=True, help_text="Where they are served.")
    citation = models.CharField(max_length=300, help_text="The law it rests on, or where it was read.")
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.PACK, help_text="Who wrote this version.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who entered it. Empty: it came with the case pack.",
    )
    entered_at = models.DateTimeField(default=timezone.now, help_text="When this version was entered.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key", "version"], name="defendant_version_once"),
            models.CheckConstraint(condition=~Q(name_ko="") & ~Q(citation=""), name="defendant_has_name_and_source"),
            both_or_neither("defendant_confirmed_by_somebody_some_day"),
        ]
        ordering = ["position", "key", "-version"]

    def __str__(self):
        return self.name_ko

    @property
    def is_ahead(self) -> bool:
        """Whether it holds only from a day to come: counsel can confirm it before."""
        return self.effective_from > timezone.localdate()


class EligibilityRule(Confirmed):
    """A dated rule set. Every claim stores which version judged it (litigation/law/eligibility.py says the form)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rules", help_text="Whose rule.")
    body = models.JSONField(help_text="Windows, age and ports, as law/eligibility.py reads them.")
    citation = models.TextField(help_text="The law and the disclosures it rests on.")
    published_at = models.DateTimeField(default=timezone.now, help_text="When it began to judge claims.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="eligibility_rule_version_once"),
            both_or_neither("eligibility_rule_confirmed_by_somebody_some_day"),
        ]
        ordering = ["-version"]

    def __str__(self):
        return f"rule {self.version}"

    def as_rule(self) -> Rule:
        """The mapping law.eligibility.judge and check_anonymous take."""
        return {**self.body, "version": self.version}


class RuleDraft(models.Model):
    """The rule as it could become. It judges nobody until an attorney publishes it; then it is the next version."""

    class State(models.TextChoices):
        OPEN = "open", _("Draft")
        PUBLISHED = "published", _("Published")
        DISCARDED = "discarded", _("Discarded")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rule_drafts", help_text="Whose rule.")
    body = models.JSONField(help_text="Windows, age and ports, as law/eligibility.py reads them.")
    citation = models.TextField(help_text="The law and the disclosures it rests on.")
    base = models.ForeignKey(
        EligibilityRule, on_delete=models.PROTECT, related_name="+", help_text="The version it was begun from."
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes: a preview of an earlier state of the draft publishes nothing."
    )
    state = models.CharField(max_length=9, choices=State, default=State.OPEN, help_text="Open until it is decided.")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who began it. Empty: it came with the case pack.",
    )
    begun_at = models.DateTimeField(default=timezone.now, help_text="When it was begun.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was published or discarded.")
    rule = models.OneToOneField(
        EligibilityRule,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="draft",
        help_text="The version it became.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="open"), name="rule_draft_one_open_per_case"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="rule_draft_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="published", rule__isnull=False) | (~Q(state="published") & Q(rule=None)),
                name="rule_draft_published_is_a_rule",
            ),
        ]
        ordering = ["-begun_at"]

    def __str__(self):
        return f"draft of rule {self.base.version + 1}"

    def as_rule(self) -> Rule:
        """The mapping law.eligibility.judge takes, under the version it would get."""
        return {**self.body, "version": self.base.version + 1}


class Membership(models.Model):
    """One person's role in one case. Attorneys of record stand on the public page and in every mandate."""

    class Role(models.TextChoices):
        HELPER = rights.HELPER, _("Helper")
        ATTORNEY = rights.ATTORNEY, _("Attorney")
        COORDINATOR = rights.COORDINATOR, _("Coordinator")
        CASE_LEAD = rights.CASE_LEAD, _("Case lead")
        AUDITOR = rights.AUDITOR, _("Auditor")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, help_text="Random.")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members", help_text="In which case.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships", help_text="Who."
    )
    role = models.CharField(max_length=11, choices=Role, help_text="What they may do: litigation/accounts/rights.py.")
    display_name = models.CharField(max_length=80, help_text="Name colleagues and claimants see.")
    of_record = models.BooleanField(
        default=False, help_text="Attorney of record: named on the public page, in mandates and on every paper."
    )
    name_ko = models.CharField(max_length=40, blank=True, help_text="Name in Korean, for papers.")
    bar_number = models.CharField(max_length=20, blank=True, help_text="Registration number at the bar.")
    firm = models.CharField(max_length=80, blank=True, help_text="Firm, in Korean, as on papers: 법무법인 ○○.")
    phone = models.CharField(max_length=32, blank=True, help_text="Number claimants may call, international form.")
    address_ko = models.CharField(max_length=200, blank=True, help_text="Office address in Korea, for service.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user", "role"], name="membership_role_once"),
            models.CheckConstraint(
                condition=Q(of_record=False) | (~Q(bar_number="") & ~Q(name_ko="")),
                name="membership_of_record_has_bar_number",
            ),
        ]
        ordering = ["role", "display_name"]

    def __str__(self):
        return f"{self.display_name} ({self.get_role_display()})"
