"""Made-up people as rows: accepted claims ready to be filed, in bulk. For demonstrations and measurements only.

Claims made here did not pass through review: one ledger event says so for all of them. They live in a case of their own
that takes no registrations, so that nobody's page ever shows them beside real ones.
"""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.demo.boarding_passes import boarding_pass_image
from claimants.demo.people import person
from claimants.evidence.models import Evidence
from claimants.mandates.models import Mandate
from claimants.people.models import Claimant, Nationality
from claimants.trips.models import Trip
from litigation.accounts.models import User
from litigation.cases.actions import seat_demo_team
from litigation.cases.models import Case, CaseText
from litigation.cases.pack import open_pack
from litigation.cases.queries import lawyers, text
from litigation.errors import DomainError
from litigation.law import reference
from litigation.ledger.actions import record
from litigation.vault.files import put

PACK = "airport-face-data"
BATCH = 100
SEND_FROM = datetime(2026, 11, 2, tzinfo=UTC)
STROKES = [[[0, 60], [30, 10], [60, 70], [95, 20], [120, 55]], [[40, 40], [110, 38]]]


def filing_case(count) -> Case:
    """The demonstration case in which `count` people are filed; made at first use from the pack, with its team."""
    _refuse_outside_a_demonstration()
    pack = open_pack(PACK)
    fields = "court case_name_ko defendants consents mandate_level amount_per_plaintiff_won interest_from hosted_abroad"
    with transaction.atomic():
        case, created = Case.objects.get_or_create(
            slug=f"{PACK}-filing-{count}",
            defaults={
                "name": {language: f"{name} · {count:,}" for language, name in pack.case["name"].items()},
                "pack": PACK,
                "pack_version": pack.case["version"],
                "opened_on": date(2026, 1, 1),
                "closes_at": datetime(2026, 1, 2, tzinfo=UTC),  # takes no registrations: on no public page
                **{name: pack.case[name] for name in fields.split()},
            },
        )
        if created:
            CaseText.objects.bulk_create(
                CaseText(case=case, key=key, language=language, body=body, sha256=_sha256(body))
                for (key, language), body in sorted(pack.texts.items())
            )
            seat_demo_team(case)
    return case


def accepted_claims(case, count, *, progress=None) -> int:
    """Make people until the case has `count` accepted claims; return how many were made. Refuses outside a demonstration."""
    _refuse_outside_a_demonstration()
    start, made = Claim.objects.filter(case=case).count(), 0
    while start + made < count:
        step = range(start + made, min(start + made + BATCH, count))
        with transaction.atomic():
            _batch(case, [person(n) for n in step])
        made += len(step)
        if progress:
            progress(f"  {start + made:,} of {count:,}")
    return made


def _refuse_outside_a_demonstration():
    if not settings.DEMO:
        raise DomainError("demo.only", _("Made-up people are for demonstrations only (HAMKKE_DEMO=1)."))


def _batch(case, people):
    made = [_Made(case, one) for one in people]
    User.objects.bulk_create(each.account for each in made)
    Claimant.objects.bulk_create(each.claimant for each in made)
    Nationality.objects.bulk_create(row for each in made for row in each.nationalities)
    Claim.objects.bulk_create(each.claim for each in made)
    Trip.objects.bulk_create(row for each in made for row in each.trips)
    Evidence.objects.bulk_create(each.evidence for each in made)
    texts = text(case, "mandate.text", "ko"), text(case, "mandate.text", "en")
    team = list(lawyers(case))
    Mandate.objects.bulk_create(each.mandate(texts, team) for each in made)
    record("demo.people_made", actor=None, subject=case, case=case, data={"claims": len(made)})


class _Made:
    """The rows of one made-up person, not yet in the database."""

    def __init__(self, case, one):
        self.case, self.one, now = case, one, timezone.now()
        self.account = User(email=f"{case.slug}.{one.email}", language=one.language)
        self.account.set_unusable_password()
        names = "family_name given_name one_name own_name hangul_name birth_date passport_number phone country address"
        self.claimant = Claimant(
            account=self.account,
            hangul_confirmed_at=now,
            postcode=one.postcode,
            address_ko=one.address_ko or None,
            **{name: getattr(one, name) for name in names.split()},
        )
        self.nationalities = [
            Nationality(claimant=self.claimant, country=code, held_from=since, held_until=until)
            for code, since, until in one.nationalities
        ]
        self.claim = Claim(
            case=case,
            claimant=self.claimant,
            reference=reference.new(),
            status="accepted",
            submitted_at=SEND_FROM + timedelta(minutes=one.n),
            decided_at=now,
            verdict="yes",
        )
        self.trips = [self._trip(each) for each in one.trips]
        self.evidence = self._evidence()

    def _trip(self, trip):
        names = "precision direction port other_port carrier number nationality"
        values = {name: getattr(trip, name) for name in names.split()}
        known = {"day": trip.day, "month": trip.day.replace(day=1), "year": trip.day.replace(month=1, day=1)}
        return Trip(claim=self.claim, date=known[trip.precision], verdict="in_window", **values)

    def _evidence(self):
        stored = put(boarding_pass_image(self.one, self.one.trips[0]), prefix="evidence")
        return Evidence(
            claim=self.claim,
            trip=self.trips[0],
            kind="boarding_pass",
            stored_name=stored.name,
            display_name="boarding-pass.jpg",
            content_type="image/jpeg",
            sha256=stored.sha256,
            size=stored.size,
            scan=Evidence.Scan.NOT_SCANNED,
        )

    def mandate(self, texts, team):
        korean, english = texts
        one, signed_at = self.one, self.claim.submitted_at - timedelta(minutes=5)
        signed = {
            "reference": self.claim.reference,
            "case_name": self.case.case_name_ko,
            "court": self.case.court,
            "language": "en",
            "method": "drawn" if one.n % 2 else "typed",
            "typed_name": one.passport_name,
            "strokes": STROKES,
            "signed_at": signed_at.isoformat(),
            "person": {
                "hangul": one.hangul_name,
                "roman": one.passport_name,
                "native": one.own_name,
                "birth_date": one.birth_date.isoformat(),
                "nationality": "",
                "address": one.address,
                "representative": "",
            },
            "defendants": self.case.defendants,
            "lawyers": [
                {name: getattr(each, name) for name in ("name_ko", "firm", "phone", "address_ko")} for each in team
            ],
            "text": {
                "version": korean.version,
                "sha256": korean.sha256,
                "ko": korean.body,
                "other": "" if one.language == "ko" else english.body,
            },
            "email": {"shown": "p••••@example.org", "verified_at": (signed_at - timedelta(hours=1)).isoformat()},
        }
        return Mandate(
            claim=self.claim,
            text=korean,
            language="en",
            method=signed["method"],
            snapshot=signed,
            content_sha256=_sha256(json.dumps(signed, sort_keys=True, ensure_ascii=False)),
            signed_by=self.account,
            signed_at=signed_at,
        )


def _sha256(body) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
