"""`manage.py anchor_ledger`: notes the head of the chain outside the database."""

from django.core.management.base import BaseCommand, CommandError

from litigation.errors import DomainError
from litigation.ledger import anchors
from litigation.watch.actions_ledger import accept_as_it_is


class Command(BaseCommand):
    help = (
        "Note the number and hash of the last event, for `verify_ledger --anchor`. Keep the file on another machine. "
        "Beat does it each hour in the file HAMKKE_ANCHORS."
    )

    def add_arguments(self, parser):
        parser.add_argument("--out", metavar="FILE", help="Add the line to this file; without it, it is only printed.")
        parser.add_argument(
            "--accept",
            metavar="WHY",
            help="Take a record of acts that does not reach what was noted, as after an older backup was put back. The "
            "reason stands beside the anchors, and that it was done in the record.",
        )

    def handle(self, *, out, accept, **options):
        if accept is not None:
            self._accept(accept)
            return
        anchor = anchors.current()
        if out:
            anchors.append(out, anchor)
        self.stdout.write(anchors.line(anchor))

    def _accept(self, why):
        try:
            ends = accept_as_it_is(why=why)
        except (DomainError, ValueError) as error:
            raise CommandError(str(getattr(error, "sentence", error))) from None
        self.stdout.write(f"The record of acts is taken as it is, up to event {ends}. Hamkke can be started.")
