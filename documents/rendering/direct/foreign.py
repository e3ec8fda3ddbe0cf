"""A page of another PDF as a form of ours: a template laid out once and shown under ten thousand names."""

from decimal import Decimal

import pikepdf  # noqa: TID253 - this module is loaded only where a PDF is worked on


class Foreign:
    """Copies of one open PDF. What two pages share, as fonts, is copied once."""

    def __init__(self, writer):
        self._writer = writer
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
        number = self._numbers.get(item.objgen)
        if number is None:
            number = self._numbers[item.objgen] = self._writer.reserve()
            self._waiting.append((item, number))
        return number

    def finish(self):
        """Copy what waits."""
        while self._waiting:
            self._copy(*self._waiting.pop())

    def _copy(self, item, number):
        if isinstance(item, pikepdf.Stream):
            self._copy_stream(item, number)
        else:
            self._writer.put(self._direct(item), number)

    def _copy_stream(self, stream, number):
        entries = b"".join(self._entry(key, value) for key, value in stream.items() if key != "/Length")
        self._writer.put_stream(stream.read_raw_bytes(), entries, number, deflate=False)

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
