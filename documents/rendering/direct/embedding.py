"""The fonts of one document: a code for each glyph that was drawn, and at the end the subset that holds them.

A code stands for a glyph *and the letters it was drawn for*, so ToUnicode is exact even where a font draws two letters with
one glyph. Codes leave out the bytes that would have to be escaped in a string, so text is written as it is.
"""

import hashlib
import sys
from array import array

import uharfbuzz as hb

from litigation.remembered import Remembered

ESCAPED = frozenset(b"()\\\r")
JOINED = "\u200b"  # what the second and later glyphs of a cluster say: nothing that can be seen
_UNUSED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "STAT",
    "vhea",
    "vmtx",
    "VORG",
    "DSIG",
    "cmap",
    "name",
    "OS/2",
    "post",
    "kern",
)
_CMAP_HEAD = (
    b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
    b"1 begincodespacerange<0000><FFFF>endcodespacerange\n"
)
_CMAP_TAIL = b"endcmap CMapName currentdict/CMap defineresource pop end end"


class Fonts:
    """Every face a document draws with. Made with its writer, and written by it at the end.

    others: entries of fonts that the document has already.
    """

    def __init__(self, writer, others=b""):
        self._writer, self._others = writer, others
        self._faces = {}
        self._resources = writer.reserve()
        writer.share(b"Font", self._resources)
        writer.at_end(self._finish)

    def of(self, face) -> "UsedFace":
        """The face in this document. It is embedded only if a glyph of it is drawn."""
        used = self._faces.get(face.name)
        if used is None:
            used = self._faces[face.name] = UsedFace(face, b"/F%d" % (len(self._faces) + 1))
        return used

    @property
    def resources(self) -> int:
        """The object number of the dictionary of fonts, for forms, which do not inherit their page's."""
        return self._resources

    def _finish(self):
        used = [face for face in self._faces.values() if face.codes]
        named = b"".join(b"%b %d 0 R" % (each.resource, each.write(self._writer)) for each in used)
        self._writer.put(b"<<%b%b>>" % (self._others, named), self._resources)


class UsedFace:
    """One face in one document, and the codes of what was drawn with it so far."""

    def __init__(self, face, resource):
        self.face, self.resource = face, resource
        self.codes = Remembered(self._new_code)
        """{(glyph, letters): (two bytes that draw the glyph and say its letters, its advance in thousandths of an em)}."""
        self._next = 1

    def _new_code(self, key):
        glyph, _letters = key
        while not ESCAPED.isdisjoint(code := self._next.to_bytes(2, "big")):
            self._next += 1
        self._next += 1
        return code, self.face.widths[glyph]

    # The objects of the font

    def write(self, writer) -> int:
        """All objects of the font; the number of the first one."""
        data, places = self._subset()
        name = self._name(data)
        file = writer.put_stream(data, b"/Length1 %d" % len(data))
        glyphs, widths = array("H", bytes(2 * self._next)), array("H", bytes(2 * self._next))
        for (glyph, _letters), (code, width) in self.codes.items():
            number = int.from_bytes(code, "big")
            glyphs[number], widths[number] = places[glyph], width
        if sys.byteorder == "little":
            glyphs.byteswap()
        descriptor = writer.put(self._descriptor(name, file))
        below = writer.put(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/DW 1000/W[1[%b]]>>"
            % (name, descriptor, writer.put_stream(glyphs.tobytes()), b"%d " * (len(widths) - 1) % tuple(widths[1:]))
        )
        return writer.put(
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (name, below, writer.put_stream(self._to_unicode()))
        )

    def _subset(self):
        """(font file, {glyph: its place in that file}): outlines and widths, nothing that a printed page does not need."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).set({glyph for glyph, _letters in self.codes})
        dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
        for tag in _UNUSED:
            dropped.add(int.from_bytes(tag.encode(), "big"))
        wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        plan = hb.SubsetPlan(self.face.to_cut(), wanted)
        return plan.execute().blob.data, plan.old_to_new_glyph_mapping

    def _name(self, data):
        """As ABCDEF+NotoSerifKR-Regular; the letters come from the subset itself."""
        tag = int.from_bytes(hashlib.sha256(data).digest()[:4], "big")
        letters = bytes(65 + tag // 26**place % 26 for place in range(6))
        return letters + b"+" + self.face.name.encode()

    def _descriptor(self, name, file):
        ascent, descent = (round(1000 * part) for part in self.face.ascent_descent)
        return (
            b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[-1000 -%d 3000 %d]/ItalicAngle 0/Ascent %d/Descent -%d"
            b"/CapHeight 733/StemV %d/FontFile2 %d 0 R>>"
            % (name, descent, ascent, ascent, descent, 120 if self.face.bold else 80, file)
        )

    def _to_unicode(self):
        lines = [
            f"<{code.hex()}><{letters.encode('utf-16-be').hex()}>"
            for (_glyph, letters), (code, _width) in self.codes.items()
        ]
        blocks = ["\n".join(lines[i : i + 100]) for i in range(0, len(lines), 100)]
        body = "".join(f"{block.count('<') // 2} beginbfchar\n{block}\nendbfchar\n" for block in blocks)
        return _CMAP_HEAD + body.encode() + _CMAP_TAIL
