"""Making the papers of a round, and keeping what was made."""

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.filings.models import Filing
from documents.filings.plan import ROUND, kinds
from documents.filings.queries import OF_PACKAGE, package_filings
from documents.packages.models import Package, PackageFile
from documents.rounds.queries import entries
from documents.rounds.rules import refuse_unless_frozen
from litigation.errors import DomainError
from litigation.jobs.actions import start
from litigation.ledger.actions import record, take_turn

KIND = "round.papers"


def make_papers(*, round, actor) -> Package:
    """Begin to make all papers of a frozen round as the next version of its package; the work goes on as a job.

    Refuses a round that is not frozen, and one whose papers are being made at this moment.
    """
    with transaction.atomic():
        take_turn()
        refuse_unless_frozen(round)
        last = Package.objects.filter(round=round).aggregate(last=Max("version"))["last"] or 0
        package = Package.objects.create(round=round, version=last + 1)
        for kind in kinds().values():
            if kind.per != ROUND or kind.concerns(round):
                Filing.objects.get_or_create(round=round, type=kind.type, **OF_PACKAGE)
        package_filings(round).update(state=Filing.State.WAITING)
        title = _("Papers of round %(number)s") % {"number": round.number}
        params = {"package": str(package.pk)}
        package.job = start(
            KIND, actor=actor, case=round.case, subject=round, items=_items(round), title=title, params=params
        )
        package.save(update_fields=["job"])
        data = {"round": round.number, "version": package.version}
        record("package.begun", actor=actor, subject=package, case=round.case_id, data=data)
    return package


def _items(round):
    """(key, ids) of each paper: those of the whole round first, then plaintiff by plaintiff."""
    for kind in kinds().values():
        if kind.per == ROUND and kind.concerns(round):
            yield kind.type, {"type": kind.type}
    for entry in entries(round):
        for kind in kinds().values():
            if kind.per != ROUND and kind.concerns(entry):
                yield f"{kind.type}:{entry.number}", {"type": kind.type, "entry": str(entry.pk)}


def settle(*, package, failed):
    """After the last item: each filing is made, or failed where one of its files is missing."""
    filings = package_filings(package.round)
    filings.filter(type__in=failed).update(state=Filing.State.FAILED)
    filings.exclude(type__in=failed).update(state=Filing.State.MADE)
    if failed:
        Package.objects.filter(pk=package.pk).update(state=Package.State.INCOMPLETE)


def complete(*, package, files, zip_file):
    """Write down what is in the package, and that it is ready. files: dicts with path, stored_name, sha256, size, pages."""
    manifest = next(each for each in files if each["path"] == "manifest.json")
    PackageFile.objects.filter(package=package).delete()
    PackageFile.objects.bulk_create((PackageFile(package=package, **each) for each in files), batch_size=1000)
    Package.objects.filter(pk=package.pk).update(
        state=Package.State.READY,
        manifest_sha256=manifest["sha256"],
        files=len(files),
        pages=sum(each["pages"] for each in files),
        size=sum(each["size"] for each in files),
        zip_name=zip_file.name,
        zip_size=zip_file.size,
        ready_at=timezone.now(),
    )
    data = {"version": package.version, "files": len(files), "manifest_sha256": manifest["sha256"]}
    record("package.made", actor=None, subject=package, case=package.round.case_id, data=data)


def look(*, package, actor, path="", request=None):
    """Write down that somebody takes the package, or one file of it, out of the vault. Refuses one that is not ready."""
    if package.state != Package.State.READY:
        raise DomainError(
            "package.not_ready", _("The package is not complete yet, so it cannot be downloaded."), status=409
        )
    verb = "package.file_downloaded" if path else "package.downloaded"
    with transaction.atomic():
        data = {
            "version": package.version,
            **({"path_sha256": hashlib.sha256(path.encode()).hexdigest()} if path else {}),
        }
        record(verb, actor=actor, subject=package, case=package.round.case_id, data=data, request=request)
