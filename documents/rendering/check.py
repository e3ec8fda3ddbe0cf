"""Looking at a finished PDF before it leaves: pages, sizes, fonts, text, and what must not be in it."""

import io
import re
import struct
import unicodedata
from dataclasses import dataclass

import pikepdf  # noqa: TID253 - this module is loaded only where a PDF is worked on
import pypdfium2  # noqa: TID253
from django.utils.translation import gettext as _

from .errors import RenderError

POINTS_PER_MM = 72 / 25.4
A4 = (210.0, 297.0)
_PAGE_NUMBER = re.compile(r"-?\s*\d*\s*-?")
_TEXT_SHOWN = re.compile(rb"T[jJ]\b")
_PAINTED = re.compile(rb"(?<![\w/])(?:Tj|TJ|Do|EI|sh|[fFBbSs]\*?)(?![\w*])")
_ACTIVE = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute"}


@dataclass(frozen=True)
class PdfFacts:
    pages: int
    page_sizes: tuple[tuple[float, float], ...]
    """(width, height) in millimetres of every page, rounded to a tenth."""
    fonts_embedded: bool
    fonts: tuple[str, ...]
    text: tuple[str, ...]
    """What a reader can copy out, page by page."""
    missing_glyphs: int
    """How many characters are drawn as the empty box (glyph 0)."""
    encrypted: bool
    has_javascript: bool
    has_attachments: bool

    @property
    def all_a4(self) -> bool:
        return all(map(is_a4, self.page_sizes))

    def contains(self, wanted: str) -> bool:
        """Whether a name or phrase can be found in the text, whatever the line breaks and ways to encode a letter.

        Of right-to-left names every word must be found: readers differ on the words' order in a left-to-right line.
        """
        text = plain(" ".join(self.text))
        if any(unicodedata.bidirectional(c) in ("R", "AL") for c in wanted):
            return all(plain(word) in text for word in wanted.split())
        return plain(wanted) in text


@dataclass(frozen=True)
class Glance:
    """What can be known of a PDF without reading its fonts and letters: a twentieth of an inspection's time."""

    page_sizes: tuple[tuple[float, float], ...]
    blank: tuple[int, ...]
    """Numbers of the pages that show nothing: no evidence, or no more text than a page number."""
    has_text: bool
    fonts_embedded: bool
    is_active: bool


def is_a4(size: tuple[float, float]) -> bool:
    """Whether (width, height) in millimetres is A4 upright."""
    return abs(size[0] - A4[0]) < 0.5 and abs(size[1] - A4[1]) < 0.5


