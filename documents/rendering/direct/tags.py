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
        self._parents.append(self._writer.put(b"[%b]" % b" ".join(self._owners)))
        self._owners = []
        return b"/Tabs/S/StructParents %d" % (len(self._parents) - 1)

    def marks(self, element: int, count=1) -> range:
        """Marks (MCIDs) under which the page draws pieces of an element."""
        first = len(self._owners)
        self._owners += [b"%d 0 R" % element] * count
        return range(first, first + count)

    def element(self, kind: bytes, kids: bytes, *, parent=0, number=None, entries=b"") -> int:
        """An element with its children: b"12 0 R 13 0 R", or marks of the open page. parent 0: the document."""
        number = self._writer.reserve() if number is None else number
        if not parent:
            self._top.append(number)
        body = b"<</S/%b/P %d 0 R/Pg %d 0 R/K[%b]%b>>" % (kind, parent or self.document, self.page, kids, entries)
        return self._writer.put(body, number)

    def row(self, parent: int, counts: list[int], *, kind=b"TD", entries=b"") -> tuple[int, int]:
        """(first mark, number) of a row of a table with its cells, each of so many marks of the open page."""
        width, mark = len(counts), len(self._owners)
        number = self._writer.reserve(width + 1)
        cells = [b"%d 0 R" % cell for cell in range(number + 1, number + 1 + width)]
        bodies = [b"<</S/TR/P %d 0 R/K[%b]>>" % (parent, b" ".join(cells))]
        start = b"<</S/%b/P %d 0 R/Pg %d 0 R/K" % (kind, number, self.page)
        for cell, count in zip(cells, counts, strict=True):
            owned = range(len(self._owners), len(self._owners) + count)
            self._owners += [cell] * count
            bodies.append(b"%b %d%b>>" % (start, owned[0], entries) if count == 1 else _several(start, owned, entries))
        self._writer.put_many(bodies, number)
        return mark, number

    def _finish(self):
        put = self._writer.put
        kids = b" ".join(b"%d 0 R" % number for number in self._top)
        put(b"<</S/Document/P %d 0 R/K[%b]>>" % (self._root, kids), self.document)
        pages = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(self._parents))
        tree = put(b"<</Nums[%b]>>" % pages)
        root = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        put(root % (self.document, tree, len(self._parents)), self._root)
        title = self._title.replace("&", "&amp;").replace("<", "&lt;")
        metadata = self._writer.put_stream(
            _XMP.format(title=title).encode(), b"/Type/Metadata/Subtype/XML", deflate=False
        )
        self._writer.in_catalog(
            b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R" % (self._root, metadata)
        )


def _several(start, marks, entries):
    return b"%b[%b]%b>>" % (start, b" ".join([b"%d" % mark for mark in marks]), entries)


def artifact(operators: bytes, kind=b"") -> bytes:
    return b"/Artifact%b %bEMC\n" % (b"<<%b>>BDC" % kind if kind else b" BMC", operators)
