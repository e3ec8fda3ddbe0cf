"""A made-up person at work: the acts of a real one, in the same order, through the same actions."""

import random
from datetime import timedelta
from math import sin

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claimants.claims.actions import begin_claim
from claimants.consents.actions import save_consents
from claimants.consents.rules import asked
from claimants.demo.boarding_passes import boarding_pass_image, ticket_pdf
from claimants.demo.passports import passport_image
from claimants.demo.people import DemoPerson
from claimants.details import actions as people
from claimants.evidence.actions import keep_made, note_scan, receive, stored
from claimants.evidence.models import Evidence
from claimants.evidence.sandbox import make
from claimants.evidence.scanner import scan
from claimants.intake import actions as intake
from claimants.mandates.actions import sign
from claimants.mandates.queries import offer
from claimants.review import actions as review
from claimants.review.rules import needs_a_look
from claimants.trips.actions import add_trip
from litigation.accounts.actions import begin_account
from litigation.vault.files import open_file

NAME = "family_name given_name one_name own_name hangul_name".split()
HOME = "country address postcode address_ko".split()
TRIP = "precision direction port other_port carrier number nationality".split()
CURE_DAYS = 14
TICKET_EACH = 40  # a PDF is looked at in a sandbox, which takes a quarter of a second


def play(one: DemoPerson, part, *, case, lawyer, email=""):
    """The person registers and does everything a claim at this status has behind it; the lawyer does their share."""
    account = begin_account(email=email or one.email, language=_language(one))
    claim = begin_claim(case=case, account=account, late=True)
    tell_person(claim.claimant, one)
    trips = [tell_trip(claim, trip) for trip in one.trips]
    if part == "draft":
        return claim
    if part == "not_eligible" and claim.verdict != "no":
        intake.say_no_evidence(claim=claim, reason="I threw everything away when I moved.", actor=account)
    else:
        give_proof(claim, one, trips)
    give_consents(claim, one)
    put_signature(claim, one)
    intake.send_claim(claim=claim, actor=account)
    if part != "submitted":
        review.open_review(claim=claim, actor=lawyer)
        DECISIONS[part](claim, lawyer)
    return claim


def tell_person(claimant, one, *, actor=None):
    """one: anybody with the fields of a DemoPerson. actor: who writes it down, unless they do so themselves."""
    actor = actor or claimant.account
    people.save_name(claimant=claimant, actor=actor, **{name: getattr(one, name) for name in NAME})
    people.save_birth(claimant=claimant, birth_date=one.birth_date, actor=actor)
    people.save_nationalities(
        claimant=claimant, nationalities=one.nationalities, passport_number=one.passport_number, actor=actor
    )
    people.save_contact(claimant=claimant, phone=one.phone, actor=actor)
    people.save_address(claimant=claimant, actor=actor, **{name: getattr(one, name) for name in HOME})


def tell_trip(claim, trip):
    values = {name: getattr(trip, name) for name in TRIP}
    return add_trip(claim=claim, actor=claim.claimant.account, date=trip.remembered.first, **values)


def give_proof(claim, one, trips):
    """The passport's page and a pass for each trip they know to the day, else for the first; some kept the ticket instead."""
    actor = claim.claimant.account
    receive(claim=claim, kind="passport", upload=passport_image(one), name="passport.jpg", actor=actor)
    pairs = list(zip(one.trips, trips, strict=True))
    for number, (trip, row) in enumerate([pair for pair in pairs if pair[0].precision == "day"] or pairs[:1]):
        if (one.n + number) % TICKET_EACH == 4:
            kind, name, file = "ticket", "e-ticket.pdf", ticket_pdf(one, trip)
        else:
            kind, name, file = (
                "boarding_pass",
                f"boarding-pass-{trip.carrier}{trip.number}.jpg",
                boarding_pass_image(one, trip),
            )
        receive(claim=claim, kind=kind, upload=file, name=name, trip=row, actor=actor)


def check_files(claims):
    """The check of their files at once, for who cannot wait for the worker: virus scan, then what the court gets of each."""
    for evidence in Evidence.objects.filter(claim__in=claims).select_related("claim"):
        with open_file(evidence.stored_name) as stream:
            note_scan(evidence=evidence, verdict=scan(stream))
            made = make(stream, evidence.content_type)
        with stored(made) as kept, transaction.atomic():
            keep_made(evidence=evidence, made=made, stored=kept)


def give_consents(claim, one):
    """What the case needs; every third person leaves out what is optional."""
    given = {purpose for purpose, _key, required in asked(claim.case) if required or one.n % 3}
    save_consents(claim=claim, given=given, language=_language(one), actor=claim.claimant.account)


def put_signature(claim, one):
    """Two of three draw, the others type their name; both are equal."""
    shown = offer(claim, _language(one))
    mark = (
        {"method": "drawn", "strokes": drawing(one)}
        if one.n % 3
        else {"method": "typed", "typed_name": one.passport_name}
    )
    sign(
        claim=claim,
        text_id=shown.shown.pk,
        agreed_content_sha256=shown.sha256,
        language=_language(one),
        actor=claim.claimant.account,
        **mark,
    )


def drawing(one: DemoPerson) -> dict:
    """Strokes as sign.mjs sends them: a wave for each part of the name, always the same for the same name."""
    dice, strokes, x = random.Random(one.passport_name), [], 60  # noqa: S311 a picture, not a secret
    for part in one.passport_name.split():
        high, pace, points = dice.randrange(30, 70), dice.uniform(0.5, 1.1), 6 + 5 * min(len(part), 8)
        strokes.append(
            [
                [x + step * 5, round(150 - high * sin(step * pace) * (1 - step / points / 2) - step / 3), step * 14]
                for step in range(points)
            ]
        )
        x += points * 5 + 24
    strokes.append([[60, 215, 0], [x // 2, 205, 120], [x, 208, 240]])
    return {"w": max(600, x + 60), "h": 260, "strokes": strokes}


def _language(one):
    return one.language if one.language in settings.LANGUAGE_NAMES else "en"


def _read(claim, lawyer):
    review.add_note(
        claim=claim, text="Name and passport agree. The second flight is still to be compared.", actor=lawyer
    )


def _accept(claim, lawyer):
    """The worker looks at these files afterwards. A person would have to wait for it; the cast would take hours."""
    why = "The stamp in the passport shows the day." if needs_a_look(claim) else ""
    waiting = claim.evidence.filter(pictures=Evidence.Pictures.WAITING)
    later = list(waiting.values_list("pk", flat=True))
    waiting.update(pictures=Evidence.Pictures.FAILED)
    review.accept(claim=claim, why=why, actor=lawyer)
    claim.evidence.filter(pk__in=later).update(pictures=Evidence.Pictures.WAITING)


def _ask(claim, lawyer):
    cure_by = timezone.localdate() + timedelta(days=CURE_DAYS)
    review.ask_for_more(claim=claim, code="evidence_unreadable", cure_by=cure_by, actor=lawyer)


def _refuse(claim, lawyer):
    code = "outside_window" if claim.verdict == "no" else "no_proof"
    review.not_eligible(claim=claim, code=code, actor=lawyer)


DECISIONS = {"in_review": _read, "accepted": _accept, "needs_information": _ask, "not_eligible": _refuse}
