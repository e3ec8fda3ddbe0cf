"""What a copy of one's data holds: the files as they lie in the vault, and every fact kept of the claim, as data.json has it.

One function for each part. A table that speaks of a claim and is read by none of them fails
tests/documents/portability/test_contents.py. Names of keys stay for ever (docs/data-copy.md); times are UTC.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from claimants.claims.models import Claim
from claimants.eligibility.models import RuleChange
from claimants.evidence.models import Evidence
from claimants.leaving.queries_holds import holds_ever
from claimants.limitation.queries import of_claim
from documents.access.models import AccessRequest
from documents.bulletins import queries as bulletins
from documents.changes.models import AppealAnswer, AskedChange, RosterChange
from documents.exhibits.models import Exhibit
from documents.portability.rules import FORMAT, path
from litigation.ledger import words
from litigation.ledger.queries import about_claim

FILES, TO_COURT, SIGNED = "files", "as given to the court", "power of attorney"  # folders
ENDINGS = {"DCTDecode": ".jpg", "FlateDecode": ".png"}  # of a picture that the sandbox wrote
Fact = dict[str, Any]


@dataclass(frozen=True)
class Member:
    """A file of the vault that is copied as it is. key: stays the same for as long as its row is there."""

    key: str
    path: str
    stored_name: str
    sha256: str


def members(claim: Claim) -> list[Member]:
    """The files of a claim, in the order of their coming; the same rows give the same names. One that was unsafe is deleted
    already, and only its row tells of it."""
    found = []
    files = claim.evidence.exclude(scan=Evidence.Scan.INFECTED).order_by("created_at", "pk")
    for number, file in enumerate(files, 1):
        found.append(Member(f"file:{file.pk}", path(FILES, number, file.display_name), file.stored_name, file.sha256))
        if file.copy_name:
            ending = ENDINGS.get(file.body.get("packing"), ".pdf")
            name = path(TO_COURT, number, PurePosixPath(file.display_name).stem, ending)
            found.append(Member(f"copy:{file.pk}", name, file.copy_name, file.copy_sha256))
    sealed = claim.mandates.exclude(document_name="").order_by("signed_at", "pk")
    for number, mandate in enumerate(sealed, 1):
        name = path(SIGNED, number, f"signed {mandate.signed_at:%Y-%m-%d}", ".pdf")
        found.append(Member(f"mandate:{mandate.pk}", name, mandate.document_name, mandate.document_sha256))
    return found


def facts(claim: Claim, *, made_at: datetime, left_out: Collection[str] = ()) -> Fact:
    """Everything else, as data.json holds it. left_out: keys of members that could not be read."""
    paths = {each.key: each.path for each in members(claim) if each.key not in left_out}
    return {
        "format": FORMAT,
        "made_at": _utc(made_at),
        "claim": _claim(claim),
        "account": _account(claim),
        "person": _person(claim),
        "trips": [_trip(each) for each in claim.trips.all()],
        "files": [_file(each, paths) for each in claim.evidence.order_by("created_at", "pk")],
        "consents": [_consent(each) for each in claim.consents.select_related("text")],
        "powers_of_attorney": [_mandate(each, paths) for each in claim.mandates.select_related("text")],
        "requests": [_request(each) for each in claim.deficiencies.all()],
        "messages": [_message(each) for each in bulletins.mine(claim)],
        "mails": [_mail(each) for each in claim.notices.order_by("created_at")],
        "notes": [_note(each) for each in claim.notes.order_by("created_at")],
        "limitation": [_clock(each) for each in of_claim(claim)],
        "limitation_events": [_event(each) for each in claim.tolling_events.all()],
        "holds": [_hold(each) for each in holds_ever(claim)],
        "rule_counts": [_count(each) for each in RuleChange.objects.filter(claim=claim).order_by("pk")],
        "rounds": list(_rounds(claim)),
        "rounds_left_out_of": [_left_out(each) for each in claim.left_out_of.select_related("round")],
        "history": _history(claim),
    }


def _claim(claim):
    return {
        "reference": claim.reference,
        "case": str(claim.case),
        "status": claim.status,
        "begun_at": _utc(claim.created_at),
        "sent_at": _utc(claim.submitted_at),
        "decided_at": _utc(claim.decided_at),
        "refusal": claim.refusal_code,
        "verdict": claim.verdict,
        "verdict_detail": claim.verdict_detail,
        "rule_version": claim.rule_version,
        "no_evidence_reason": claim.no_evidence_reason,
        "states": [
            {"status": each.status, "from": _utc(each.from_at), "until": _utc(each.until_at)}
            for each in claim.spans.order_by("from_at", "pk")
        ],
    }


def _account(claim):
    account = claim.claimant.account
    return {
        "email": account.email,
        "email_verified_at": _utc(account.email_verified_at),
        "language": account.language,
        "time_zone": account.timezone,
        "begun_at": _utc(account.created_at),
    }


def _person(claim):
    person = claim.claimant
    return {
        "relation": person.relation,
        "family_name": person.family_name,
        "given_name": person.given_name,
        "one_name": person.one_name,
        "own_name": person.own_name,
        "hangul_name": person.hangul_name,
        "hangul_confirmed_at": _utc(person.hangul_confirmed_at),
        "birth_date": _day(person.birth_date),
        "passport_number": person.passport_number or "",
        "phone": person.phone or "",
        "country": str(person.country),
        "address": person.address or "",
        "postcode": person.postcode,
        "address_ko": person.address_ko or "",
        "nationalities": [
            {"country": str(each.country), "from": _day(each.held_from), "until": _day(each.held_until)}
            for each in person.nationalities.all()
        ],
        "entered_at": _utc(person.created_at),
        "changed_at": _utc(person.updated_at),
    }


def _trip(trip):
    return {
        "date": _day(trip.date),
        "precision": trip.precision,
        "direction": trip.direction,
        "port": trip.port,
        "other_port": trip.other_port,
        "carrier": trip.carrier,
        "number": trip.number,
        "nationality": str(trip.nationality),
        "verdict": trip.verdict,
        "rule_version": trip.rule_version,
        "entered_at": _utc(trip.created_at),
    }


def _file(file, paths):
    """path, court_path: in the ZIP; empty where there is none in it."""
    return {
        "path": paths.get(f"file:{file.pk}", ""),
        "court_path": paths.get(f"copy:{file.pk}", ""),
        "name": file.display_name,
        "kind": file.kind,
        "type": file.content_type,
        "size": file.size,
        "sha256": file.sha256,
        "court_sha256": file.copy_sha256,
        "scan": file.scan,
        "warnings": file.warnings,
        "grade": file.grade,
        "trip_date": _day(file.trip.date) if file.trip else None,
        "received_at": _utc(file.created_at),
        "removed_at": _utc(file.removed_at),
    }


def _consent(consent):
    return {
        "purpose": consent.purpose,
        "act": consent.act,
        "at": _utc(consent.at),
        "language": consent.text.language,
        "text_version": consent.text.version,
        "text": consent.text.body,
    }


def _mandate(mandate, paths):
    """signed: every value the document prints, the strokes of the signature too."""
    return {
        "path": paths.get(f"mandate:{mandate.pk}", ""),
        "state": mandate.state,
        "level": mandate.level,
        "method": mandate.method,
        "language": mandate.language,
        "signed_at": _utc(mandate.signed_at),
        "ended_at": _utc(mandate.ended_at),
        "lapsed": mandate.lapsed.split(),
        "content_sha256": mandate.content_sha256,
        "document_sha256": mandate.document_sha256,
        "text_version": mandate.text.version,
        "signed": mandate.snapshot,
    }


def _request(asked):
    return {
        "code": asked.code,
        "note": asked.note,
        "state": asked.state,
        "asked_at": _utc(asked.asked_at),
        "cure_by": _day(asked.cure_by),
        "reply": asked.reply,
        "answered_at": _utc(asked.answered_at),
    }


def _message(delivery):
    return {
        "texts": delivery.bulletin.texts,
        "sent_at": _utc(delivery.bulletin.leaves_at),
        "sent_by": str(delivery.bulletin.sent_by),
        "read_at": _utc(delivery.read_at),
    }


def _mail(notice):
    return {
        "kind": notice.kind,
        "language": notice.language,
        "state": notice.state,
        "queued_at": _utc(notice.created_at),
        "sent_at": _utc(notice.sent_at),
    }


def _note(note):
    return {"at": _utc(note.created_at), "text": note.text}


def _clock(clock):
    return {
        "theory": clock.theory.key,
        "last_day": _day(clock.last_day),
        "state": clock.state,
        "computation": clock.reckoning.computation,
    }


def _event(event):
    return {
        "kind": event.kind,
        "on": _day(event.on),
        "note": event.note,
        "entered_at": _utc(event.entered_at),
        "struck_at": _utc(event.struck_at),
    }


def _hold(hold):
    lifted = next((each for each in hold.acts.all() if each.review_on is None), None)
    return {
        "reason": hold.reason,
        "told": hold.told,
        "whole_case": hold.claim_id is None,
        "set_at": _utc(hold.set_at),
        "review_on": _day(hold.next_review),
        "lifted_at": _utc(lifted and lifted.done_at),
    }


def _count(change):
    return {
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "reasons": change.reasons,
        "in_force": change.written,
        "told_at": _utc(change.told_at),
    }


def _rounds(claim):
    """printed: every value that papers of the court print of this plaintiff."""
    for entry in claim.roster_entries.select_related("round").order_by("round__number"):
        changes = RosterChange.objects.filter(entry=entry).order_by("version")
        asked = AskedChange.objects.filter(entry=entry).order_by("number")
        appeals = AppealAnswer.objects.filter(entry=entry).order_by("pk")
        requests = AccessRequest.objects.filter(entry=entry).prefetch_related("answers").order_by("pk")
        yield {
            "round": entry.round.number,
            "plaintiff": entry.number,
            "status": entry.round.status,
            "frozen_at": _utc(entry.created_at),
            "printed": entry.snapshot,
            "exhibits": [
                {"number": each.number, "sub": each.sub, "title": each.title, "source_sha256": each.source_sha256}
                for each in Exhibit.objects.filter(entry=entry).order_by("number", "sub")
            ],
            "changes": [_change(each) for each in changes],
            "changes_asked_for": [_asked_change(each) for each in asked],
            "appeals": [
                {"appeals": each.appeals, "source": each.source, "at": _utc(each.confirmed_at)} for each in appeals
            ],
            "access_requests": [_access(each) for each in requests],
        }


def _asked_change(asked):
    """handed_in_on: since when the court has it; none while it waits or where it was taken back."""
    return {
        "kind": asked.kind,
        "person": asked.person,
        "reason": asked.reason,
        "status": asked.status,
        "at": _utc(asked.asked_at),
        "handed_in_on": asked.handed_in_on and asked.handed_in_on.isoformat(),
    }


def _change(change):
    return {
        "version": change.version,
        "kind": change.kind,
        "person": change.person,
        "reason": change.reason,
        "made_at": _utc(change.made_at),
    }


def _access(request):
    return {
        "received_on": _day(request.received_on),
        "proof": request.proof,
        "answers": [
            {
                "outcome": each.outcome,
                "answered_on": _day(each.answered_on),
                "reason": each.reason,
                "appeal": each.appeal,
            }
            for each in sorted(request.answers.all(), key=lambda each: each.pk)
        ],
    }


def _left_out(row):
    return {"round": row.round.number, "code": row.code}


def _history(claim):
    """The record of acts and looks, oldest first. by: you, team or system; nobody of the team by name."""
    own = str(claim.claimant.account_id)
    return [
        {
            "at": _utc(event.at),
            "verb": event.verb,
            "words": words.said(event.verb),
            "by": "you" if event.actor_id == own else "team" if event.actor_id else "system",
        }
        for event in about_claim(claim.pk).order_by("seq").iterator(chunk_size=500)
    ]


def _utc(moment):
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def _day(day):
    return day.isoformat() if day else None
