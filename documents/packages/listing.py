"""The index as a workbook: every file of the papers in one row, to be sorted and searched. Read as a stream."""

from collections.abc import Iterator

from documents.packages.preflight import in_korean, with_size
from documents.packages.queries import by_path, limit_of
from documents.papers import tables
from documents.papers.queries import package_files
from documents.papers.registry import READING, kinds

PATH = f"{READING}/목록.xlsx"
COLUMNS = ("서류", "원고", "폴더", "파일", "쪽", "크기 (바이트)", "SHA-256", "확인할 점")
AT_ONCE = 2000  # rows read at a time


def workbook(round) -> bytes:
    """All papers of the round in the order of the folder, those of one plaintiff with the number."""
    return tables.xlsx_bytes(COLUMNS, _rows(round), title="목록", made_at=round.frozen_at)


def _rows(round) -> Iterator[tuple]:
    titles = {kind.type: kind.title_ko for kind in kinds().values()}
    files = by_path(package_files(round)).values_list(
        "filing__type", "entry__number", "path", "pages", "size", "sha256", "flaws"
    )
    limit = limit_of(round)
    for kind, number, path, pages, size, sha256, flaws in files.iterator(chunk_size=AT_ONCE):
        folder, _slash, name = path.rpartition("/")
        said = in_korean(with_size(flaws, size, limit))
        yield titles.get(kind, kind), number or "", folder, name, pages or "", size, sha256, said
