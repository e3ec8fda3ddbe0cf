"""The letters of an exhibit mark as PDF: one small font made from the pinned myeongjo, real text that can be searched."""

import io
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar

from litigation import fonts

_LETTERS = " /–0123456789갑을병정가나다라마바사아자차카타파하제호증의"  # what a mark and a running number are made of
_CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Hamkke def /CMapType 2 def "
    "1 begincodespacerange <0000> <ffff> endcodespacerange {body} "
    "endcmap CMapName currentdict /CMap defineresource pop end end"
)


@dataclass(frozen=True)
class Face:
    """The subset, ready to be embedded: its file and what a PDF has to say of it."""

    name: ClassVar[str] = "HAMKKE+NotoSerifKR-Bold"
    data: bytes
    glyphs: dict[str, int]
    widths: dict[str, int]
    """Of each letter, in 1/1000 of the size."""
    descriptor: dict[str, object]

    @cached_property
    def codes(self) -> dict[str, str]:
        """Of each letter, as a string of a page holds it."""
        return {c: f"{glyph:04x}" for c, glyph in self.glyphs.items()}

    @property
    def by_glyph(self) -> list[tuple[int, int]]:
        """(glyph, width) in the order of the glyphs."""
        return sorted((glyph, self.widths[c]) for c, glyph in self.glyphs.items())

    @property
    def to_unicode(self) -> bytes:
        """The way back from glyphs to letters: a CMap with at most 100 letters a block, as the format asks."""
        pairs = [f"<{glyph:04x}> <{ord(c):04x}>" for glyph, c in sorted((glyph, c) for c, glyph in self.glyphs.items())]
        blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
        body = " ".join(f"{len(block)} beginbfchar {' '.join(block)} endbfchar" for block in blocks)
        return _CMAP.format(body=body).encode()


@lru_cache(maxsize=1)
def face() -> Face:
    """Made once per process; the same bytes every time."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=[], recalc_timestamp=False
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG"]
    font = TTFont(fonts.path("NotoSerifKR_700Bold"), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=_LETTERS)
    cutter.subset(font)
    scale = 1000 / font["head"].unitsPerEm
    glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    widths = {c: round(font["hmtx"][font.getGlyphName(glyph)][0] * scale) for c, glyph in glyphs.items()}
    out = io.BytesIO()
    font.save(out)
    return Face(out.getvalue(), glyphs, widths, _descriptor(font, scale))


def _descriptor(font, scale):
    return {
        "Flags": 4,
        "FontBBox": "[-1000 -500 2000 1500]",
        "ItalicAngle": 0,
        "CapHeight": 733,
        "StemV": 120,
        "Ascent": round(font["hhea"].ascent * scale),
        "Descent": round(font["hhea"].descent * scale),
    }


def width(text: str, size: float) -> float:
    """Width of a text in points."""
    return sum(map(face().widths.__getitem__, text)) * size / 1000


def can_draw(text: str) -> bool:
    return face().glyphs.keys() >= set(text)


def show(text: str, x: float, y: float, size: float) -> bytes:
    """Operators that draw a text at a point with font /Mark."""
    code = "".join(map(face().codes.__getitem__, text))
    return f"BT /Mark {size:g} Tf {x:.2f} {y:.2f} Td <{code}> Tj ET\n".encode()


def objects(first: int) -> list[bytes]:
    """The font as five objects of a PDF, numbered from `first`; the first is the font itself."""
    made, (font, descendant, descriptor, file, unicode) = face(), range(first, first + 5)
    about = "".join(f"/{name} {value}" for name, value in made.descriptor.items())
    widths = " ".join(f"{glyph} [{width}]" for glyph, width in made.by_glyph)
    system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    return [
        pdf_object(
            font,
            f"<</Type/Font/Subtype/Type0/BaseFont/{made.name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>",
        ),
        pdf_object(
            descendant,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{made.name}/CIDSystemInfo{system}/CIDToGIDMap/Identity"
            f"/FontDescriptor {descriptor} 0 R/W[{widths}]>>",
        ),
        pdf_object(descriptor, f"<</Type/FontDescriptor/FontName/{made.name}{about}/FontFile2 {file} 0 R>>"),
        pdf_stream(file, zlib.compress(made.data, 9), f"/Filter/FlateDecode/Length1 {len(made.data)}"),
        pdf_stream(unicode, made.to_unicode),
    ]


def pdf_object(number: int, body: str | bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body.encode() if isinstance(body, str) else body)


def pdf_stream(number: int, data: bytes, entries="") -> bytes:
    return pdf_object(number, b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries.encode(), len(data), data))
