"""`manage.py verify_ledger`: proves the record of acts, or names the first row that was touched."""

import json
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from litigation import append_only
from litigation.ledger import anchors
from litigation.ledger.verify import verify


class Command(BaseCommand):
    help = "Verify the ledger's chain. Ends with 1 and names the first bad row where it does not hold."

    def add_arguments(self, parser):
        parser.add_argument(
            "--anchor", metavar="FILE", help="Compare with the heads noted here, not in HAMKKE_ANCHORS."
        )
        parser.add_argument("--from-seq", type=int, default=1, metavar="N", help="Begin at this event (default 1).")
        parser.add_argument("--json", action="store_true", dest="as_json", help="Print one JSON object.")

    def handle(self, *, anchor, from_seq, as_json, **options):
        found = verify(max(1, from_seq), anchors=self._anchors(anchor))
        missing = append_only.missing(connection)
        if as_json:
            self._print_json(found, missing)
        else:
            self._print(found, missing)
        if not found.ok or missing:
            raise SystemExit(1)

    def _anchors(self, path):
        usual = settings.LEDGER_ANCHORS
        try:
            return anchors.read(path or usual) if path or usual.exists() else []
        except (OSError, ValueError) as error:
            raise CommandError(f"The anchors cannot be read. {error}") from error

    def _print_json(self, found, missing):
        self.stdout.write(json.dumps(asdict(found) | {"missing_triggers": missing}))

    def _print(self, found, missing):
        if found.ok:
            self.stdout.write(f"The ledger holds: {found.count} events, head {found.head_hash}.")
        else:
            self.stdout.write(f"The ledger does not hold. First bad event: {found.first_bad_seq}. {found.reason}")
        if missing:
            self.stdout.write(
                f"Triggers that keep history as it was written are missing or changed: {', '.join(missing)}."
            )
