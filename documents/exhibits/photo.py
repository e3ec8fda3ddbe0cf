"""One photo, one page: the PDF of a marked photo written directly, its picture's bytes copied and never held twice.

Everything that is the same in each of them (catalogue, fonts, the page itself) is made once per process; between it and the
cross-reference table stand the few lines that differ and the picture. The same picture and mark give the same bytes.
"""

import hashlib
import zlib
from functools import lru_cache
from itertools import accumulate

from claimants.evidence.body import Body

from . import stamp
from .stamp import pdf_object, pdf_stream

PICTURE = "증거의 사진"
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES, _PAGE, _FONT, *_REST_OF_FONT = range(1, 9)  # the same in every file, and so is the structure
_TREE, _DOCUMENT, _MARK, _FIGURE = range(9, 13)
_CONTENT, _INFO, _PICTURE = 13, 14, 15


def pieces(body: Body, source, content: bytes, title: str, page: tuple[float, float]) -> list[bytes | memoryview]:
    """The file in the order it is written. source: what the body lies in; content: the page's drawing; it shows the picture
    as /Evidence."""
    same, rows = _constant(page)
    data = body.data(source)
    size = sum(map(len, data))
    about = f"<</Title<feff{title.encode('utf-16-be').hex()}>>>"
    own = [pdf_stream(_CONTENT, content), pdf_object(_INFO, about), _opening(body, size)]
    rows += _rows(accumulate(map(len, own[:-1]), initial=len(same)))
    start, end = b"".join([same, *own]), b"\nendstream\nendobj\n"
    identity = hashlib.sha256(b"".join([*own, data[-1][-4096:]])).hexdigest()[:32]
    return [start, *data, end + _trailer(rows, len(start) + size + len(end), identity)]


def _opening(body, size):
    """The picture's object up to its data."""
    return f"{_PICTURE} 0 obj\n<<{body.entries()}/Length {size}>>\nstream\n".encode()


def _rows(offsets):
    return "".join([f"{offset:010} 00000 n \n" for offset in offsets])


def _trailer(rows, at, identity):
    entries = f"<</Size {_PICTURE + 1}/Root {_CATALOG} 0 R/Info {_INFO} 0 R/ID[<{identity}><{identity}>]>>"
    return f"xref\n0 {_PICTURE + 1}\n{rows}trailer\n{entries}\nstartxref\n{at}\n%%EOF\n".encode()


@lru_cache(maxsize=2)
def _constant(page):
    """(header and the objects that are the same in every file, their rows of the cross-reference table)."""
    width, height = page
    resources = f"/Resources<</Font<</Mark {_FONT} 0 R>>/XObject<</Evidence {_PICTURE} 0 R>>>>"
    box = f"/MediaBox[0 0 {width:g} {height:g}]"
    objects = [
        pdf_object(
            _CATALOG,
            f"<</Type/Catalog/Pages {_PAGES} 0 R/Lang(ko)/ViewerPreferences<</DisplayDocTitle true>>"
            f"/MarkInfo<</Marked true>>/StructTreeRoot {_TREE} 0 R>>",
        ),
        pdf_object(_PAGES, f"<</Type/Pages/Count 1/Kids[{_PAGE} 0 R]>>"),
        pdf_object(
            _PAGE, f"<</Type/Page/Parent {_PAGES} 0 R{box}{resources}/Contents {_CONTENT} 0 R/StructParents 0>>"
        ),
        *stamp.objects(_FONT),
        *_structure(),
    ]
    offsets = accumulate(map(len, objects[:-1]), initial=len(_HEADER))
    return _HEADER + b"".join(objects), "0000000000 65535 f \n" + _rows(offsets)


def _structure():
    """What is read aloud: the mark (drawn under 1), then that there is a picture (0); marking.py draws them so."""
    owners = f"/ParentTree<</Nums[0[{_FIGURE} 0 R {_MARK} 0 R]]>>"
    alt = f"/Alt<feff{PICTURE.encode('utf-16-be').hex()}>"
    return [
        pdf_object(_TREE, f"<</Type/StructTreeRoot/K[{_DOCUMENT} 0 R]{owners}>>"),
        pdf_object(_DOCUMENT, f"<</S/Document/P {_TREE} 0 R/K[{_MARK} 0 R {_FIGURE} 0 R]>>"),
        pdf_object(_MARK, f"<</S/P/P {_DOCUMENT} 0 R/Pg {_PAGE} 0 R/K[1]>>"),
        pdf_object(_FIGURE, f"<</S/Figure/P {_DOCUMENT} 0 R/Pg {_PAGE} 0 R/K[0]{alt}>>"),
    ]


def blank(page: tuple[float, float]) -> bytes:
    """An exhibit of one white dot: where other PDFs take the mark's font from."""
    dot = zlib.compress(b"\0\xff")
    return b"".join(pieces(Body(((0, len(dot)),), 1, 1, 1, "FlateDecode"), dot, b"", "", page))
