"""The frozen picture of one plaintiff, and of what the papers of a round share.

Every paper is made from these two and from nothing else, so what a claimant, an attorney or a case pack changes afterwards
changes no paper. Names of states are written out in Korean here, so that a newer list of countries does not rewrite an old
paper. What both hold is said in roster.py; what is hashed is their JSON.
"""

import hashlib
from datetime import UTC

from django.utils import timezone

from claimants.evidence.queries import body
from claimants.people.described import described
from documents.rounds import marks as kinds
from documents.rounds import roster
from documents.rounds.sums import sums
from litigation.cases.named import Lawyer, Sued
from litigation.cases.queries import defendants, lawyers, texts

PAPER_TEXTS = ("complaint.", "paper.")  # what counsel wrote for the papers, by the beginning of its key


def roster_sha256(hashes) -> str:
    """The hash of a roster: SHA-256 over the hashes of its entries in order, one a line."""
    digest = hashlib.sha256()
    for each in hashes:
        digest.update(each.encode() + b"\n")
    return digest.hexdigest()


def plaintiff(claim, *, round, number, marks) -> roster.Entry:
    """One plaintiff as of now. The claim comes with everything (`with_roster_parts`); marks gives exhibit numbers."""
    return roster.Entry(
        round=roster.RoundName(id=str(round.pk), number=round.number),
        number=number,
        claim=roster.Claim(
            id=str(claim.pk),
            reference=claim.reference,
            submitted_at=_instant(claim.submitted_at),
            decided_at=_instant(claim.decided_at),
            verdict=claim.verdict,
            rule_version=claim.rule_version,
        ),
        person=described(claim.claimant, claim.trips.all()),
        trips=tuple(map(_trip, claim.trips.all())),
        mandate=_mandate(claim.signed_mandates[0]),
        exhibits=tuple(_exhibit(evidence, marks) for evidence in _in_order(claim.kept_evidence)),
    )


def frame(round, *, plaintiffs: int) -> roster.Frame:
    """What all papers of the round share, as of now."""
    case = round.case
    against = defendants(case)
    found = sums(
        plaintiffs=plaintiffs,
        amount_won=round.amount_won,
        defendants=len(against),
        on=timezone.localdate(),
    )
    return roster.Frame(
        case=roster.CaseName(slug=case.slug, name=case.name, pack=case.pack, pack_version=case.pack_version),
        court=case.court,
        case_name=case.case_name_ko,
        defendants=tuple(map(Sued.from_json, against)),
        lawyers=tuple(map(Lawyer.of, lawyers(case))),
        amount_won=round.amount_won,
        order=round.order,
        sums={name: answer.as_json() for name, answer in found.items()},
        interest_from=case.interest_from,
        texts={key: _text(text) for prefix in PAPER_TEXTS for key, text in texts(case, prefix, "ko").items()},
    )


def _text(text):
    return roster.Text(version=text.version, language=text.language, sha256=text.sha256, body=text.body)


def _trip(trip):
    names = "date precision direction port other_port carrier number verdict".split()
    return roster.Trip(
        id=str(trip.pk), nationality=trip.nationality.code or "", **{name: getattr(trip, name) for name in names}
    )


def _mandate(mandate):
    return roster.Mandate(
        id=str(mandate.pk),
        level=mandate.level,
        language=mandate.language,
        method=mandate.method,
        signed_at=_instant(mandate.signed_at),
        content_sha256=mandate.content_sha256,
        snapshot=mandate.snapshot,
        document=roster.Document(
            stored_name=mandate.document_name, sha256=mandate.document_sha256, pages=mandate.document_pages or 0
        ),
    )


def _exhibit(evidence, marks):
    number, sub, title = marks.give(evidence.kind)
    return roster.Exhibit(
        evidence=str(evidence.pk),
        kind=evidence.kind,
        number=number,
        sub=sub,
        title=title,
        stored_name=evidence.stored_name,
        content_type=evidence.content_type,
        sha256=evidence.sha256,
        size=evidence.size,
        body=body(evidence),
        trip=str(evidence.trip_id or ""),
    )


def _in_order(evidence):
    """The files that become exhibits, kind by kind, oldest first; the id settles what came in the same moment."""
    order = kinds.exhibit_kinds()
    exhibits = [each for each in evidence if each.kind in order]
    return sorted(exhibits, key=lambda each: (order.index(each.kind), each.created_at, str(each.pk)))


def _instant(value):
    return value.astimezone(UTC).isoformat() if value else ""
