"""manage.py bench_filing: how long the papers and the package of N made-up plaintiffs take, and how much memory.

Everything is what file_round and the product do, but for two things: the people come as rows, not by their acts, and the
package stays in the vault. With --again the whole is made a second time and has to come out byte for byte the same.
"""

import json
import resource

from django.core.management.base import BaseCommand, CommandError

from claimants.demo.bulk import filed_people
from documents.management import filing
from documents.packages.queries import zip_of
from documents.packages.verify import verify_stored
from litigation.errors import DomainError
from litigation.ledger.actions import through
from litigation.management.ready import make_database_if_empty, without_redis


class Command(BaseCommand):
    help = "Measure the filing of N made-up plaintiffs: seconds, peak memory, files, pages. Demonstrations only."

    def add_arguments(self, parser):
        parser.add_argument("--claimants", type=int, required=True, metavar="N", help="How many plaintiffs.")
        parser.add_argument("--photos", type=int, default=3, help="Exhibits of each (3).")
        parser.add_argument("--workers", type=int, default=2, help="Processes that make papers at once (2).")
        parser.add_argument("--again", action="store_true", help="Make it twice and compare every byte.")
        parser.add_argument("--json", action="store_true", help="Print the figures as JSON, and nothing else.")

    def handle(self, *, claimants, photos, workers, again, **options):
        self.quiet = options["json"]
        if min(claimants, photos, workers) < 1:
            raise CommandError("A filing needs at least one plaintiff, one photo and one worker.")
        make_database_if_empty()
        try:
            with through("command"), without_redis():
                figures = self._measure(claimants, photos, workers, again)
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self._tell(figures)
        if figures["problems"]:
            raise CommandError("\n".join(figures["problems"]))

    def _measure(self, count, photos, workers, again):
        clock = filing.Clock()
        case, lead, coordinator = filing.demonstration(count, purpose=f"bench-{photos}")
        round = filing.frozen_round(case)
        if round is None:
            filed_people(case, count, photos=photos, progress=self._say)
            clock.lap("people")
            round = filing.freeze(case, coordinator, lead)
            clock.lap("freeze")
        package, processes = filing.make(round, lead, workers)
        clock.lap("package")
        problems = [*self._gates(round, package, photos), *verify_stored(package).problems]
        clock.lap("verifying")
        if again:
            second, more = filing.make(round, lead, workers)
            processes += more
            clock.lap("package_again")
            problems += _differences(package, second)
        return {
            "claimants": round.roster_count,
            "files": package.files,
            "pages": package.pages,
            "bytes": package.size,
            "manifest_sha256": package.manifest_sha256,
            "seconds": clock.laps,
            "peak_mb": [filing.megabytes(each["peak_rss_bytes"]) for each in processes],
            "peak_mb_here": filing.megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024),
            "problems": problems,
        }

    def _gates(self, round, package, photos):
        """What a filing must hold whatever its speed: everybody's mandate and every exhibit, each once."""
        count = round.roster_count
        for folder, expected in (("2_위임장/", count), ("3_증거/", count * photos)):
            found = package.contents.filter(path__startswith=folder).count()
            if found != expected:
                yield f"{folder} has {found:,} files, not {expected:,}"

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
        self.stdout.write(f"Time: {seconds}. Peak memory: {memory}; this process {figures['peak_mb_here']:,} MB.")


def _differences(first, second):
    """Byte for byte, ZIP included: the two are read beside each other."""
    with zip_of(first) as one, zip_of(second) as other:
        while True:
            left, right = one.read(1 << 20), other.read(1 << 20)
            if left != right:
                return ["the second making differs from the first"]
            if not left:
                return []
