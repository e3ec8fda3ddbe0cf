"""One volume of the court book: the papers of a package as one PDF for reading, with cover, bookmarks and numbered pages.

It is never part of the package: what goes to the court is one file for each document, unmerged (Electronic Documents Rules 8③);
every page of it says that it is for reading. The same package gives the same bytes. It is read like a file while it is
written, paper by paper, so that memory does not grow with it.
"""

import hashlib
import io
import re

import pikepdf  # noqa: TID253 - this module is loaded only where a PDF is worked on
from django.utils.translation import gettext as _

from documents.exhibits.names import exhibit_mark
from documents.packages.book_plan import Part, Volume, kind_of
from documents.papers.contents import shared
from documents.papers.registry import EXHIBITS, MANDATES, kinds
from documents.rendering.direct.embedding import Fonts
from documents.rendering.direct.foreign import Foreign
from documents.rendering.direct.lines import fill
from documents.rendering.direct.pdf import A4, Writer
from documents.rendering.direct.shaping import Shaper
from litigation.errors import DomainError
from litigation.vault.files import read_bytes

TITLE, COVER = "소송기록 합본", "표지"
FOR_READING = "읽기용, 제출하지 않음"
RULE = "민사소송 등에서의 전자문서 이용 등에 관한 규칙 8③"
WHY = "이 합본은 읽기 위한 것입니다. 법원에는 제출 묶음의 파일을 하나씩 따로 제출합니다."
FOLDERS = {MANDATES: "power_of_attorney", EXHIBITS: "exhibit"}
SIDE, DOWN, STAMP_SIZE = 34, 24, 8  # of the page number, in points from the outer edge and the top
MARGIN, LEADING = 80, 1.6  # of the cover
_MARK = re.compile(r"갑제(\d+)호증(?:의(\d+))?_?(.*)")


class VolumeStream:
    """A volume as a binary stream that is read once, from beginning to end."""

    def __init__(self, package, volume: Volume, *, total: int, volumes: int):
        self._package, self._volume, self._total, self._volumes = package, volume, total, volumes
        self._waiting = []
        about = shared(package.round)
        title = f"{TITLE} {volume.number}/{volumes} ({FOR_READING})"
        self._writer = Writer(self, title=title, author=about["author"], made_at=about["made_at"])
        self._shaper = Shaper(Fonts(self._writer))
        self._known = {}
        self._names = _names(package.round, volume)
        self._folder = ""
        self._pieces = self._written()

    def read(self, _size=-1) -> bytes:
        """What the next paper adds; nothing at the end."""
        return next(self._pieces, b"")

    def write(self, data: bytes):
        """Where the writer leaves what is finished."""
        self._waiting.append(data)

    def _written(self):
        self._writer.in_catalog(b"/PageLabels<</Nums[0<</P<FEFFD45CC9C0>>>1<</S/D/St %d>>]>>" % self._volume.first)
        self._add_cover()
        for part in self._volume.parts:
            self._add(part)
            yield self._taken()
        self._writer.close()
        yield self._taken()

    def _taken(self):
        taken, self._waiting = b"".join(self._waiting), []
        return taken

    # The papers

    def _add(self, part):
        """A paper with all its pages. The files of fonts that it shares with a paper before it are not copied again."""
        with pikepdf.open(io.BytesIO(_content(part))) as pdf:
            if len(pdf.pages) != part.pages:
                raise _changed()
            foreign = Foreign(self._writer, self._known)
            numbers = [self._add_page(*foreign.form(page)) for page in pdf.pages]
        self._bookmark(part, numbers[0])

    def _add_page(self, form, box):
        left, bottom, right, top = box
        drawn = b"q 1 0 0 1 %.2f %.2f cm /Paper Do Q\n" % (-left, -bottom)
        size = right - left, top - bottom
        return self._writer.add_page(drawn + self._stamp(*size), size=size, xobjects=[(b"Paper", form)])

    def _stamp(self, width, height):
        """The number at the outer top, as the volume is printed on both sides."""
        number = self._volume.first + self._writer.pages - 1
        run = self._shaper.text_run(f"기록 {number:,} / {self._total:,} · 읽기용", STAMP_SIZE, sans=True)
        is_right_hand = self._writer.pages % 2 == 0
        return run.drawn(width - SIDE - run.width if is_right_hand else SIDE, height - DOWN)

    def _bookmark(self, part, page):
        name = FOLDERS.get(part.folder)
        if name is None:
            kind = kind_of(part)
            self._writer.add_outline(kind.title_ko if kind else part.stem.replace("_", " "), page)
            return
        if self._folder != part.folder:
            self._folder = part.folder
            self._writer.add_outline(kinds().title_ko(name), page)
        self._writer.add_outline(_exhibit(part) if part.folder == EXHIBITS else self._mandate(part), page, level=1)

    def _mandate(self, part):
        number = _plaintiff(part)
        return f"{number} {self._names[number]}"

    # The cover

    def _add_cover(self):
        round, about = self._package.round, shared(self._package.round)
        count = self._package.roster.roster_count
        lines = [
            (TITLE, 26, True, 150),
            (FOR_READING, 16, True, 14),
            (f"{about['court']} {about['case_name']}", 14, False, 60),
            (f"제{round.number}차 원고 {count:,}명, 제출 묶음 제{self._package.version}판", 12, False, 6),
            (f"제{self._volume.number}권 / 전체 {self._volumes}권", 12, False, 24),
            (f"기록 {self._volume.first:,} – {self._volume.last:,} / {self._total:,}", 12, False, 6),
            (WHY, 10.5, False, 150),
            (RULE, 10.5, False, 0),
            (f"manifest.json SHA-256 {self._package.manifest_sha256}", 8, False, 12),
        ]
        content, y = [], A4[1] - 90
        for text, size, bold, above in lines:
            y = self._centred(content, text, y - above, size=size, bold=bold)
        self._writer.add_outline(COVER, self._writer.add_page(b"".join(content)))

    def _centred(self, content, text, y, **look):
        style = self._shaper.style(**look)
        for start, end in fill(style, text, A4[0] - 2 * MARGIN):
            run = style.run(text[start:end])
            y -= LEADING * style.size
            content.append(run.drawn((A4[0] - run.width) / 2, y))
        return y


def _content(part):
    """The bytes of a file, which must be those that the package remembers."""
    content = read_bytes(part.stored_name)
    if hashlib.sha256(content).hexdigest() != part.sha256:
        raise _changed()
    return content


def _changed():
    sentence = _("A file of the package is not as it was made. Restore it from the backup, or make the papers again.")
    return DomainError("book.file_changed", sentence, status=409)


def _names(round, volume):
    """{number: name in Korean letters} of the plaintiffs whose power of attorney is in the volume."""
    numbers = [_plaintiff(part) for part in volume.parts if part.folder == MANDATES]
    if not numbers:
        return {}
    entries = round.roster.filter(number__range=(min(numbers), max(numbers)))
    return {entry.number: entry.plaintiff.person.hangul_name for entry in entries.iterator(chunk_size=500)}


def _plaintiff(part: Part) -> int:
    """소송위임장_0007_홍길동 → 7."""
    return int(part.stem.split("_")[1])


def _exhibit(part: Part) -> str:
    """갑제3호증의12_탑승권 → 갑 제3호증의 12 탑승권."""
    number, sub, title = _MARK.fullmatch(part.stem).groups()
    return f"{exhibit_mark(int(number), sub and int(sub))} {title.replace('_', ' ')}".strip()
