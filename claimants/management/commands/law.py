"""`manage.py law stamp-duty 3000000 --explain`: asks the law, and shows how the answer was found."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from claimants.management.law import questions
from litigation.law.computation import Computation, Step, plain
from litigation.law.rows import LawProblem, LawTable, Row, shipped
from litigation.law.sentences import sentence
from litigation.lawbook import queries


class Command(BaseCommand):
    help = "Ask the law: fees, courts, periods. Every answer can show its arithmetic and its sources."

    def add_arguments(self, parser):
        asked = parser.add_subparsers(dest="question", required=True, metavar="QUESTION")
        for name, question in questions().items():
            each = asked.add_parser(name, help=question.HELP, description=question.HELP)
            question.add_arguments(each)
            each.add_argument("--json", action="store_true", dest="as_json", help="Print result, steps and sources.")
            each.add_argument("--explain", action="store_true", help="Print every step with its arithmetic and source.")

    def handle(self, *, question, as_json, explain, **options):
        try:
            answer = questions()[question].answer(_table(), **options)
        except LawProblem as problem:
            raise CommandError(str(problem)) from problem
        if as_json:
            self.stdout.write(json.dumps(answer.as_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(explained(answer) if explain else [shown(answer.result)]))


def _table() -> LawTable:
    """With what counsel added and confirmed; before the first `migrate`, what is shipped."""
    try:
        return queries.table()
    except DatabaseError:
        return shipped()


def explained(answer: Computation) -> list[str]:
    """The answer, then its steps as numbered sentences, each with its arithmetic and where the rule stands."""
    lines = [shown(answer.result), ""]
    for number, step in enumerate(answer.steps, 1):
        lines += [f"{number}. {sentence(step)}", *(f"   {line}" for line in _grounds(step))]
    return lines


def shown(result) -> str:
    return f"{result:,}" if isinstance(result, int) and not isinstance(result, bool) else str(plain(result))


def _grounds(step: Step) -> list[str]:
    return [line for line in (step.shown, *dict.fromkeys(_source(row) for row in step.rows)) if line]


def _source(row: Row) -> str:
    confirmed = (
        f"confirmed by {row.confirmed_by} on {row.confirmed_on}" if row.confirmed_on else "not yet confirmed by counsel"
    )
    return f"{row.citation} ({row.confidence}; {confirmed})"
