"""The letters of an exhibit mark as PDF: one small font made from the pinned myeongjo, real text that can be searched."""

import io
from functools import lru_cache

import pikepdf  # noqa: TID253 - this module is loaded only where a PDF is worked on

from documents.rendering import fonts

_LETTERS = "".join(chr(c) for c in range(0x20, 0x7F)) + "–·갑을병정가나다라마바사아자차카타파하제호증의부본원사쪽"
_CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Hamkke def /CMapType 2 def "
    "1 begincodespacerange <0000> <ffff> endcodespacerange {count} beginbfchar {pairs} endbfchar "
    "endcmap CMapName currentdict /CMap defineresource pop end end"
)


@lru_cache(maxsize=1)
def _face():
    """(font file, {letter: glyph}, {letter: width in 1/1000}, metrics) of the subset; the same bytes every time."""
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
    metrics = {"/Ascent": round(font["hhea"].ascent * scale), "/Descent": round(font["hhea"].descent * scale)}
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), glyphs, widths, metrics


def width(text: str, size: float) -> float:
    """Width of a text in points."""
    widths = _face()[2]
    return sum(widths[c] for c in text) * size / 1000


def can_draw(text: str) -> bool:
    return all(c in _face()[1] for c in text)


def show(text: str, x: float, y: float, size: float) -> bytes:
    """Operators that draw a text at a point with font /Mark."""
    glyphs = _face()[1]
    code = "".join(f"{glyphs[c]:04x}" for c in text)
    return f"BT /Mark {size:g} Tf {x:.2f} {y:.2f} Td <{code}> Tj ET\n".encode()


def font_object(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font as an object of this PDF, embedded, with the way back from glyphs to letters."""
    data, glyphs, widths, metrics = _face()
    name = pikepdf.Name("/HAMKKE+NotoSerifKR-Bold")
    by_glyph = sorted((glyph, c) for c, glyph in glyphs.items())
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=[-1000, -500, 2000, 1500],
        ItalicAngle=0,
        CapHeight=733,
        StemV=120,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
        **{key[1:]: value for key, value in metrics.items()},
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        CIDToGIDMap=pikepdf.Name.Identity,
        FontDescriptor=pdf.make_indirect(descriptor),
        W=pikepdf.Array([item for glyph, c in by_glyph for item in (glyph, pikepdf.Array([widths[c]]))]),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_stream(_to_unicode(by_glyph)),
        )
    )


def _to_unicode(by_glyph):
    """A CMap with at most 100 letters a block, as the format asks."""
    blocks = [by_glyph[i : i + 100] for i in range(0, len(by_glyph), 100)]
    pairs = [" ".join(f"<{glyph:04x}> <{ord(c):04x}>" for glyph, c in block) for block in blocks]
    body = " endbfchar ".join(f"{len(block)} beginbfchar {pair}" for block, pair in zip(blocks, pairs, strict=True))
    return _CMAP.replace("{count} beginbfchar {pairs}", body).encode()
