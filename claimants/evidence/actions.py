"""Receiving proof, describing it, taking it back, judging it. The only writers of evidence.

What happens to a file after it was received (scan, exhibit, page images) is written by the verbs at the end, which the job calls.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.actions import editing
from claimants.claims.models import Claim
from claimants.evidence import kinds, rules
from claimants.evidence.intake import check, clean_name
from claimants.evidence.limits import refuse_claim_too_fast, refuse_person_too_fast, refuse_without_room
from claimants.evidence.models import Evidence, EvidencePage
from claimants.evidence.rules import UNDO_DAYS, unsafe
from claimants.evidence.sandbox import Made, Page
from claimants.evidence.scanner import Verdict
from claimants.leaving.queries import held_by
from claimants.trips.models import Trip
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs.actions import start
from litigation.ledger.actions import record, take_turn
from litigation.vault import files
from litigation.vault.files import Source, Stored

Kept = tuple[Stored | None, list[tuple[Page, str, str]]]  # the copy, and each page with its image and thumbnail
INTAKE, RECHECK = "evidence.intake", "evidence.recheck"


@dataclass(frozen=True)
class Received:
    """What came of a file. new: False where the claim already had exactly this file."""

    evidence: Evidence
    new: bool


def receive(
    *, claim: Claim, kind: str, upload: Source, actor: User, name: str = "", trip: Trip | None = None
) -> Received:
    """Take one file for the claim and start its check; the page can be used before that has run.

    upload: an uploaded file, a stream or bytes; name: the sender's file name where the upload has none.
    In this order: the claim is open for changes, the kind is known, the trip is of this claim; the file is one we take
    (intake.check) and is stored encrypted; then, with the claim held and all of that asked again: the file is not there
    yet, there is room for it, it is written down, the job started. The same file twice is the same row.
    Refuses with a sentence that names the file; then nothing of it is kept.
    """
    return _receive(claim, kind, trip, upload, name, actor)


def replace(*, evidence: Evidence, upload: Source, actor: User, name: str = "") -> Received:
    """A better copy for an old one: received with its kind and trip in its place. Undo brings the old one back."""
    return _receive(evidence.claim, evidence.kind, evidence.trip, upload, name, actor, instead_of=evidence)


def remove(*, evidence: Evidence, actor: User) -> None:
    """Take a file back. It can be restored for UNDO_DAYS; removing it twice is removing it once."""
    with editing(evidence.claim):
        _take_back(evidence, actor)


def restore(*, evidence: Evidence, actor: User) -> None:
    """Undo a removal. Refuses a file found unsafe, one that was added again meanwhile, and one there is no room for any more."""
    with editing(evidence.claim) as claim:
        removed = claim.evidence.filter(pk=evidence.pk, removed_at__isnull=False)
        if not (row := removed.first()):
            return
        _refuse_unsafe(row, row.display_name)
        if _kept(claim).filter(sha256=evidence.sha256).exists():
            sentence = _("You have added this file again, so it is on your list already.")
            raise DomainError("evidence.already_there", sentence, status=409)
        refuse_without_room(claim, evidence.display_name, evidence.size)
        removed.update(removed_at=None)
        _record("evidence.restored", evidence, actor)


def describe(*, evidence: Evidence, kind: str, trip: Trip | None, actor: User) -> None:
    """Say what a file is and which trip it shows (None: no certain one)."""
    with editing(evidence.claim) as claim:
        _refuse_unknown(kind, claim, trip)
        claim.evidence.filter(pk=evidence.pk).update(kind=kind, trip=trip)
        _record("evidence.described", evidence, actor, kind=kind, trip=str(trip.pk) if trip else "")


def grade(*, evidence: Evidence, grade: str, actor: User) -> None:
    """An attorney's judgment of how strong a proof is; an empty grade takes it back."""
    if grade not in Evidence.Grade.values:
        sentence = _("Choose how strong this proof is.")
        raise DomainError("evidence.grade_unknown", sentence, fields={"grade": sentence})
    with transaction.atomic():
        take_turn()
        Evidence.objects.filter(pk=evidence.pk).update(grade=grade)
        _record("evidence.graded", evidence, actor, grade=grade)


