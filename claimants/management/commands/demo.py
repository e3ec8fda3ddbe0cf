"""`manage.py demo --claimants 12`: fill the case with made-up people. Safe to run again; who is there stays as they are."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from claimants.demo.build import PACK, demo_people
from litigation.cases.actions import open_for_demo, seat_demo_team
from litigation.cases.models import Case
from litigation.errors import DomainError
from litigation.ledger.actions import through
from litigation.management.ready import make_database_if_empty, without_redis
from litigation.sign_in import demo


class Command(BaseCommand):
    help = "Fill the case with made-up people at every step of a claim. Demonstrations only (HAMKKE_DEMO=1)."

    def add_arguments(self, parser):
        parser.add_argument("--claimants", type=int, default=12, metavar="N", help="How many there shall be (12).")

    def handle(self, *, claimants, verbosity, **options):
        say = self.stdout.write if verbosity else None
        make_database_if_empty()
        try:
            with through("command"), without_redis():
                made = demo_people(_case(), claimants, progress=say)
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        if say:
            say(
                f"{made} people came. Page images and sealed documents are made by the worker (`make run`).\n\nSign in as:"
            )
            for person in demo.people():
                say(f"  {person.email:<28}  {person.name} · {person.does}")


def _case():
    """The shipped case with its made-up team, open for registrations whatever the calendar says."""
    if not Case.objects.filter(slug=PACK).exists():
        call_command("load_case", PACK, verbosity=0)
    case = Case.objects.get(slug=PACK)
    if not case.members.exists():
        seat_demo_team(case=case)
    open_for_demo(case=case)
    return case
