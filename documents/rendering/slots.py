"""A page laid out once with places left open, and shown under many people's values: the template stays WeasyPrint's.

A template prints a value that is `blanks.Open` as an empty element. Where it came to stand, in which font, size and colour, is
read from the laid-out page, so the style sheet is the only place that says how a value looks. The direct writer sets them.
"""

import io
from dataclasses import dataclass

from .blanks import PREFIX
from .direct.embedding import Fonts
from .direct.foreign import Foreign
from .direct.pdf import Writer
from .direct.shaping import LARGER, Shaper

PX = 0.75  # points in a pixel of CSS
_LATIN = ("Noto Serif", "Noto Sans")  # a stack that begins with one of these is that of Latin letters


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value goes: the beginning of its baseline in points (the middle, where the line is centred), and how it looks."""

    page: int
    x: float
    y: float
    size: float
    lang: str
    sans: bool
    bold: bool
    colour: bytes

    def run(self, shaper, text):
        return shaper.text_run(text, self.size, self.lang, bold=self.bold, sans=self.sans)


class Template:
    """The pages with their open places, ready to be the beginning of any number of documents."""

    def __init__(self, document, pdf: bytes):
        import pikepdf

        self.slots = _slots(document)
        self._written = io.BytesIO()
        self._writer = Writer(self._written, title="")
        foreign = Foreign(self._writer)
        with pikepdf.open(io.BytesIO(pdf)) as laid_out:
            self.forms = [foreign.form(page)[0] for page in laid_out.pages]
        self._writer.flush()

    def begin(self, *, title, author="", made_at=None) -> "Filled":
        """A document of its own on these pages."""
        file = io.BytesIO(self._written.getvalue())
        file.seek(0, io.SEEK_END)
        return Filled(
            self, file, self._writer.copied(file, title=title, author=author, made_at=made_at, level=1, least=4000)
        )


class Filled:
    """One document: values are drawn into its slots, then it is closed."""

    def __init__(self, template, file, writer):
        self._template, self._file, self._writer = template, file, writer
        self._shaper = Shaper(Fonts(writer))
        self._drawn = [[] for _form in template.forms]

    def slot(self, name, place=0) -> Slot:
        return self._template.slots[name][place]

    def width(self, text, name, place=0) -> float:
        """How wide a text would be in a slot."""
        return self.slot(name, place).run(self._shaper, text).width

    def style(self, name):
        """The style of a slot, for breaking a text into its lines."""
        slot = self.slot(name)
        return self._shaper.style(slot.lang, slot.size, bold=slot.bold, sans=slot.sans)

    def put(self, text, name, place=0, *, x=None, y=None, centred=False) -> float:
        """Draw a text into a slot; gives where it ends. x, y: from there on instead of where the slot begins."""
        slot = self.slot(name, place)
        run = slot.run(self._shaper, text)
        start = (slot.x if x is None else x) - (run.width / 2 if centred else 0)
        self._drawn[slot.page].append(slot.colour + b"BT %b ET\n" % run.at(start, slot.y if y is None else y))
        return start + run.width

    def draw(self, page, operators: bytes):
        self._drawn[page].append(operators)

    def close(self) -> bytes:
        for form, drawn in zip(self._template.forms, self._drawn, strict=True):
            self._writer.add_page(b"/T Do\n" + b"".join(drawn), xobjects=[(b"T", form)])
        self._writer.close()
        return self._file.getvalue()


def _slots(document) -> dict[str, list[Slot]]:
    """{name: its places in the order they were printed}."""
    found = {}
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            anchor = str(box.style["anchor"] or "")
            if box.element is not None and anchor.startswith(PREFIX):
                name, _dot, place = anchor.removeprefix(PREFIX).rpartition(".")
                found.setdefault(name, {})[int(place)] = _slot(number, page.height, box)
    return {name: [slot for _place, slot in sorted(places.items())] for name, places in found.items()}


def _slot(number, height, box):
    style = box.style
    first = style["font_family"][0]
    lang = "en" if first in _LATIN else style["lang"] or "ko"
    return Slot(
        page=number,
        x=box.position_x * PX,
        y=(height - box.position_y) * PX,
        size=style["font_size"] * PX / LARGER.get(lang.partition("-")[0], 1),
        lang=lang,
        sans=first.startswith("Noto Sans"),
        bold=style["font_weight"] >= 600,
        colour=b"%.3g %.3g %.3g rg " % tuple(style["color"].coordinates),
    )
