"""Making the papers of a round, and keeping what was made."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.notices.actions import notify
from documents.changes.queries import version_to_file
from documents.packages.archive import length
from documents.packages.making import Batch
from documents.packages.models import Package, PackageFile, SpotCheck
from documents.packages.queries import expected_files, flawed, limit_of, unopened_by, zip_of
from documents.packages.rules import MANIFEST, Envelopes
from documents.papers.as_of import Filed
from documents.papers.models import Filing, PaperFile
from documents.papers.queries import OF_PACKAGE, package_files, package_filings
from documents.papers.registry import ROUND, kinds
from documents.rounds.models import RosterEntry, Round
from documents.rounds.rules import refuse_unless_frozen
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs.actions import Item, add_items, start
from litigation.jobs.models import JobItem
from litigation.ledger.actions import look, record, take_turn
from litigation.ledger.types import Actor

KIND = "round.papers"
ROWS = 1000  # written at a time
BATCH = 50  # plaintiffs in one item: one roster query, one commit; lost work is a few seconds


def make_papers(*, round: Round, actor: User, anew: bool = False, tell: bool = True) -> Package:
    """Begin to make all papers of a frozen round as the next version of its package; the work goes on as a job.

    It is made from the version of the roster that is to be filed: until then the newest. What was made before from the same
    snapshot by the same code is taken over, unless it shall be made anew; the papers of who left are taken out.
    Whoever begins it gets a mail at the end, unless `tell` is off: made-up people have no mailbox.
    Refuses a round that is not frozen, and one whose papers are being made at this moment.
    """
    with transaction.atomic():
        take_turn()
        refuse_unless_frozen(round)
        last = Package.objects.filter(round=round).aggregate(last=Max("version"))["last"] or 0
        package = Package.objects.create(round=round, version=last + 1, roster_version=version_to_file(round))
        for kind in kinds().values():
            if kind.per != ROUND or kind.concerns(round):
                Filing.objects.get_or_create(round=round, type=kind.type, **OF_PACKAGE)
        package_filings(round).update(state=Filing.State.WAITING)
        if anew:
            package_files(round).update(made_of="")
        package_files(round).filter(entry__number__in=package.roster.left).delete()
        params = {"package": str(package.pk), "round": round.number, "tell": tell}
        package.job = start(
            KIND, actor=actor, case=round.case, subject=round, items=_items(package.roster), params=params
        )
        package.save(update_fields=["job"])
        data = {"round": round.number, "version": package.version, "roster": package.roster_version}
        record("package.begun", actor=actor, subject=package, case=round.case_id, data=data)
    return package


def _items(roster):
    """(key, payload) of the work: each paper of the whole round, then the plaintiffs, so many at a time."""
    for kind in kinds().values():
        if kind.per == ROUND and kind.concerns(roster):
            yield kind.type, {"type": kind.type}
    files = expected_files(roster)
    for first in range(1, roster.last_number + 1, BATCH):
        yield stretch(first, min(first + BATCH - 1, roster.last_number), files)


def stretch(first: int, last: int, files: Mapping[int, int]) -> Item:
    """The item for the papers of plaintiffs first..last; files: how many each plaintiff has."""
    told = {"first": first, "last": last, "files": sum(files[number] for number in range(first, last + 1))}
    return f"plaintiffs:{first}-{last}", told


def keep(*, item: JobItem, roster: Filed, batch: Batch) -> None:
    """Within the commit of an item: remember its files, forget what stood in their place, and name who was set aside.

    Made again with the same bytes nothing changes; with others the newer ones count. A paper that could not be made now
    stands in no package with what an earlier code made of it.
    """
    _forget(batch)
    PaperFile.objects.bulk_create(
        batch.papers,
        update_conflicts=True,
        unique_fields=["filing", "key"],
        update_fields=["entry", "path", "stored_name", "sha256", "size", "pages", "crc32", "made_of", "flaws"],
    )
    files = {kind: expected_files(roster, only=kind) for kind in {gap.kind for gap in batch.gaps}}
    add_items(item, left_out=[_set_aside(gap, files[gap.kind][gap.number]) for gap in batch.gaps])


def _set_aside(gap, files):
    told = {"type": gap.kind, "first": gap.number, "last": gap.number, "files": files}
    return f"{gap.kind}:{gap.number}", told, gap.code, gap.sentence


def _forget(batch):
    """Take out what stands for these papers and was not made again."""
    whose = {"entry__in": batch.entries} if batch.entries else {"entry": None}
    old = PaperFile.objects.filter(filing__in=batch.filings, **whose)
    old.exclude(key__in=[paper.key for paper in batch.papers]).delete()


def divide(*, item: JobItem, roster: Filed) -> None:
    """Instead of a batch that broke its workers: two of half its size, so that in the end one plaintiff is named.

    One commit: the item is done, its halves wait.
    """
    first, last = item.payload["first"], item.payload["last"]
    middle = (first + last) // 2
    with item.commit() as result:
        files = expected_files(roster)
        add_items(item, waiting=[stretch(first, middle, files), stretch(middle + 1, last, files)])
        result["divided"] = 2


def complete(
    *, package: Package, files: Iterable[dict[str, Any]], gaps: int, failed: Collection[str], tell: bool = True
) -> None:
    """Write down what is in the package, whether it is whole, and where each file lies in its ZIP.

    files: rows of making.ROW in the order of their paths, read once; gaps: how many papers are missing, of the types in
    `failed`. Within the commit of the job that made them. Who began it gets a mail, unless nobody shall be told.
    """
    filings = package_filings(package.round)
    filings.filter(type__in=failed).update(state=Filing.State.FAILED)
    filings.exclude(type__in=failed).update(state=Filing.State.MADE)
    PackageFile.objects.filter(package=package).delete()
    told, files = {"files": 0, "pages": 0, "size": 0}, iter(files)
    at, manifest = 0, ""
    envelopes = Envelopes(limit_of(package.round))
    while rows := list(islice(files, ROWS)):
        for row in rows:
            row["zip_at"], at = at, at + length(row["path"], row["size"])
            row["submission"] = envelopes.of(row["path"], row["size"])
            manifest = row["sha256"] if row["path"] == MANIFEST else manifest
        PackageFile.objects.bulk_create([PackageFile(package=package, **row) for row in rows])
        told["files"] += len(rows)
        for name in ("pages", "size"):
            told[name] += sum(row[name] for row in rows)
    flaws = flawed(package.round, ours=True).count()
    package.state = Package.State.INCOMPLETE if gaps or flaws else Package.State.READY
    told |= {"gaps": gaps, "flaws": flaws}
    values = {"state": package.state, "manifest_sha256": manifest, "ready_at": timezone.now(), **told}
    Package.objects.filter(pk=package.pk).update(**values)
    package.refresh_from_db()
    Package.objects.filter(pk=package.pk).update(zip_size=zip_of(package).raw.size)
    data = {
        "version": package.version,
        "files": told["files"],
        "gaps": gaps,
        "flaws": flaws,
        "manifest_sha256": manifest,
    }
    record("package.made", actor=None, subject=package, case=package.round.case_id, data=data)
    begun_by = package.job.created_by if package.job else None
    if begun_by and tell:
        kind = "papers_made" if package.state == Package.State.READY else "papers_missing"
        notify(user=begun_by, kind=kind, case=package.round.case, params={"round": package.round.number})


def record_spot_check(*, package: Package, entry: RosterEntry, passed: bool, actor: User, note: str = "") -> SpotCheck:
    """Say that one plaintiff's papers in this package are right, or what is wrong with them.

    Refuses a package that is not put together, somebody of another round, a fault that is not named, and "right" from who
    prepared the round or has not opened every one of these papers since they were made: the ledger knows.
    """
    refuse_unless_put_together(package)
    note = " ".join(note.split())[:300]
    if entry.round_id != package.round_id:
        raise DomainError("spot_check.other_round", _("This plaintiff is not in this round."), status=404)
    if not passed and not note:
        sentence = _("Say what is wrong with these papers.")
        raise DomainError("spot_check.no_note", sentence, fields={"note": sentence})
    if passed:
        _refuse_unless_seen(package, entry, actor)
    with transaction.atomic():
        take_turn()
        values = {"passed": passed, "note": "" if passed else note, "checked_by": actor}
        check = SpotCheck.objects.create(package=package, entry=entry, **values)
        data = {"version": package.version, "plaintiff": entry.number, "passed": passed}
        record("package.spot_checked", actor=actor, subject=package, case=package.round.case_id, data=data)
    return check


def _refuse_unless_seen(package, entry, actor):
    if actor.pk == package.round.prepared_by_id:
        sentence = _("You prepared this round, so somebody else says that its papers are right.")
        raise DomainError("spot_check.own", sentence, status=409)
    if unopened := unopened_by(actor, package, entry):
        sentence = _("Open these papers first; not opened yet: %(n)s.") % {"n": unopened}
        raise DomainError("spot_check.unopened", sentence, status=409)


def note_verified(*, package: Package, problems: int) -> None:
    """Write down that every byte of the package was read again, and how much of it is not as made."""
    with transaction.atomic():
        take_turn()
        Package.objects.filter(pk=package.pk).update(verified_at=timezone.now(), problems=problems)
        data = {"version": package.version, "problems": problems}
        record("package.verified", actor=None, subject=package, case=package.round.case_id, data=data)


def look_at_package(
    *, package: Package, request: HttpRequest | None = None, actor: Actor | None = None, path: str = "", start: int = 0
) -> None:
    """Write down that somebody takes the package, or one file of it, out of the vault. Refuses one not put together.

    start: from which byte of the ZIP on, where a download is resumed.
    """
    refuse_unless_put_together(package)
    verb = "package.file_downloaded" if path else "package.downloaded"
    data: dict[str, Any] = {"version": package.version} | ({"from": start} if start else {})
    if path:
        data["path_sha256"] = hashlib.sha256(path.encode()).hexdigest()
    look(verb, request=request, actor=actor, subject=package, case=package.round.case_id, data=data)


def refuse_unless_put_together(package: Package) -> None:
    if not package.is_put_together:
        raise DomainError(
            "package.not_ready", _("The package is not complete yet, so it cannot be downloaded."), status=409
        )
