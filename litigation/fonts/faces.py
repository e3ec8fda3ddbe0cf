"""The pinned fonts as faces to set with: which stack a language takes, and which face of it draws a word.

The stacks are those of templates/papers/court.css (a test compares); behind each come all other families, so what
`fonts.unprintable()` does not name is drawn.
"""

import re
from functools import cached_property, lru_cache

import uharfbuzz as hb

from litigation import fonts
from litigation.remembered import Remembered

HAN, JAPANESE = "NotoSansSC", "NotoSansJP"
OTHERS = (
    "Amiri", "NotoSansThai", "NotoSansDevanagari", "NotoSansBengali", "NotoSansKhmer", "NotoSansMyanmar", "NotoSansSinhala",
    "NotoSansTC", "NotoSansHK", "NotoSansGeorgian", "NotoSansArmenian", "NotoSansHebrew", "NotoSansThaana",
    "NotoSansGujarati", "NotoSansGurmukhi", "NotoSansOriya", "NotoSansTamil", "NotoSansTelugu", "NotoSansKannada",
    "NotoSansMalayalam", "NotoSansLao", "NotoSerifTibetan", "NotoSansMongolian", "NotoSansEthiopic",
)  # fmt: skip
_KOREAN = ("NotoSerifKR", "NotoSerif", HAN, JAPANESE, *OTHERS)
_SANS = ("NotoSansKR", "NotoSans", HAN, JAPANESE, *OTHERS)
_LATIN = ("NotoSerif", "NotoSerifKR", HAN, JAPANESE, *OTHERS)
_SANS_LATIN = ("NotoSans", "NotoSansKR", HAN, JAPANESE, *OTHERS)
OWN = {
    "Amiri": ("ar", "fa", "ur"),
    "NotoSansThai": ("th",),
    "NotoSansDevanagari": ("hi", "ne"),
    "NotoSansBengali": ("bn",),
    "NotoSansKhmer": ("km",),
    "NotoSansMyanmar": ("my",),
    "NotoSansSinhala": ("si",),
    "NotoSansGeorgian": ("ka",),
    "NotoSansArmenian": ("hy",),
    "NotoSansHebrew": ("he",),
    "NotoSansThaana": ("dv",),
    "NotoSansGujarati": ("gu",),
    "NotoSansGurmukhi": ("pa",),
    "NotoSansOriya": ("or",),
    "NotoSansTamil": ("ta",),
    "NotoSansTelugu": ("te",),
    "NotoSansKannada": ("kn",),
    "NotoSansMalayalam": ("ml",),
    "NotoSansLao": ("lo",),
    "NotoSerifTibetan": ("bo", "dz"),
    "NotoSansEthiopic": ("am", "ti"),
}
"""Families that come first where one of these languages is set."""
_STACKS = {
    **dict.fromkeys(("en", "vi", "mn", "ru", "kk", "uz", "es", "fr", "id", "tl"), _LATIN),
    "zh": (HAN, JAPANESE, "NotoSerifKR", "NotoSerif"),
    "ja": (JAPANESE, HAN, "NotoSerifKR", "NotoSerif"),
    **{lang: (family, "NotoSans", "NotoSerifKR") for family, langs in OWN.items() for lang in langs},
}
_SILENT = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Characters that choose or join glyphs and are none themselves (Default_Ignorable_Code_Point): no font has to have them."""


class Face:
    """One font file. Opened by mapping it into memory: the 14 MB of the myeongjo are not read."""

    def __init__(self, family, *, bold):
        style = "Bold" if bold else "Regular"
        self.name = f"{family}-{style}"
        self.bold = bold
        self.is_korean = family in ("NotoSerifKR", "NotoSansKR")
        self._cuts = 0
        self.shaped = {}
        """What HarfBuzz said of words in this face (shaping.py)."""
        self._file = fonts.path(f"{family}_{'700Bold' if bold else '400Regular'}")

    @cached_property
    def hb_face(self):
        return hb.Face(hb.Blob.from_file_path(str(self._file)))

    def to_cut(self):
        """The face to cut subsets from. From the second document on it is one prepared for that: once the cost of many
        cuts, then a cut is next to free."""
        self._cuts += 1
        return self.hb_face if self._cuts == 1 else self._prepared

    @cached_property
    def _prepared(self):
        return hb.subset_preprocess(self.hb_face)

    @cached_property
    def font(self):
        return hb.Font(self.hb_face)

    @cached_property
    def units(self) -> int:
        """Units of the em square."""
        return self.hb_face.upem

    @cached_property
    def ascent_descent(self) -> tuple[float, float]:
        """Above and below the baseline, in em; both positive."""
        extents = self.font.get_font_extents("ltr")
        return extents.ascender / self.units, -extents.descender / self.units

    @cached_property
    def widths(self):
        """The advance of a glyph in thousandths of an em."""
        return Remembered(lambda glyph: round(self.font.get_glyph_h_advance(glyph) * 1000 / self.units))

    @cached_property
    def characters(self):
        return self.hb_face.unicodes

    def draws(self, text) -> bool:
        """Whether it has every letter of the text."""
        return all(ord(c) in self.characters or is_silent(c) for c in text)


def is_silent(c) -> bool:
    """Whether a character only tells how others are drawn, as the variation selector behind 葛."""
    return _SILENT.match(c) is not None


@lru_cache(maxsize=128)
def face(family, bold=False) -> Face:
    """A face by its family; the upright regular where the family has no bold file."""
    return Face(family, bold=bold and fonts.path(f"{family}_700Bold").exists())


@lru_cache(maxsize=128)
def stack(lang, *, bold=False, sans=False) -> tuple[Face, ...]:
    """The faces a language is set in, in the order they are asked."""
    first = lang.partition("-")[0]
    families = _STACKS.get(first, _SANS if sans else _KOREAN)
    if sans and families is _LATIN:
        families = _SANS_LATIN
    rest = [each for each in (*(_SANS if sans else _KOREAN), *_KOREAN[:2], *_SANS[:2]) if each not in families]
    return tuple(face(each, bold) for each in dict.fromkeys((*families, *rest)))
