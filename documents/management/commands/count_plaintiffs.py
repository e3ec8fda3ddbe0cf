"""manage.py count_plaintiffs CASE [--at MOMENT]: how many valid plaintiffs there were, by state and by round."""

import json
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from documents.rounds.census import census
from litigation.cases.models import Case
from litigation.cases.queries import case_for
from litigation.errors import DomainError


class Command(BaseCommand):
    help = "Count the valid plaintiffs of a case at any moment that has passed. Times without a zone are Seoul's."

    def add_arguments(self, parser):
        parser.add_argument("case", help="Name of the case in addresses, like airport-face-data.")
        parser.add_argument(
            "--at", default="", help='The moment: "2026-12-01 14:00" in Seoul, or with a zone. Now, if left out.'
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="Print one JSON object.")

    def handle(self, *, case, at, as_json, **options):
        try:
            found = census(case_for(case), _moment(at))
        except Case.DoesNotExist:
            raise CommandError(f"There is no case “{case}”.") from None
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(json.dumps(as_data(found), ensure_ascii=False) if as_json else _told(found))


def as_data(found) -> dict:
    return {
        "at": timezone.localtime(found.at).isoformat(),
        "valid": found.valid,
        "by_state": {
            line.status: {"claims": line.claims, "mandated": line.mandated, "valid": line.valid} for line in found.lines
        },
        "by_round": {str(number): n for number, n in found.by_round},
    }


def _told(found) -> str:
    lines = [
        f"{timezone.localtime(found.at):%Y-%m-%d %H:%M:%S} Seoul: {found.valid:,} valid plaintiffs.",
        *(
            f"  {line.status:18} {line.claims:>9,} claims {line.mandated:>9,} mandated {line.valid:>9,} valid"
            for line in found.lines
        ),
        *(f"  round {number}: {n:,} valid" for number, n in found.by_round),
    ]
    return "\n".join(lines)


def _moment(text) -> datetime:
    if not text:
        return timezone.now()
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"“{text}” is no moment. Write it like 2026-12-01 14:00.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
