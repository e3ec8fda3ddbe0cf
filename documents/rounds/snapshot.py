"""The frozen picture of one plaintiff, and of what the papers of a round share.

Every paper is made from these two and from nothing else, so what a claimant, an attorney or a case pack changes afterwards
changes no paper. Values are plain JSON: texts, whole numbers, ISO dates. Names of states are written out in Korean here, so
that a newer list of countries does not rewrite an old paper.
"""

import hashlib
import json
from datetime import UTC

from django.utils import timezone

from claimants.evidence.queries import body
from claimants.people.words import country_ko
from documents.rounds import marks as kinds
from documents.rounds.sums import sums
from litigation.cases.queries import defendants, lawyers, texts

FORMAT = 1
PAPER_TEXTS = ("complaint.", "paper.")  # what counsel wrote for the papers, by the beginning of its key


def canonical(data) -> bytes:
    """One spelling of the same JSON: sorted names, no spaces, letters as they are."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(data) -> str:
    return hashlib.sha256(canonical(data)).hexdigest()


def roster_sha256(hashes) -> str:
    """The hash of a roster: SHA-256 over the hashes of its entries in order, one a line."""
    digest = hashlib.sha256()
    for each in hashes:
        digest.update(each.encode() + b"\n")
    return digest.hexdigest()


def plaintiff(claim, *, round, number, marks) -> dict:
    """One plaintiff as of now. The claim comes with everything (`with_roster_parts`); marks gives exhibit numbers."""
    person, mandate = claim.claimant, claim.signed_mandates[0]
    return {
        "format": FORMAT,
        "round": {"id": str(round.pk), "number": round.number},
        "number": number,
        "claim": {
            "id": str(claim.pk),
            "reference": claim.reference,
            "submitted_at": _instant(claim.submitted_at),
            "decided_at": _instant(claim.decided_at),
            "verdict": claim.verdict,
            "rule_version": claim.rule_version,
        },
        "person": _person(person, claim.trips.all()),
        "trips": [_trip(trip) for trip in claim.trips.all()],
        "mandate": _mandate(mandate),
        "exhibits": [_exhibit(evidence, marks) for evidence in _in_order(claim.kept_evidence)],
    }


def frame(round, *, plaintiffs: int) -> dict:
    """What all papers of the round share: court, parties, lawyers, sums, and the exact texts with version and hash."""
    case = round.case
    against = defendants(case)
    found = sums(
        plaintiffs=plaintiffs,
        amount_won=round.amount_won,
        defendants=len(against),
        on=timezone.localdate(),
    )
    return {
        "format": FORMAT,
        "case": {"slug": case.slug, "name": case.name, "pack": case.pack, "pack_version": case.pack_version},
        "court": case.court,
        "case_name": case.case_name_ko,
        "defendants": against,
        "lawyers": [_lawyer(member) for member in lawyers(case)],
        "amount_won": round.amount_won,
        "order": round.order,
        "sums": {name: answer.as_json() for name, answer in found.items()},
        "interest_from": case.interest_from.isoformat(),
        "texts": {
            key: {"version": text.version, "language": text.language, "sha256": text.sha256, "body": text.body}
            for prefix in PAPER_TEXTS
            for key, text in texts(case, prefix, "ko").items()
        },
    }


def _person(person, trips):
    held = list(person.nationalities.all())
    now = [each.country.code for each in held if each.held_until is None]
    then = {trip.nationality.code for trip in trips if trip.nationality}
    return {
        "hangul": person.hangul_name,
        "roman": person.passport_name,
        "native": person.own_name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "passport_number": person.passport_number or "",
        "relation": person.relation,
        "nationalities": [
            {"code": each.country.code, "from": _day(each.held_from), "until": _day(each.held_until)} for each in held
        ],
        "nationality": " · ".join(country_ko(code) for code in now or sorted(then)),
        "nationality_then": " · ".join(country_ko(code) for code in sorted(then)),
        "country": person.country.code or "",
        "country_ko": country_ko(person.country.code) if person.country else "",
        "address": person.address or "",
        "address_ko": person.address_ko or "",
        "postcode": person.postcode,
    }


def _trip(trip):
    values = {
        name: getattr(trip, name) for name in "precision direction port other_port carrier number verdict".split()
    }
    return {"id": str(trip.pk), "date": trip.date.isoformat(), "nationality": trip.nationality.code or "", **values}


def _mandate(mandate):
    return {
        "id": str(mandate.pk),
        "level": mandate.level,
        "language": mandate.language,
        "method": mandate.method,
        "signed_at": _instant(mandate.signed_at),
        "content_sha256": mandate.content_sha256,
        "snapshot": mandate.snapshot,
        "document": {
            "stored_name": mandate.document_name,
            "sha256": mandate.document_sha256,
            "pages": mandate.document_pages or 0,
        },
    }


def _exhibit(evidence, marks):
    number, sub, title = marks.give(evidence.kind)
    return {
        "evidence": str(evidence.pk),
        "kind": evidence.kind,
        "number": number,
        "sub": sub,
        "title": title,
        "stored_name": evidence.stored_name,
        "content_type": evidence.content_type,
        "sha256": evidence.sha256,
        "size": evidence.size,
        "body": body(evidence),
        "trip": str(evidence.trip_id or ""),
    }


def _in_order(evidence):
    """The files that become exhibits, kind by kind, oldest first; the id settles what came in the same moment."""
    order = kinds.exhibit_kinds()
    exhibits = [each for each in evidence if each.kind in order]
    return sorted(exhibits, key=lambda each: (order.index(each.kind), each.created_at, str(each.pk)))


def _lawyer(member):
    return {name: getattr(member, name) for name in ("name_ko", "firm", "bar_number", "phone", "address_ko")}


def _day(value):
    return value.isoformat() if value else ""


def _instant(value):
    return value.astimezone(UTC).isoformat() if value else ""
