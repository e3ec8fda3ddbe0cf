"""manage.py check_evidence FILE… --json: what would come of files that somebody sends. Nothing is stored."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from claimants.evidence.trial import in_words, trial


class Command(BaseCommand):
    help = (
        "Take files the whole way that evidence takes: check, sandbox, exhibit compared with its file. Nothing is stored and "
        "no database is needed. Exit code 0 also where files are refused, 2 where one is not there."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="Print one JSON object a line for each file."
        )

    def handle(self, *, files, as_json, **options):
        missing = [str(path) for path in files if not path.is_file() or not os.access(path, os.R_OK)]
        if missing:
            told = "\n".join(["These files are not there, or cannot be read. Nothing was checked:", *missing])
            raise CommandError(told, returncode=2)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for path, outcome in zip(files, pool.map(_tried, files), strict=True):
                shown = json.dumps(outcome.as_json(), ensure_ascii=False) if as_json else f"{path}: {in_words(outcome)}"
                self.stdout.write(shown)


def _tried(path):
    with path.open("rb") as stream:
        return trial(stream, name=path.name, file=str(path))