# What the job finds out ------------------------------------------------------------------------------------------------
def note_scan(*, evidence: Evidence, verdict: Verdict) -> None:
    """Write down what the scanner said. An unsafe file is deleted at once; its row and hash stay to tell of it."""
    with transaction.atomic():
        take_turn()
        Evidence.objects.filter(pk=evidence.pk).update(scan=verdict.status)
        evidence.scan = verdict.status
        _record("evidence.scanned", evidence, None, scan=verdict.status)
        if verdict.status == Evidence.Scan.INFECTED:
            transaction.on_commit(lambda: files.delete(evidence.stored_name))


class MadeAlready(Exception):
    """Another worker was first, or the file is gone: what was made now is not needed."""


@contextmanager
def stored(made: Made) -> Iterator[Kept]:
    """Put what the sandbox made (sandbox.Made) into the vault: (copy or None, [(Page, image name, thumbnail name)]).

    Where the block does not end well, nothing of it stays.
    """
    put = []

    def kept(content, prefix):
        put.append(files.put(content, prefix=prefix))
        return put[-1]

    try:
        with files.together():
            copy = kept(made.copy, "copies") if made.copy is not None else None
            pages = [(page, kept(page.image, "pages").name, kept(page.thumb, "pages").name) for page in made.pages]
        yield copy, pages
    except BaseException:
        for each in put:
            files.delete(each.name)
        raise


def keep_made(*, evidence: Evidence, made: Made, stored: Kept) -> None:
    """What the court gets of a file, and its page images; whatever there was before gives way.

    A flaw (sandbox.Made) keeps it from being an exhibit: its person reads why. Raises MadeAlready, and keeps nothing,
    where it is not waited for.
    """
    copy, pages = stored
    before = _names_of(evidence)
    error = str(rules.FLAWS[made.flaw]) if made.flaw else ""
    changed = Evidence.objects.filter(pk=evidence.pk, pictures=Evidence.Pictures.WAITING).update(
        pictures=Evidence.Pictures.FAILED if error else Evidence.Pictures.READY,
        pictures_error=error,
        body=made.body,
        copy_name=copy.name if copy else "",
        copy_sha256=copy.sha256 if copy else "",
        warnings=made.warnings,
    )
    if not changed:
        raise MadeAlready
    EvidencePage.objects.filter(evidence=evidence).delete()
    EvidencePage.objects.bulk_create(
        EvidencePage(
            evidence=evidence,
            number=page.number,
            stored_name=image,
            thumb_name=thumb,
            width=page.width,
            height=page.height,
        )
        for page, image, thumb in pages
    )
    transaction.on_commit(lambda: _delete(before))


def note_no_pages(*, evidence: Evidence, sentence: str) -> None:
    """No page images could be made; the person reads why."""
    Evidence.objects.filter(pk=evidence.pk).update(pictures=Evidence.Pictures.FAILED, pictures_error=sentence[:300])


def purge_removed() -> int:
    """Delete for good what was removed more than UNDO_DAYS ago, no paper needs and nobody holds. Returns how many files."""
    before = timezone.now() - timedelta(days=UNDO_DAYS)
    return sum(_purge(evidence, before) for evidence in Evidence.objects.filter(removed_at__lt=before))


def forget(*, claim: Claim) -> None:
    """Delete all proof of a claim for good, files and rows."""
    names = [name for row in claim.evidence.all() for name in (row.stored_name, *_names_of(row))]
    claim.evidence.all().delete()
    transaction.on_commit(lambda: _delete(names))


