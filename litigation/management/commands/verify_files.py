"""`manage.py verify_files`: reads every kept file again, now and here."""

from django.core.management.base import BaseCommand

from litigation.watch import actions, files


class Command(BaseCommand):
    help = (
        "Decrypt every kept file and compare it with what its row remembers, as each night. Names what is missing, changed "
        "or unreadable, and ends with 1 where anything is."
    )

    def handle(self, **options):
        looked = wrong = 0
        for _key, part in files.slices():
            bad, good = files.look(part)
            actions.found(findings=bad)
            actions.well(keys=good)
            looked, wrong = looked + len(bad) + len(good), wrong + len(bad)
            for each in bad:
                self.stdout.write(f"{each.code}  {each.key}  {each.detail}")
        self.stdout.write(f"{looked} files read, {wrong} not as they were.")
        if wrong:
            raise SystemExit(1)
