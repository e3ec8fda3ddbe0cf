"""A page laid out once with places left open, and shown under many people's values: the template stays WeasyPrint's.

A template prints a value that is `blanks.Open` as an empty element. Where it came to stand, in which font, size and colour, is
read from the laid-out page, so the style sheet is the only place that says how a value looks. The direct writer sets them.
The structure is the template's too: the element that was left open gets a mark, and what is drawn for it carries that mark.
"""

import io
from dataclasses import dataclass

from .blanks import PREFIX
from .direct.bidi import is_right_to_left
from .direct.embedding import Fonts
from .direct.foreign import Foreign
from .direct.pdf import Writer
from .direct.shaping import LARGER, Shaper
from .direct.tags import declare

PX = 0.75  # points in a pixel of CSS
_SILENT = ("/Span", "/NonStruct")
_LATIN = ("Noto Serif", "Noto Sans")  # a stack that begins with one of these is that of Latin letters


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """Where a value goes: the beginning of its baseline in points (the middle, where the line is centred), and how it looks.

    mark: what its place in the structure knows it by, among the marks of its page. faces: whose fonts draw its language.
    """

    page: int
    mark: int
    x: float
    y: float
    size: float
    lang: str
    faces: str
    sans: bool
    bold: bool
    colour: bytes

    def run(self, shaper, text):
        return shaper.text_run(text, self.size, self.faces, bold=self.bold, sans=self.sans)

    def width(self, shaper, text) -> float:
        """How wide run() is; measured without drawing, where all letters run from left to right."""
        if is_right_to_left(text):
            return self.run(shaper, text).width
        return shaper.style(self.faces, self.size, bold=self.bold, sans=self.sans).width(text)

    def marked(self, operators: bytes) -> bytes:
        lang = b"" if self.lang == "ko" else b"/Lang(%b)" % self.lang.encode()
        return b"/Span<</MCID %d%b>>BDC %bEMC\n" % (self.mark, lang, operators)


class Template:
    """The pages with their open places, ready to be the beginning of any number of documents."""

    def __init__(self, document, pdf: bytes, title):
        import pikepdf

        self._written = io.BytesIO()
        self._writer = writer = Writer(self._written, title=title)
        with pikepdf.open(io.BytesIO(pdf)) as laid_out:
            self.slots = _slots(document, laid_out)
            foreign = Foreign(writer)
            self.pages = [foreign.begin(page) for page in laid_out.pages]
            self.beneath = [foreign.content(page) for page in laid_out.pages]
            self.fonts = foreign.fonts(laid_out.pages)
            declare(writer, foreign.number(laid_out.Root.StructTreeRoot), title)
            foreign.finish()
        writer.flush()

    def begin(self, *, title, author="", made_at=None) -> "Filled":
        """A document of its own on these pages."""
        file = io.BytesIO(self._written.getvalue())
        file.seek(0, io.SEEK_END)
        return Filled(
            self, file, self._writer.copied(file, title=title, author=author, made_at=made_at, level=1, least=12_000)
        )


class Filled:
    """One document: values are drawn into its slots, then it is closed."""

    def __init__(self, template, file, writer):
        self._template, self._file, self._writer = template, file, writer
        self._shaper = Shaper(Fonts(writer, others=template.fonts))
        self._drawn = {slot: b"" for places in template.slots.values() for slot in places}

    def slot(self, name, place=0) -> Slot:
        return self._template.slots[name][place]

    def width(self, text, name, place=0) -> float:
        """How wide a text would be in a slot."""
        return self.slot(name, place).width(self._shaper, text)

    def style(self, name):
        """The style of a slot, for breaking a text into its lines."""
        slot = self.slot(name)
        return self._shaper.style(slot.faces, slot.size, bold=slot.bold, sans=slot.sans)

    def put(self, text, name, place=0, *, x=None, y=None, centred=False) -> float:
        """Draw a text into a slot; gives where it ends. x, y: from there on instead of where the slot begins."""
        slot = self.slot(name, place)
        run = slot.run(self._shaper, text)
        start = (slot.x if x is None else x) - (run.width / 2 if centred else 0)
        self._drawn[slot] += slot.colour + run.drawn(start, slot.y if y is None else y)
        return start + run.width

    def draw(self, operators: bytes, name):
        """Draw something else than text into a slot."""
        self._drawn[self.slot(name)] += operators

    def close(self) -> bytes:
        for at, (number, beneath) in enumerate(zip(self._template.pages, self._template.beneath, strict=True)):
            drawn = b"".join(slot.marked(operators) for slot, operators in self._drawn.items() if slot.page == at)
            self._writer.add_page(drawn, number=number, beneath=beneath, entries=b"/Tabs/S/StructParents %d" % at)
        self._writer.close()
        return self._file.getvalue()


def _slots(document, laid_out) -> dict[str, list[Slot]]:
    """{name: its places in the order they were printed}; each gets a mark in the structure of the file."""
    found, tree = {}, laid_out.Root.StructTreeRoot
    left_open, marks = _left_open(tree), tree.ParentTree.Nums[1::2]
    for (number, page, box), element in zip(_boxes(document), left_open, strict=True):
        name, _dot, place = box.style["anchor"].removeprefix(PREFIX).rpartition(".")
        element.K.append(len(marks[number]))
        found.setdefault(name, {})[int(place)] = _slot(number, len(marks[number]), page.height, box)
        marks[number].append(element)
    _simplify(tree, {page.obj.objgen: own for page, own in zip(laid_out.pages, marks, strict=True)})
    return {name: [slot for _place, slot in sorted(places.items())] for name, places in found.items()}


def _boxes(document):
    """What was left open, as (number of the page, page, box)."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if box.element is not None and str(box.style["anchor"] or "").startswith(PREFIX):
                yield number, page, box


def _left_open(element):
    """The same as elements of the structure, in the same order: empty spans, and the picture of a signature."""
    for kid in element.K:
        if isinstance(kid, int):
            continue
        if kid.S == "/Figure" or (kid.S == "/Span" and not len(kid.K)):
            yield kid
        else:
            yield from _left_open(kid)


def _simplify(element, marks):
    """Take out the elements that say nothing, as WeasyPrint makes one for each line: their marks become their parent's."""
    kids = []
    for kid in element.K:
        if not isinstance(kid, int):
            _simplify(kid, marks)
        if _is_silent(kid, element):
            kids.extend(kid.K)
            for mark in kid.K:
                marks[kid.Pg.objgen][mark] = element
        else:
            kids.append(kid)
    element.K = kids


def _is_silent(kid, element):
    """Whether it is nothing but marks on the page of the element above."""
    if isinstance(kid, int) or kid.S not in _SILENT or not all(isinstance(mark, int) for mark in kid.K):
        return False
    return "/Pg" in element and kid.Pg.objgen == element.Pg.objgen


def _slot(number, mark, height, box):
    style = box.style
    first = style["font_family"][0]
    lang = style["lang"] or "ko"
    faces = "en" if first in _LATIN else lang
    return Slot(
        page=number,
        mark=mark,
        x=box.position_x * PX,
        y=(height - box.position_y) * PX,
        size=style["font_size"] * PX / LARGER.get(faces.partition("-")[0], 1),
        lang=faces if lang == "ko" else lang,
        faces=faces,
        sans=first.startswith("Noto Sans"),
        bold=style["font_weight"] >= 600,
        colour=b"%.3g %.3g %.3g rg " % tuple(style["color"].coordinates),
    )
