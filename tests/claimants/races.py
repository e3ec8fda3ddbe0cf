"""Everything a claimant can change about a claim, each verb with what it changes: what the races are run over."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claimants.claims.models import Claim
from claimants.consents.actions import save_consents
from claimants.consents.rules import asked
from claimants.details import actions as people
from claimants.evidence import actions as evidence
from claimants.intake import actions as intake
from claimants.mandates.actions import sign
from claimants.mandates.queries import offer
from claimants.trips import actions as trips
from tests import factories
from tests.documents.people import make_evidence, picture


@dataclass(frozen=True)
class Writer:
    """verb: room and name. change: does it to a claim. refused: the code of the refusal once the claim was sent."""

    verb: str
    change: Callable
    refused: str = "claim.not_editable"


WRITERS = []


def writer(verb, **told):
    def register(change):
        WRITERS.append(Writer(verb, change, **told))
        return change

    return register


def whole_claim():
    """A draft with every task done, a file kept (seed 1) and one taken back (seed 2)."""
    case = factories.make_case()
    factories.make_member(case, of_record=True)
    claim = factories.make_claim(case=case, ready=True)
    make_evidence(claim, trip=claim.trips.get(), seed=1)
    evidence.remove(evidence=make_evidence(claim, seed=2), actor=claim.claimant.account)
    return claim


def told(claim):
    """All that a claimant said, as it lies in the database."""
    claim = Claim.objects.get(pk=claim.pk)
    person = claim.claimant
    return {
        "claim": claim.no_evidence_reason,
        "person": [getattr(person, name) for name in ("given_name", "birth_date", "passport_number", "address")],
        "hangul": person.hangul_name,
        "nationalities": list(person.nationalities.values_list("country", flat=True)),
        "trips": list(claim.trips.values("pk", "date", "carrier").order_by("pk")),
        "evidence": list(claim.evidence.values("kind", "trip", "sha256", "removed_at").order_by("sha256")),
        "consents": list(claim.consents.values_list("purpose", "act").order_by("at")),
        "mandates": list(claim.mandates.values_list("pk", "state").order_by("pk")),
        "requests": list(claim.deficiencies.values_list("state", "reply")),
    }


@writer("details.save_name", refused="claimant.sent")
def _name(claim):
    names = {"family_name": "NGUYEN", "given_name": "OTHER", "one_name": False, "own_name": "", "hangul_name": ""}
    people.save_name(claimant=claim.claimant, actor=claim.claimant.account, **names)


@writer("details.save_birth", refused="claimant.sent")
def _birth(claim):
    people.save_birth(claimant=claim.claimant, birth_date=date(1990, 1, 2), actor=claim.claimant.account)


@writer("details.save_nationalities", refused="claimant.sent")
def _nationalities(claim):
    held = [("MN", None, None)]
    people.save_nationalities(claimant=claim.claimant, nationalities=held, actor=claim.claimant.account)


@writer("trips.add_trip")
def _add_trip(claim):
    factories.tell_trip(claim, date=date(2019, 3, 4))


@writer("trips.change_trip")
def _change_trip(claim):
    trips.change_trip(trip=claim.trips.get(), carrier="KE", actor=claim.claimant.account)


@writer("trips.remove_trip")
def _remove_trip(claim):
    trips.remove_trip(trip=claim.trips.get(), actor=claim.claimant.account)


@writer("evidence.receive")
def _receive(claim):
    upload = io.BytesIO(picture(3))
    evidence.receive(claim=claim, kind="boarding_pass", upload=upload, name="new.png", actor=claim.claimant.account)


@writer("evidence.replace")
def _replace(claim):
    old, upload = claim.evidence.get(removed_at=None), io.BytesIO(picture(3))
    evidence.replace(evidence=old, upload=upload, name="new.png", actor=claim.claimant.account)


@writer("evidence.remove")
def _remove(claim):
    evidence.remove(evidence=claim.evidence.get(removed_at=None), actor=claim.claimant.account)


@writer("evidence.restore")
def _restore(claim):
    evidence.restore(evidence=claim.evidence.get(removed_at__isnull=False), actor=claim.claimant.account)


@writer("evidence.describe")
def _describe(claim):
    file = claim.evidence.get(removed_at=None)
    evidence.describe(evidence=file, kind="ticket", trip=None, actor=claim.claimant.account)


@writer("consents.save_consents")
def _consent(claim):
    every = {purpose for purpose, _key, _required in asked(claim.case)}
    save_consents(claim=claim, given=every, language="en", actor=claim.claimant.account)


@writer("mandates.sign")
def _sign(claim):
    shown, person = offer(claim, "en"), claim.claimant
    name = person.passport_name.title()  # another signature than the one there is
    said = {"method": "typed", "typed_name": name, "language": "en", "actor": person.account}
    sign(claim=claim, text_id=shown.shown.pk, agreed_content_sha256=shown.sha256, **said)


@writer("intake.say_no_evidence")
def _no_evidence(claim):
    intake.say_no_evidence(claim=claim, reason="Lost in the flood", actor=claim.claimant.account)
