"""`manage.py alarms`: what of all that is kept is known not to be as it was written."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from litigation.errors import DomainError
from litigation.watch import actions, queries


class Command(BaseCommand):
    help = (
        "List what was found missing, changed or unreadable and is not settled; ends with 1 where there is any. What is "
        "found well again by a later reading is settled by itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("--accept", metavar="KEY", help="Take one as it is; /healthz/ counts it no more.")
        parser.add_argument("--why", default="", help="The reason, which stays beside it.")

    def handle(self, *, accept, why, **options):
        if accept:
            self._accept(accept, why)
            return
        found = list(queries.open_alarms())
        for each in found:
            since = timezone.localtime(each.found_at).strftime("%Y-%m-%d %H:%M")
            self.stdout.write(f"{since}  {each.code}  {each.key}  {each.detail}".rstrip())
        if found:
            raise SystemExit(1)
        self.stdout.write("There is no alarm.")

    def _accept(self, key, why):
        try:
            actions.accept(key=key, why=why)
        except DomainError as error:
            raise CommandError(str(error.sentence)) from None
        self.stdout.write("Taken as it is.")
