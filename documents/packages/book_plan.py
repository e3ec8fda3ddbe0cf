"""Which papers of a package the court book holds, in which order, and where one volume ends and the next begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.papers.registry import READING, ROUND, FilingKind, kinds

MOST_PAGES = (
    1_000  # an ordinary reader opens and searches so many at once, and a volume is made well within a worker's time
)
MOST_BYTES = 200_000_000  # what opens on an ordinary laptop without waiting
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the package, as the book takes it in."""

    path: str
    stored_name: str
    sha256: str
    size: int
    pages: int

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].rpartition(".")[0]


@dataclass
class Volume:
    """Parts that lie together in one PDF. first: the number of its first page, counted through all volumes."""

    number: int
    first: int
    parts: list[Part] = field(default_factory=list)
    pages: int = 0
    size: int = 0

    @property
    def last(self) -> int:
        return self.first + self.pages - 1

    def has_room_for(self, part) -> bool:
        return self.pages + part.pages <= MOST_PAGES and self.size + part.size <= MOST_BYTES

    def add(self, part):
        self.parts.append(part)
        self.pages, self.size = self.pages + part.pages, self.size + part.size


def volumes_of(package) -> list[Volume]:
    """The book's volumes: files are never torn, so one over the cap has a volume to itself."""
    return list(divided(parts_of(package)))


def divided(parts) -> Iterator[Volume]:
    volume = Volume(1, 1)
    for part in parts:
        if volume.parts and not volume.has_room_for(part):
            yield volume
            volume = Volume(volume.number + 1, volume.last + 1)
        volume.add(part)
    if volume.parts:
        yield volume


def parts_of(package) -> list[Part]:
    """What the court gets and has pages: the complaint, its annexes, powers of attorney, exhibits. Our own index is left out."""
    rows = package.contents.filter(pages__gt=0).exclude(path__startswith=f"{READING}/")
    fields = rows.values_list("path", "stored_name", "sha256", "size", "pages")
    return sorted((Part(*row) for row in fields), key=_place)


def kind_of(part) -> FilingKind | None:
    """The kind of a paper of the whole round: its file has the kind's title, whatever stands between the words."""
    return _of_round().get(_bare(part.stem))


def _place(part):
    """Folder by folder; a paper of the round where its kind stands, numbers by their value: 갑 제2호증 before 갑 제10호증."""
    kind = kind_of(part)
    pieces = [int(piece) if at % 2 else piece for at, piece in enumerate(_NUMBER.split(part.path))]
    return part.folder, kind.place if kind else 0, pieces


def _of_round():
    return {_bare(kind.title_ko): kind for kind in kinds().values() if kind.per == ROUND}


def _bare(words):
    return words.replace(" ", "").replace("_", "")
