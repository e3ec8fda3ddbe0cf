"""manage.py file_round: a round from accepted claims to the sealed package, without a browser, a broker or a worker.

Made-up people fill a demonstration case of its own, so the command can be run anywhere to see, measure and prove the whole
way. Run again with the same number it finds the frozen roster and makes the papers anew: every byte is the same. A seal of the
first making still holds over the same manifest, so it is kept.
"""

import json
import resource
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from claimants.demo.build import accepted_claims
from documents.management import filing
from documents.packages.export import write_folder, write_zip
from documents.packages.verify import verify_folder, verify_stored, verify_zip
from litigation.errors import DomainError
from litigation.ledger.actions import through
from litigation.management.ready import make_database_if_empty, without_redis


class Command(BaseCommand):
    help = "Freeze a round of made-up plaintiffs and make its package for the court; verify every byte. Demonstrations only."

    def add_arguments(self, parser):
        parser.add_argument("--claimants", type=int, required=True, metavar="N", help="How many plaintiffs.")
        parser.add_argument(
            "--out", type=Path, required=True, metavar="DIR", help="Folder for the package and its ZIP."
        )
        parser.add_argument("--workers", type=int, default=2, help="Processes that make papers at once (2).")
        parser.add_argument("--json", action="store_true", help="Print the figures as JSON, and nothing else.")

    def handle(self, *, claimants, out, workers, **options):
        self.quiet = options["json"]
        if claimants < 1 or workers < 1:
            raise CommandError("A round needs at least one plaintiff and one worker.")
        make_database_if_empty()
        try:
            with through("command"), without_redis():
                figures = self._file(claimants, out, workers)
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self._tell(figures)
        if figures["problems"]:
            raise CommandError("\n".join(figures["problems"]))

    def _file(self, count, out, workers):
        clock = filing.Clock()
        case, lead, coordinator = filing.demonstration(count, purpose="filing")
        round = filing.frozen_round(case)
        if round is None:
            self._say(f"Making {count:,} made-up people …")
            accepted_claims(case, count, progress=self._say)
            clock.lap("people")
            self._say("Freezing the roster …")
            round = filing.freeze(case, coordinator, lead)
            clock.lap("freeze")
        self._say(
            f"Roster of {round.roster_count:,}, {round.roster_sha256[:16]}…. Making the papers with {workers} processes …"
        )
        package, processes = filing.make(round, lead, workers)
        clock.lap("papers")
        folder, archive = _write(package, out, lead)
        clock.lap("writing")
        problems = [*verify_folder(folder).problems, *verify_zip(archive).problems, *verify_stored(package).problems]
        clock.lap("verifying")
        return {
            "claimants": round.roster_count,
            "round": round.number,
            "version": package.version,
            "roster_sha256": round.roster_sha256,
            "manifest_sha256": package.manifest_sha256,
            "files": package.files,
            "pages": package.pages,
            "bytes": package.size,
            "folder": str(folder),
            "zip": str(archive),
            "seconds": clock.laps,
            "peak_mb": [filing.megabytes(each["peak_rss_bytes"]) for each in processes],
            "peak_mb_here": filing.megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024),
            "problems": problems,
        }

    def _say(self, words):
        if not self.quiet:
            self.stdout.write(str(words))

    def _tell(self, figures):
        if self.quiet:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        seconds = ", ".join(f"{name} {lap} s" for name, lap in figures["seconds"].items())
        memory = ", ".join(f"{each:,} MB" for each in figures["peak_mb"])
        self.stdout.write(f"{figures['files']:,} files, {figures['pages']:,} pages, {figures['bytes']:,} bytes.")
        self.stdout.write(
            f"Time: {seconds}. Peak memory: workers {memory}; this process {figures['peak_mb_here']:,} MB."
        )
        self.stdout.write(f"Folder {figures['folder']}\nZIP    {figures['zip']}")
        if not figures["problems"]:
            self.stdout.write(self.style.SUCCESS("Verified: every byte is as it was made, and the seal is valid."))


def _write(package, out, lead):
    folder = out / f"round-{package.round.number}"
    archive = out / f"round-{package.round.number}.zip"
    write_folder(package, folder, actor=lead)
    write_zip(package, archive)
    return folder, archive
