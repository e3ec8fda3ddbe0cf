"""manage.py verify_package PATH: whether a package is, byte for byte, what was made."""

from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from documents.packages.models import Package
from documents.packages.rules import MANIFEST
from documents.packages.verify import verify_folder, verify_stored, verify_zip


class Command(BaseCommand):
    help = (
        "Check a package: a folder, a ZIP, or the id of one in this installation. Exit code 1 where anything differs."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "package", help="A folder (of a package, or with one in it), a ZIP file, or the id of a package."
        )
        parser.add_argument(
            "--fingerprint",
            default="",
            help="SHA-256 of the certificate that sealed it; this installation's otherwise.",
        )

    def handle(self, *, package, fingerprint, **options):
        report = self._report(package, fingerprint)
        self.stdout.write(f"{report.files:,} files, {report.pages:,} pages, {report.size:,} bytes looked at.")
        if report.problems:
            raise CommandError("\n".join(["This is not what was made:", *(f"  {each}" for each in report.problems)]))
        self.stdout.write(self.style.SUCCESS("Every byte is as it was made, and the seal is valid."))

    def _report(self, name, fingerprint):
        path = Path(name)
        if path.is_dir():
            return verify_folder(_package_in(path), fingerprint=fingerprint)
        if path.is_file():
            return verify_zip(path, fingerprint=fingerprint)
        try:
            found = Package.objects.select_related("round__case").filter(pk=UUID(name)).first()
        except ValueError:
            found = None
        if found is None:
            raise CommandError(f"There is no folder, file or package “{name}”.")
        return verify_stored(found)


def _package_in(folder):
    """The folder itself, or the one package that file_round wrote into it."""
    inside = sorted(each.parent for each in folder.glob(f"*/{MANIFEST}"))
    if (folder / MANIFEST).exists() or not inside:
        return folder
    if len(inside) > 1:
        raise CommandError("\n".join(["Name one of these packages:", *(f"  {each}" for each in inside)]))
    return inside[0]
