"""Making the court book of a package, and looking at it."""

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from documents.packages.book_plan import Volume, volumes_of
from documents.packages.models import BookVolume, Package
from documents.packages.queries import BOOK
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.jobs.actions import start
from litigation.jobs.models import Job
from litigation.ledger.actions import look, record, take_turn
from litigation.vault.files import Stored


def make_book(*, package: Package, actor: User) -> Job:
    """Begin to make the volumes of a package's court book that are not there; the work goes on as a job, which is returned.

    Refuses a package that is not whole, one whose book is made, and one whose book is being made at this moment.
    """
    with transaction.atomic():
        take_turn()
        package = Package.objects.select_related("round__case").get(pk=package.pk)
        if package.state != Package.State.READY:
            sentence = _("The package is not complete yet. The court book is made when every paper is there.")
            raise DomainError("book.package_not_ready", sentence, status=409)
        planned = volumes_of(package)
        there = set(package.book.values_list("number", flat=True))
        missing = [volume for volume in planned if volume.number not in there]
        if not missing:
            sentence = _("The court book of this package is made already. Download it below.")
            raise DomainError("book.made", sentence, status=409)
        data = {"round": package.round.number, "version": package.version, "volumes": len(planned)}
        job = start(
            BOOK,
            actor=actor,
            case=package.round.case,
            subject=package,
            items=((f"volume:{each.number}", {"volume": each.number, "files": len(each.parts)}) for each in missing),
            params={"round": package.round.number},
        )
        record("package.book_begun", actor=actor, subject=package, case=package.round.case_id, data=data)
    assert job is not None  # it has params, so it is begun at once
    return job


def keep_volume(*, package: Package, volume: Volume, stored: Stored) -> None:
    """Within the commit of an item: remember where a volume lies. Made again it takes the place of the former."""
    told = {"first": volume.first, "pages": volume.pages, "files": len(volume.parts)}
    kept = {"stored_name": stored.name, "sha256": stored.sha256, "size": stored.size}
    BookVolume.objects.update_or_create(package=package, number=volume.number, defaults=told | kept)
    data = {"version": package.version, "volume": volume.number, "sha256": stored.sha256}
    record("package.book_made", actor=None, subject=package, case=package.round.case_id, data=data)


def look_at_volume(*, volume: BookVolume, request: HttpRequest, start: int = 0) -> None:
    """Write down that somebody takes a volume of the court book out of the vault; start: from which byte on."""
    package = volume.package
    data = {"version": package.version, "volume": volume.number} | ({"from": start} if start else {})
    look("package.book_downloaded", request=request, subject=package, case=package.round.case_id, data=data)
