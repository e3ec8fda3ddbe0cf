"""Reading for intake: how complete a claim is, and everything its claimant told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from claimants.claims.models import Claim
from claimants.consents import rules as consent_rules
from claimants.evidence.models import Evidence
from claimants.intake import rules
from claimants.intake.models import Deficiency
from claimants.mandates.models import Mandate
from claimants.mandates.queries import lapsed
from claimants.people.capacity import minor_until
from claimants.people.models import Claimant, Nationality
from claimants.people.printing import note
from claimants.people.rules import masked
from claimants.trips.queries import Judged, judged_trips
from litigation.cases.queries import consents
from litigation.frame.context import address_of
from litigation.ledger.queries import about_claim


class Answers(TypedDict):
    """Everything the claimant told."""

    person: Claimant
    printing_note: str
    passport: str
    nationalities: list[Nationality]
    trips: list[Judged]
    files: list[Evidence]
    consents: list[tuple[str, bool]]
    mandate: Mandate | None


class LineWithUrl(TypedDict):
    task: rules.Task
    url: str


def deficiency_of(claim: Claim, pk: UUID | str) -> Deficiency:
    """One thing that was asked for of this claim; 404 where it was not."""
    return get_object_or_404(claim.deficiencies, pk=pk)


def earlier_request(claim: Claim) -> Deficiency | None:
    """What was asked for last before its person left, once they came back: it ended with the leaving, unanswered, and may matter
    still. None where the list of tasks asks for the same anyway, and once the claim was sent anew."""
    if claim.status != "draft":
        return None
    dropped = claim.deficiencies.filter(state=Deficiency.State.DROPPED, answered_at=None)
    return dropped.exclude(code__in=rules.ASKED_ANYWAY).order_by("-asked_at").first()


def facts_of(claim: Claim) -> dict[str, Any]:
    """Plain facts about how complete a claim is, for claims.rules.tasks."""
    person = claim.claimant
    return {
        "name": bool(person.family_name and (person.given_name or person.one_name)),
        "birth": person.birth_date is not None,
        "nationality": person.nationalities.exists() and bool(person.passport_number),
        "contact": bool(person.phone),
        "address": bool(person.country and person.address),
        "trips": claim.trips.count(),
        "evidence": claim.evidence.filter(removed_at=None).exclude(kind="passport").exclude(scan="infected").count(),
        "no_evidence_reason": bool(claim.no_evidence_reason),
        "consents_missing": consent_rules.missing(claim.case, claim.consents.all()),
        "mandate": claim.mandates.filter(Mandate.COUNTS).exists(),
        "lapsed": lapsed(claim),
        "of_age_on": minor_until(person),
    }


def with_urls(lines: Iterable[rules.Task]) -> list[LineWithUrl]:
    """Task lines with their addresses; a task that is blocked has none."""
    return [{"task": line, "url": "" if line.state == "blocked" else address_of(line.url_name, "")} for line in lines]


def task_line(claim: Claim, key: str) -> LineWithUrl | None:
    """The task a request sends the claimant to, with its address; None where only an answer is wanted."""
    lines = with_urls(rules.tasks(facts_of(claim)))
    return next((line for line in lines if line["task"].key == key), None)


def is_done(deficiency: Deficiency) -> bool:
    """Whether anything was done about a request since it was asked, as the ledger tells it."""
    if deficiency.code not in rules.DONE_BY:
        return False
    since = about_claim(deficiency.claim_id).filter(at__gte=deficiency.asked_at)
    return since.filter(**rules.DONE_BY[deficiency.code]).exists()


def answers_of(claim: Claim) -> Answers:
    """Everything the claimant told, as the page for checking shows it."""
    person = claim.claimant
    acts = consent_rules.newest_acts(claim.consents.all())
    mandate = claim.mandates.filter(state="signed").last()
    return {
        "person": person,
        "printing_note": note(person),
        "passport": masked(person.passport_number) if person.passport_number else "",
        "nationalities": list(person.nationalities.all()),
        "trips": judged_trips(claim),
        "files": list(claim.evidence.filter(removed_at=None)),
        "consents": [
            (each["text"].authored.title, acts.get(each["purpose"]) == "given")
            for each in consents(claim.case, get_language())
        ],
        "mandate": mandate,
    }


def last_saved(claim: Claim) -> datetime | None:
    """When an answer was last saved; None while nothing is told."""
    person = claim.claimant
    moments = [row.created_at for row in claim.trips.all()] + [row.at for row in claim.consents.all()]
    return max([*moments, person.updated_at] if person.version > 1 else moments, default=None)
