"""Accepted claims as rows, with no acts behind them: for measuring a filing of thousands, not for looking at.

The forty acts a real person does, each with its event in the ledger, would take longer than the filing that is measured.
People, texts and signatures are those of the demonstration; the photos are a small pool, drawn once and stored for each.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice

from django.db import transaction

from claimants.claims.models import Claim
from claimants.claims.references import free
from claimants.demo.acting import HOME, NAME, TRIP, drawing
from claimants.demo.boarding_passes import boarding_pass_image
from claimants.demo.build import refuse_outside_a_demonstration
from claimants.demo.casting import covered
from claimants.evidence import jpeg
from claimants.evidence.body import of_jpeg
from claimants.evidence.models import Evidence
from claimants.mandates import rules
from claimants.mandates.models import Mandate
from claimants.mandates.queries import offer
from claimants.mandates.signed import Address, Signed
from claimants.people.described import signing
from claimants.people.models import Claimant, Nationality
from claimants.people.words import country_ko
from claimants.trips.models import Trip
from litigation.accounts.models import User
from litigation.cases.queries import current_rule
from litigation.kept import sha256
from litigation.law.figures import SEOUL
from litigation.vault.files import put, together

POOL = 60  # different photos
BATCH = 500
BEGAN = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
COPIED = (*NAME, *HOME, "birth_date", "passport_number", "phone")


def filed_people(case, count, *, photos=3, progress=None):
    """`count` accepted claims, each with a signed power of attorney and so many boarding passes. The case is empty before."""
    refuse_outside_a_demonstration()
    people = covered(current_rule(case).as_rule())
    pool = _pool(case)
    reviewer = case.members.first().user
    for start in range(0, count, BATCH):
        cast = list(islice(people, min(BATCH, count - start)))
        with transaction.atomic():
            claims = _claims(case, cast, start, reviewer)
            _proof(claims, cast, start, pool, photos)
            _mandates(case, claims, cast)
        if progress:
            progress(f"  {start + len(cast):,} of {count:,}")


def _claims(case, cast, start, reviewer):
    accounts = User.objects.bulk_create(User(email=f"{case.slug}.{one.email}", language="en") for one in cast)
    claimants = Claimant.objects.bulk_create(
        Claimant(
            account=account,
            hangul_confirmed_at=BEGAN,
            **{name: getattr(one, name) for name in COPIED},
        )
        for one, account in zip(cast, accounts, strict=True)
    )
    Nationality.objects.bulk_create(
        Nationality(claimant=claimant, country=country, held_from=since, held_until=until)
        for one, claimant in zip(cast, claimants, strict=True)
        for country, since, until in one.nationalities
    )
    return Claim.objects.bulk_create(
        Claim(
            case=case,
            claimant=claimant,
            reference=reference,
            status="accepted",
            submitted_at=BEGAN + timedelta(seconds=start + number),
            decided_at=BEGAN,
            reviewer=reviewer,
            verdict="yes",
            rule_version=1,
        )
        for number, (claimant, reference) in enumerate(zip(claimants, free(len(claimants)), strict=True))
    )


def _proof(claims, cast, start, pool, photos):
    trips = [
        Trip(claim=claim, date=trip.remembered.first, **{name: getattr(trip, name) for name in TRIP})
        for claim, one in zip(claims, cast, strict=True)
        for trip in one.trips[:1]
    ]
    Trip.objects.bulk_create(trips)
    with together():
        rows = [
            _photo(trip, BEGAN + timedelta(seconds=place), pool[((start + number) * photos + place) % len(pool)])
            for number, trip in enumerate(trips)
            for place in range(photos)
        ]
    Evidence.objects.bulk_create(rows)


@lru_cache(maxsize=64)
def _body(picture):
    """As the sandbox would say it of these photos of ours."""
    return of_jpeg(jpeg.read(picture)).as_row()


def _photo(trip, at, picture):
    stored = put(picture, prefix="evidence")
    return Evidence(
        claim=trip.claim,
        trip=trip,
        kind="boarding_pass",
        display_name="boarding-pass.jpg",
        content_type="image/jpeg",
        scan="clean",
        pictures="ready",
        body=_body(picture),
        created_at=at,
        stored_name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
    )


def _mandates(case, claims, cast):
    """What mandates.sign keeps, with each one's own values in the text that everybody signs."""
    shown = offer(claims[0], "en")
    Mandate.objects.bulk_create(_mandate(shown, claim, one) for claim, one in zip(claims, cast, strict=True))


def _mandate(shown, claim, one):
    person = claim.claimant
    typed = rules.Mark(rules.TYPED, typed_name=one.passport_name)
    mark = rules.drawn(drawing(one)) if one.n % 3 else typed
    said = signing(person, nationality=country_ko(one.nationality))
    signed = Signed.of(
        replace(shown.content, reference=claim.reference, person=said),
        offer_sha256=shown.sha256,
        method=mark.method,
        typed_name=mark.typed_name,
        strokes=list(mark.strokes),
        signed_at=claim.submitted_at.isoformat(timespec="milliseconds"),
        signed_at_seoul=claim.submitted_at.astimezone(SEOUL).isoformat(timespec="milliseconds"),
        email=Address(shown=rules.masked_email(person.account.email), verified_at=BEGAN.isoformat(timespec="seconds")),
    )
    snapshot = signed.to_json()
    return Mandate(
        claim=claim,
        text=shown.korean,
        language=shown.content.language,
        method=mark.method,
        snapshot=snapshot,
        content_sha256=sha256(snapshot),
        signed_by=person.account,
        signed_at=claim.submitted_at,
    )


def _pool(case):
    people = islice(covered(current_rule(case).as_rule()), POOL)
    return [boarding_pass_image(one, one.trips[0]) for one in people]
