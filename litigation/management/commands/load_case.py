"""`manage.py load_case airport-face-data`: store a case pack. Safe to run again; it only ever adds versions."""

from django.core.management.base import BaseCommand, CommandError

from litigation.cases.actions import load_pack, seat_demo_team
from litigation.cases.pack import names
from litigation.errors import DomainError
from litigation.management.ready import make_database_if_empty


class Command(BaseCommand):
    help = "Store a case pack: the case, its texts, facts and eligibility rules. Existing versions stay untouched."

    def add_arguments(self, parser):
        parser.add_argument("name", help=f"Folder in litigation/cases/packs: {', '.join(names())}")
        parser.add_argument("--demo-team", action="store_true", help="Also seat the pack's made-up attorneys.")

    def handle(self, *, name, demo_team, verbosity, **options):
        make_database_if_empty()
        try:
            loaded = load_pack(name)
            team = seat_demo_team(case=loaded.case) if demo_team else []
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        if verbosity:
            self._tell(loaded, team)

    def _tell(self, loaded, team):
        self.stdout.write(
            f"{loaded.case.slug}: {len(loaded.added)} added, {len(loaded.kept)} kept as counsel wrote them"
        )
        for label in loaded.kept:
            self.stdout.write(f"  kept {label}")
        if team:
            self.stdout.write(f"  {len(team)} made-up people seated")
