"""A page of another PDF as a form of ours: a template laid out once and shown under ten thousand names."""

import hashlib
from decimal import Decimal

import pikepdf  # noqa: TID253 - this module is loaded only where a PDF is worked on


class Foreign:
    """Copies of one open PDF. What two pages share, as fonts, is copied once.

    known: {hash: number} of streams that were copied from other PDFs, and do for this one too: the files of fonts.
    """

    def __init__(self, writer, known=None):
        self._writer, self._known = writer, known
        self._numbers = {}
        self._waiting = []

    # A page drawn as a picture

    def form(self, page: pikepdf.Page) -> tuple[int, tuple[float, ...]]:
        """(object number, box) of the page, to be drawn with Do at its own size."""
        form = page.as_form_xobject(handle_transformations=True)
        number = self._writer.reserve()
        self._copy_stream(form, number)
        self.finish()
        return number, tuple(float(side) for side in form.BBox)

    # A page that becomes one of ours, with its structure

    def begin(self, page: pikepdf.Page) -> int:
        """The number under which it will be added: whatever refers to theirs will refer to ours."""
        number = self._numbers[page.obj.objgen] = self._writer.reserve()
        return number

    def content(self, page: pikepdf.Page) -> tuple[bytes, bytes]:
        """What Writer.add_page draws beneath: the page's content, and what it draws with but its fonts."""
        drawn = self._writer.put_stream(b"q\n%b\nQ\n" % page.obj.Contents.read_bytes())
        entries = [self._entry(key, value) for key, value in page.resources.items() if key != "/Font"]
        return b"%d 0 R " % drawn, b"".join(entries)

    def fonts(self, pages) -> bytes:
        """Entries of the fonts of pages, for embedding.Fonts."""
        named = {key: value for page in pages for key, value in page.resources.get("/Font", {}).items()}
        return b"".join(self._entry(*pair) for pair in named.items())

    def number(self, item: pikepdf.Object) -> int:
        """Ours for one of theirs; what is new waits to be copied, so that circles end."""
        number = self._numbers.get(item.objgen) or self._shared(item)
        if number is None:
            number = self._writer.reserve()
            self._waiting.append((item, number))
        self._numbers[item.objgen] = number
        return number

    def finish(self):
        """Copy what waits."""
        while self._waiting:
            self._copy(*self._waiting.pop())

    def _shared(self, item):
        """The number of the same stream, whichever PDF it was copied from; nothing for what refers to something else."""
        if (
            self._known is None
            or not isinstance(item, pikepdf.Stream)
            or any(_refers(part) for _key, part in item.items())
        ):
            return None
        entries, data = self._stream(item)
        key = hashlib.sha256(entries + data).digest()
        if key not in self._known:
            self._known[key] = self._writer.put_stream(data, entries, deflate="/Filter" not in item)
        return self._known[key]

    def _copy(self, item, number):
        if isinstance(item, pikepdf.Stream):
            self._copy_stream(item, number)
        else:
            self._writer.put(self._direct(item), number)

    def _copy_stream(self, stream, number):
        entries, data = self._stream(stream)
        self._writer.put_stream(data, entries, number, deflate="/Filter" not in stream)

    def _stream(self, stream):
        entries = b"".join(self._entry(key, value) for key, value in stream.items() if key != "/Length")
        return entries, stream.read_raw_bytes()

    def _value(self, item):
        if isinstance(item, pikepdf.Object) and item.is_indirect:
            return b"%d 0 R" % self.number(item)
        return self._direct(item)

    def _direct(self, item):
        if isinstance(item, pikepdf.Dictionary):
            return b"<<%b>>" % b"".join(self._entry(*pair) for pair in item.items())
        if isinstance(item, pikepdf.Array):
            return b"[%b]" % b" ".join(self._value(each) for each in item)
        if isinstance(item, bool) or item is None:
            return {True: b"true", False: b"false", None: b"null"}[item]
        if isinstance(item, int | float | Decimal):
            return format(item, "f" if not isinstance(item, int) else "d").encode()
        return item.unparse()

    def _entry(self, key, value):
        return b"%b %b" % (pikepdf.Name(key).unparse(), self._value(value))


def _refers(value):
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) or getattr(value, "is_indirect", False)
