"""The structure of a document: what a screen reader walks through, written while the pages go by.

Elements are written as soon as their children are known; a table body belongs to one page, so that nothing waits for the end
but one number for each page. What only decorates a page (rules, page numbers, repeated headers) is an artifact.
"""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class Tags:
    """The structure tree of one document. One page is open at a time."""

    def __init__(self, writer, *, title):
        self._writer, self._title = writer, title
        self._root, self.document = writer.reserve(), writer.reserve()
        self._top = []  # numbers of the elements right under the document
        self._parents = []  # numbers of the arrays that name the owners of a page's marks
        self._owners = []
        self.page = 0
        writer.at_end(self._finish)

    def open_page(self) -> int:
        """The number of the page that is drawn now."""
        self.page = self._writer.reserve()
        return self.page

    def close_page(self) -> bytes:
        """Entries for the page's dictionary."""
        self._parents.append(self._writer.put(b"[%b]" % (b"%d 0 R " * len(self._owners) % tuple(self._owners))))
        self._owners = []
        return b"/Tabs/S/StructParents %d" % (len(self._parents) - 1)

    def marks(self, element: int, count=1) -> range:
        """Marks (MCIDs) under which the page draws pieces of an element."""
        first = len(self._owners)
        self._owners += [element] * count
        return range(first, first + count)

    def element(self, kind: bytes, kids: bytes, *, parent=0, number=None, entries=b"") -> int:
        """An element with its children: b"12 0 R 13 0 R", or marks of the open page. parent 0: the document."""
        number = self._writer.reserve() if number is None else number
        if not parent:
            self._top.append(number)
        body = b"<</S/%b/P %d 0 R/Pg %d 0 R/K[%b]%b>>" % (kind, parent or self.document, self.page, kids, entries)
        return self._writer.put(body, number)

    def rows(self, parent: int, rows: list[list[list]], *, kind=b"TD", entries=b"") -> tuple[int, range]:
        """(first mark, numbers) of rows of a table, as many cells in each; every line of a cell has a mark of the open page."""
        step, first = len(rows[0]) + 1, len(self._owners)
        start = self._writer.reserve(step * len(rows))
        numbers = range(start, start + step * len(rows), step)
        whole = b"<</S/TR/P %d 0 R/K[" % parent + b"%d 0 R " * (step - 1) + b"]>>"
        head, tail = b"<</S/%b/P %%d 0 R/Pg %d 0 R/K[" % (kind, self.page), b"]%b>>" % entries
        forms = [head + b"%d " * count + tail for count in range(1 + max(len(cell) for row in rows for cell in row))]
        for number, row in zip(numbers, rows, strict=True):
            cells = range(number + 1, number + step)
            marks = map(self.marks, cells, map(len, row))
            bodies = [forms[len(own)] % (number, *own) for own in marks]
            self._writer.put_many([whole % tuple(cells), *bodies], number)
        return first, numbers

    def _finish(self):
        put = self._writer.put
        kids = b" ".join(b"%d 0 R" % number for number in self._top)
        put(b"<</S/Document/P %d 0 R/K[%b]>>" % (self._root, kids), self.document)
        pages = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(self._parents))
        tree = put(b"<</Nums[%b]>>" % pages)
        root = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        put(root % (self.document, tree, len(self._parents)), self._root)
        declare(self._writer, self._root, self._title)


def declare(writer, root: int, title: str):
    """Say of a document that it has a structure, the one with this root, and is PDF/UA."""
    xmp = _XMP.format(title=title.replace("&", "&amp;").replace("<", "&lt;")).encode()
    metadata = writer.put_stream(xmp, b"/Type/Metadata/Subtype/XML", deflate=False)
    writer.in_catalog(b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R" % (root, metadata))


def artifact(operators: bytes, kind=b"") -> bytes:
    return b"/Artifact%b %bEMC\n" % (b"<<%b>>BDC" % kind if kind else b" BMC", operators)
