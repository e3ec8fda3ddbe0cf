"""`manage.py anchor_ledger`: notes the head of the chain outside the database."""

from django.core.management.base import BaseCommand

from litigation.ledger import anchors


class Command(BaseCommand):
    help = "Note the number and hash of the last event, for `verify_ledger --anchor`. Keep the file on another machine."

    def add_arguments(self, parser):
        parser.add_argument("--out", metavar="FILE", help="Add the line to this file; without it, it is only printed.")

    def handle(self, *, out, **options):
        anchor = anchors.current()
        if out:
            anchors.append(out, anchor)
        self.stdout.write(anchors.line(anchor))