def is_page_number(text: str) -> bool:
    """Whether a page's text is nothing, or its number alone."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def plain(text: str) -> str:
    """Text for comparing: compatibility forms (Arabic shapes, Han variants) unfolded, without white space and hyphens.

    Hyphens go because readers take one at a line's end for a hyphenation and drop it.
    """
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Pd"))


def inspect(pdf: bytes) -> PdfFacts:
    """Facts about a PDF. Refuses what cannot be opened without a password or is not a PDF."""
    with _opened(pdf) as document:
        objects = _dictionaries(document)
        fonts = _fonts(objects)
        facts = {
            "pages": len(document.pages),
            "page_sizes": tuple(_size(page) for page in document.pages),
            "fonts_embedded": all(embedded for _name, embedded in fonts),
            "fonts": tuple(sorted(name for name, _embedded in fonts)),
            "encrypted": document.is_encrypted,
            "has_javascript": _is_active(document.Root, objects),
            "has_attachments": bool(document.attachments),
            "missing_glyphs": sum(_empty_boxes(each) for each in _drawings(document)),
        }
    return PdfFacts(text=_text(pdf), **facts)


def glance(pdf: bytes) -> Glance:
    """A quick look at a PDF we made. Refuses what cannot be opened."""
    with _opened(pdf) as document:
        shown, objects = [_shown(page) for page in document.pages], _dictionaries(document)
        return Glance(
            page_sizes=tuple(_size(page) for page in document.pages),
            blank=tuple(number for number, (_text, shows) in enumerate(shown, 1) if not shows),
            has_text=any(text for text, _shows in shown),
            fonts_embedded=all(embedded for _name, embedded in _fonts(objects)),
            is_active=_is_active(document.Root, objects),
        )


def _opened(pdf):
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError as error:
        raise RenderError("pdf.encrypted", _("This PDF is locked with a password. Save it without one.")) from error
    except pikepdf.PdfError as error:
        raise RenderError("pdf.broken", _("This PDF is damaged and cannot be read.")) from error


def _size(page):
    left, bottom, right, top = (float(value) for value in page.mediabox)
    width, height = (round(side / POINTS_PER_MM, 1) for side in (right - left, top - bottom))
    return (height, width) if int(page.obj.get("/Rotate", 0)) % 180 else (width, height)


def _shown(page):
    """(how many texts a page shows, whether it shows anything but one line): its own drawing and the forms it places.

    The one line is a page number. A page of evidence carries our marks besides, so there only the evidence counts.
    """
    contents = page.Contents if "/Contents" in page else []
    parts = contents if isinstance(contents, pikepdf.Array) else [contents] if contents else []
    placed = page.resources.get("/XObject", {})
    forms = {name: item for name, item in placed.items() if item.get("/Subtype") == "/Form"}
    drawn = [part.read_bytes() for part in [*parts, *forms.values()]]
    texts = sum(len(_TEXT_SHOWN.findall(each)) for each in drawn)
    if "/Evidence" in placed:
        evidence = forms.get("/Evidence")
        return texts, evidence is None or _PAINTED.search(evidence.read_bytes()) is not None
    return texts, texts > 1 or len(placed) > len(forms)


def _text(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _dictionaries(document):
    return [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]


def _fonts(dictionaries):
    """{(name, embedded)} of every font object in the file."""
    found = set()
    for item in dictionaries:
        if item.get("/Type") == "/Font" and item.get("/Subtype") != "/Type0":
            descriptor = item.get("/FontDescriptor", pikepdf.Dictionary())
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found.add((str(item.get("/BaseFont", "")), embedded or item.get("/Subtype") == "/Type3"))
    return found


def _is_active(root, dictionaries):
    named = "/Names" in root and "/JavaScript" in root.Names
    return named or any(str(item.get("/S", "")) in _ACTIVE or "/JS" in item for item in dictionaries)


def _drawings(document):
    """Every page, and every form that pages show, once: (what is drawn, its fonts)."""
    for page in document.pages:
        yield page, page.resources.get("/Font", {})
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
            yield item, item.get("/Resources", {}).get("/Font", {})


def _empty_boxes(drawing):
    """Characters drawn with glyph 0 or a glyph the font lacks, in fonts with two-byte codes (all that we make)."""
    drawn, fonts = drawing
    known = {name: _known_codes(font) for name, font in fonts.items() if font.get("/Subtype") == "/Type0"}
    count, codes = 0, None
    for operands, operator in pikepdf.parse_content_stream(drawn, "Tf Tj TJ"):
        if str(operator) == "Tf":
            codes = known.get(str(operands[0]))
        elif codes is not None:
            count += sum(code not in codes for code in _codes(operands))
    return count


def _known_codes(font):
    """The codes that draw a glyph of the embedded TrueType file; all but 0 where it is of another kind."""
    descendant = font.DescendantFonts[0]
    descriptor = descendant.get("/FontDescriptor", {})
    if "/FontFile2" not in descriptor:
        return range(1, 0x10000)
    from fontTools.ttLib import TTFont

    limit = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), lazy=True)["maxp"].numGlyphs
    places = descendant.get("/CIDToGIDMap")
    if not isinstance(places, pikepdf.Stream):
        return range(1, limit)
    data = places.read_bytes()
    return {code for code, (glyph,) in enumerate(struct.iter_unpack(">H", data)) if 0 < glyph < limit}


def _codes(operands):
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    for code in (bytes(part) for part in parts if isinstance(part, pikepdf.String)):
        yield from (int.from_bytes(code[i : i + 2], "big") for i in range(0, len(code), 2))