def _purge(evidence, before):
    """Whether a file was deleted: one that was put back meanwhile stays, and so does what is held or stands in a paper."""
    try:
        with transaction.atomic():
            take_turn()
            row = Evidence.objects.select_related("claim").filter(pk=evidence.pk, removed_at__lt=before).first()
            if row is None or held_by(row.claim).holds:
                return False
            names = [row.stored_name, *_names_of(row)]
            _record("evidence.deleted", row, None)
            row.delete()
    except ProtectedError:
        return False
    _delete(names)
    return True


def _receive(claim, kind, trip, upload, name, actor, *, instead_of=None):
    """Examine and store while nothing is held, since both take long; then keep the file, or drop the stored copy.

    What is plain before is said before; it is asked again at the end, since the claim may have been sent meanwhile.
    """
    with editing(claim):
        _refuse_unknown(kind, claim, trip)
    upload = io.BytesIO(upload) if isinstance(upload, bytes) else upload
    told = name or getattr(upload, "name", "")
    refuse_person_too_fast(actor, clean_name(told))
    checked = check(upload, name=told)
    refuse_claim_too_fast(claim, checked.name)
    stored = files.put(upload, prefix="evidence")
    try:
        with editing(claim):
            _refuse_unknown(kind, claim, trip)
            came = _keep_once(claim, kind, trip, checked, stored, actor, instead_of)
    except BaseException:
        files.delete(stored.name)
        raise
    if not came.new:
        files.delete(stored.name)
    return came


def _keep_once(claim, kind, trip, checked, stored, actor, instead_of):
    """A new row, or the one that holds exactly this file already."""
    found = _kept(claim).filter(sha256=stored.sha256).first()
    if found:
        _refuse_unsafe(found, checked.name)
    if instead_of is not None and found != instead_of:
        _take_back(instead_of, actor)
    if found:
        return Received(found, new=False)
    refuse_without_room(claim, checked.name, stored.size)
    return Received(_keep(claim, kind, trip, checked, stored, actor), new=True)


def _names_of(evidence):
    """What was made of a file: its copy and page images, as they stand in the vault."""
    pages = evidence.pages.values_list("stored_name", "thumb_name")
    copy = Evidence.objects.filter(pk=evidence.pk).exclude(copy_name="").values_list("copy_name", flat=True)
    return [*copy, *(name for page in pages for name in page)]


def _delete(names):
    for name in names:
        files.delete(name)


def _keep(claim, kind, trip, checked, stored, actor):
    evidence = Evidence.objects.create(
        claim=claim,
        trip=trip,
        kind=kind,
        stored_name=stored.name,
        display_name=checked.name,
        content_type=checked.type.value,
        sha256=stored.sha256,
        size=stored.size,
        uploaded_by=actor,
    )
    _record("evidence.received", evidence, actor, sha256=stored.sha256, size=stored.size, kind=kind)
    start(INTAKE, actor=actor, subject=evidence, items=[(str(evidence.pk), {"evidence": str(evidence.pk)})])
    return evidence


def _kept(claim):
    return claim.evidence.filter(removed_at=None)


def _take_back(evidence, actor):
    if _kept(evidence.claim).filter(pk=evidence.pk).update(removed_at=timezone.now()):
        _record("evidence.removed", evidence, actor)


def _refuse_unknown(kind, claim, trip):
    if kinds.find(kind) is None:
        sentence = _("Choose what this file is.")
        raise DomainError("evidence.kind_unknown", sentence, fields={"kind": sentence})
    if trip is not None and not claim.trips.filter(pk=trip.pk).exists():
        sentence = _("Choose one of your trips.")
        raise DomainError("evidence.trip_unknown", sentence, fields={"trip": sentence})


def _refuse_unsafe(evidence, name):
    if evidence.scan == Evidence.Scan.INFECTED:
        sentence = unsafe(name)
        raise DomainError("evidence.unsafe", sentence, fields={"file": sentence})


def _record(verb, evidence, actor, **data):
    record(verb, actor=actor, subject=evidence, claim=evidence.claim_id, case=evidence.claim.case_id, data=data)
