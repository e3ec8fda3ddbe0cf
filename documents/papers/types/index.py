"""목록, the reading index of a package: every file with pages, size and the start of its SHA-256. Not filed with the court."""

from dataclasses import dataclass
from typing import ClassVar

from documents.rendering import html


@dataclass(frozen=True, kw_only=True)
class IndexLine:
    name: str
    """File name, as the court receives it."""
    title: str
    pages: int | None = None
    size: int
    sha256: str
    files: int = 1
    """How many files the line stands for."""

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.size / 1000))

    @property
    def mark(self) -> str:
        """The first sixteen digits, enough to compare by eye; the manifest holds them all."""
        return self.sha256[:16]


@dataclass(frozen=True, kw_only=True)
class IndexGroup:
    title: str
    lines: tuple[IndexLine, ...]


@dataclass(frozen=True, kw_only=True)
class IndexPaper(html.Paper):
    folder: ClassVar[str] = "index"
    title: ClassVar[str] = "제출서류 목록"
    stem: ClassVar[str] = "목록"

    court: str
    case_name: str = "손해배상(국)"
    package: str
    """Name or reference of the package."""
    plaintiff_count: int
    groups: tuple[IndexGroup, ...]
    manifest_sha256: str
    gaps: int = 0
    """Papers that are missing; they are named in a list of their own."""
    flaws: int = 0
    """Papers in which preflight found something, or over the portal's limit; the workbook says what."""

    @property
    def file_count(self) -> int:
        return sum(line.files for group in self.groups for line in group.lines)

    @property
    def kilobytes(self) -> int:
        return round(sum(line.size for group in self.groups for line in group.lines) / 1000)


def render(paper: IndexPaper) -> html.Rendered:
    return html.render(paper)
