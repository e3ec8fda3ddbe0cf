"""From the papers that are made to a package: index, list of gaps, manifest, seal. Read as a stream, in the order of paths."""

import heapq
from collections.abc import Iterator

from django.db.models import Count, Sum

from documents.packages import listing
from documents.packages.making import ROW
from documents.packages.manifest import contents_sha256, manifest
from documents.packages.models import PackageFile
from documents.packages.queries import by_path, wrong
from documents.packages.rules import MANIFEST, SEAL
from documents.papers import tables
from documents.papers.actions_keeping import store
from documents.papers.contents import shared
from documents.papers.queries import package_files
from documents.papers.registry import READING, kinds
from documents.papers.types import index as index_type
from documents.sealing.installation import identity
from documents.sealing.seal import seal_detached

LISTED = 60  # a kind with more files than this is one line in the index; the manifest names every file
INDEX, GAPS = f"{READING}/목록.pdf", f"{READING}/빠진_서류.csv"
AT_ONCE = 2000  # rows read at a time


def files_of(roster, gaps) -> Iterator[dict]:
    """Every file of the package, in the order of their paths; what is not a paper is made and stored on the way.

    gaps: (plaintiff number, reference, paper, why) of each paper that is missing. They stand in a list of their own, in
    the index and in the manifest, so that no reader can take the package for a whole one.
    """
    round = roster.round
    contents = contents_sha256(court_files(round))
    index = index_type.render(_index(roster, contents, len(gaps)))
    own = [
        _stored(round, INDEX, index.pdf, index.pages),
        _stored(round, listing.PATH, listing.workbook(round)),
    ]
    if gaps:
        own.append(_stored(round, GAPS, tables.csv_bytes(("원고", "접수번호", "서류", "사유"), gaps)))
    body = manifest(roster, _in_order(court_files(round), own), contents=contents, gaps=len(gaps))
    sealed = _stored(round, MANIFEST, body)
    own += [sealed, _seal_so_far(round, sealed["sha256"]) or _stored(round, SEAL, _seal(body))]
    return _in_order(court_files(round), own)


def court_files(round) -> Iterator[dict]:
    return by_path(package_files(round)).values(*ROW).iterator(chunk_size=AT_ONCE)


def _in_order(court, own):
    return heapq.merge(court, sorted(own, key=_path), key=_path)


def _path(row):
    return row["path"]


def _stored(round, path, content, pages=0):
    return {"path": path, "pages": pages, **store(round=round, content=content)}


def _seal(body):
    return seal_detached(b"".join(body), identity())


def _seal_so_far(round, manifest_sha256):
    """The seal of an earlier package with this very manifest: it still holds, so a package made again is the same whole."""
    same = PackageFile.objects.filter(path=SEAL, package__round=round, package__manifest_sha256=manifest_sha256)
    return same.order_by("package__version").values(*ROW).first()


def _index(roster, contents, gaps):
    round = roster.round
    sums = package_files(round).values("filing__type").order_by()
    told = {row["filing__type"]: row for row in sums.annotate(n=Count("pk"), pages=Sum("pages"), bytes=Sum("size"))}
    groups = [
        index_type.IndexGroup(title=kind.title_ko, lines=tuple(_lines(round, kind, told[kind.type])))
        for kind in kinds().values()
        if kind.type in told
    ]
    return index_type.IndexPaper(
        **shared(roster),
        package=f"제{round.number}차",
        plaintiff_count=roster.roster_count,
        groups=tuple(groups),
        manifest_sha256=contents,
        gaps=gaps,
        flaws=wrong(round).count(),
    )


def _lines(round, kind, told):
    rows = by_path(package_files(round).filter(filing__type=kind.type)).values(*ROW)
    if told["n"] <= LISTED:
        for row in rows:
            name = row["path"].rpartition("/")[2]
            title = name.rpartition(".")[0]
            yield index_type.IndexLine(
                name=name, title=title, pages=row["pages"] or None, size=row["size"], sha256=row["sha256"]
            )
        return
    first, last = (row["path"].rpartition("/")[2] for row in (rows.first(), rows.last()))
    yield index_type.IndexLine(
        name=f"{first} … {last}",
        title=f"{kind.title_ko} {told['n']:,}개",
        pages=told["pages"],
        size=told["bytes"],
        sha256=contents_sha256(rows.iterator(chunk_size=AT_ONCE)),
        files=told["n"],
    )
