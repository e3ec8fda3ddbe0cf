"""Reading packages and the papers of a round."""

from django.db.models import Count, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404

from documents.filings.models import PaperFile
from documents.filings.plan import kinds
from documents.filings.queries import package_files, package_filings
from documents.packages.models import Package, PackageFile
from documents.rounds.queries import spot_checks


def packages_of(round):
    return Package.objects.filter(round=round).select_related("job").order_by("-version")


def package_of(case, pk) -> Package:
    """The package, where it belongs to this case. 404 otherwise."""
    return get_object_or_404(Package.objects.select_related("round__case"), pk=pk, round__case=case)


def package_file(package, pk) -> PackageFile:
    return get_object_or_404(PackageFile, package=package, pk=pk)


def paper_table(round, job=None) -> list[dict]:
    """One row for each kind of paper: files, pages, bytes, state, and how many files it will have. Three queries."""
    states = dict(package_filings(round).values_list("type", "state"))
    sums = package_files(round).values("filing__type").order_by()
    made = {row["filing__type"]: row for row in sums.annotate(n=Count("pk"), pages=Sum("pages"), bytes=Sum("size"))}
    left = _left(job) if job else {}
    rows = []
    for kind in kinds().values():
        row = made.get(kind.type, {"n": 0, "pages": 0, "bytes": 0})
        waiting, total = left.get(kind.type, (0, 0))
        state = states.get(kind.type, "")
        rows.append({"kind": kind, "state": state, "done": total - waiting, "total": total, **row})
    return [row for row in rows if row["n"] or row["total"]]


def _left(job):
    """{type: (items not done, items)} of the job that makes the papers."""
    counts = {}
    for key, state in job.items.values_list("key", "state").iterator():
        name = key.partition(":")[0]
        waiting, total = counts.get(name, (0, 0))
        counts[name] = (waiting + (state != "done"), total + 1)
    return counts


def papers_of(round, name):
    """The files of one kind, in the order of the folder. 404 for a kind there is not."""
    if name not in kinds():
        raise Http404
    return package_files(round).filter(filing__type=name).select_related("entry")


def papers_in(case):
    """All papers of a case."""
    return PaperFile.objects.filter(filing__round__case=case).select_related("entry")


def larger_than(round, size) -> int:
    """How many papers are over the portal's limit of one file."""
    return package_files(round).filter(size__gt=size).count()


def extras(package):
    """What is in a package beside the papers: index, manifest, seal."""
    papers = package_files(package.round_id).values("path")
    return package.contents.exclude(path__in=papers)


def spot(round):
    """The plaintiffs to look at by eye, each with links to their papers (`spot_papers`: pk and Korean label)."""
    drawn = spot_checks(round)
    papers = package_files(round).filter(entry__in=drawn).select_related("filing").order_by("path")
    for entry in drawn:
        entry.spot_papers = [
            {"pk": paper.pk, "label": kinds()[paper.filing.type].title_ko}
            for paper in papers
            if paper.entry_id == entry.pk
        ]
    return drawn
