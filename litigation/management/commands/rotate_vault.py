"""`manage.py rotate_vault`: puts every private value and file under the newest key."""

from django.core.management.base import BaseCommand

from litigation.vault import canary
from litigation.vault.keys import ring
from litigation.vault.rotation import rotate_fields, rotate_files


class Command(BaseCommand):
    help = (
        "Seal fields anew and re-wrap files with the first key of HAMKKE_VAULT_KEYS. Can be stopped and run again. "
        "When nothing is counted under an old key any more, that key may go, but the last one of the list makes the "
        "blind indexes and stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count what each key holds.")

    def handle(self, *, dry_run, **options):
        canary.keep_marks()
        newest, failed = ring().newest.id, []
        for what, rotate in (("field values", rotate_fields), ("files", rotate_files)):
            rotation = rotate(dry_run=dry_run)
            self._tell(what, rotation, newest, "would move" if dry_run else "moved")
            failed += rotation.failed
        if failed:
            raise SystemExit(1)

    def _tell(self, what, rotation, newest, verb):
        for key_id in sorted(rotation.held):
            self.stdout.write(f"{rotation.held[key_id]:>9} {what} were under key {key_id}")
        self.stdout.write(f"{rotation.moved:>9} {what} {verb} to key {newest}")
        for sentence in rotation.failed:
            self.stderr.write(f"Left as it was: {sentence}")
