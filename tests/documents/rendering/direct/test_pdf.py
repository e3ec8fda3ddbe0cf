"""The file itself: sound, streamed, the same for the same calls."""

import hashlib
from datetime import UTC, datetime

import pikepdf
import pytest

from documents.rendering.direct.pdf import Writer
from tests.documents.rendering.direct.tools import a_writer, complaints, opened


def a_booklet(pages=130):
    writer, shaper, out = a_writer()
    for number in range(pages):
        page = writer.add_page(shaper.text_run(f"쪽 {number + 1}", 12).drawn(60, 700))
        writer.add_outline(f"쪽 {number + 1}", page, level=number % 3 and 1)
    return writer.close(), out.getvalue()


def test_file_is_what_the_writer_says_it_is():
    written, pdf = a_booklet()
    assert (written.pages, written.size, written.sha256) == (130, len(pdf), hashlib.sha256(pdf).hexdigest())
    with opened(pdf) as document:
        assert len(document.pages) == 130


def test_file_is_sound(tmp_path):
    assert complaints(a_booklet()[1], tmp_path) == ""


def test_same_calls_give_the_same_bytes():
    assert a_booklet() == a_booklet()


def test_another_text_gives_another_id():
    with opened(a_booklet(2)[1]) as two, opened(a_booklet(3)[1]) as three:
        assert bytes(two.trailer.ID[0]) != bytes(three.trailer.ID[0])


def test_outline_keeps_order_and_levels():
    with opened(a_booklet(5)[1]) as document, document.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("쪽 1", ["쪽 2", "쪽 3"]),
            ("쪽 4", ["쪽 5"]),
        ]


class Counting:
    """A file that only counts: the writer never reads back, and never writes everything at once."""

    def __init__(self):
        self.calls = []

    def write(self, data):
        self.calls.append(len(data))


def test_pages_leave_at_once():
    file = Counting()
    writer = Writer(file, title="시험")
    before = sum(file.calls)
    writer.add_page(b"0 0 m 9 9 l S")
    assert sum(file.calls) > before


def test_metadata_say_title_author_language_and_time():
    import io

    out = io.BytesIO()
    made_at = datetime(2026, 11, 23, 5, 2, 9, tzinfo=UTC)
    writer = Writer(out, title="별지 1 원고 명단", author="법무법인 한결누리", made_at=made_at)
    writer.add_page(b"")
    writer.close()
    with opened(out.getvalue()) as document:
        assert str(document.docinfo["/Title"]) == "별지 1 원고 명단"
        assert str(document.docinfo["/Author"]) == "법무법인 한결누리"
        assert str(document.docinfo["/CreationDate"]) == "D:20261123050209Z"
        assert str(document.Root.Lang) == "ko"


def test_image_data_goes_in_as_it_is():
    writer, _shaper, out = a_writer()
    photo = b"\xff\xd8 not looked at \xff\xd9"
    number = writer.put_stream(photo, b"/Subtype/Image/Width 2/Height 3/Filter/DCTDecode", deflate=False)
    writer.add_page(b"q 20 0 0 30 50 50 cm /Im Do Q", xobjects=((b"Im", number),))
    writer.close()
    with opened(out.getvalue()) as document:
        image = document.pages[0].resources.XObject.Im
        assert image.read_raw_bytes() == photo
        assert (image.Width, image.Height, image.Filter) == (2, 3, pikepdf.Name.DCTDecode)


def test_form_is_drawn_on_many_pages_and_written_once():
    writer, shaper, out = a_writer()
    number = writer.put_stream(shaper.text_run("공통", 12).drawn(60, 700), b"/Subtype/Form/BBox[0 0 595 842]")
    for _page in range(3):
        writer.add_page(b"/T Do", xobjects=((b"T", number),))
    writer.close()
    with opened(out.getvalue()) as document:
        assert {page.resources.XObject.T.objgen for page in document.pages} == {(number, 0)}


@pytest.mark.parametrize("count", [1, 64, 65, 200])
def test_page_tree_holds_every_page_in_order(count):
    writer, _shaper, out = a_writer()
    pages = [writer.add_page(b"") for _number in range(count)]
    writer.close()
    with opened(out.getvalue()) as document:
        assert [page.obj.objgen[0] for page in document.pages] == pages
