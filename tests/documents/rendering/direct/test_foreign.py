"""A page laid out by WeasyPrint as a form under our own text."""

import io

import pikepdf

from documents.rendering import check
from documents.rendering.direct.foreign import Foreign
from tests.documents.papers import samples
from tests.documents.rendering.direct.tools import a_writer, complaints


def a_packet(copies):
    writer, shaper, out = a_writer()
    with pikepdf.open(io.BytesIO(samples.RENDERED["power_of_attorney"]().pdf)) as template:
        foreign = Foreign(writer)
        forms = [foreign.form(page) for page in template.pages]
    for number in range(copies):
        for form, _box in forms:
            own = shaper.text_run(f"원고 {number + 1}", 12).drawn(60, 790)
            writer.add_page(b"/T Do " + own, xobjects=((b"T", form),))
    assert [tuple(round(side) for side in box) for _form, box in forms] == [(0, 0, 595, 842)] * 2
    writer.close()
    return out.getvalue()


def test_template_is_shown_whole_under_what_is_written_over_it(tmp_path):
    pdf = a_packet(2)
    facts = check.inspect(pdf)
    assert (facts.pages, facts.fonts_embedded, facts.missing_glyphs) == (4, True, 0)
    assert "원고 2" in facts.text[2]
    assert facts.contains("Nguyễn Thị Hương")
    assert complaints(pdf, tmp_path) == ""


def test_template_is_stored_once():
    assert len(a_packet(20)) - len(a_packet(10)) < 6_000


def test_packet_is_the_same_bytes_again():
    assert a_packet(2) == a_packet(2)


def test_files_of_fonts_are_shared_by_pdfs_that_know_of_each_other():
    def book(known):
        writer, _shaper, out = a_writer()
        for _copy in range(3):
            with pikepdf.open(io.BytesIO(samples.RENDERED["power_of_attorney"]().pdf)) as paper:
                foreign = Foreign(writer, known)
                for page in paper.pages:
                    writer.add_page(b"/T Do", xobjects=[(b"T", foreign.form(page)[0])])
        writer.close()
        return out.getvalue()

    with pikepdf.open(io.BytesIO(book({}))) as shared, pikepdf.open(io.BytesIO(book(None))) as apart:
        once, thrice = (sum("/Length1" in each for each in pdf.objects if is_stream(each)) for pdf in (shared, apart))
    assert (once > 0, thrice) == (True, 3 * once)
    assert check.inspect(book({})).text == check.inspect(book(None)).text


def is_stream(item):
    return isinstance(item, pikepdf.Stream)


def test_a_circle_of_streams_is_copied_once():
    writer, _shaper, out = a_writer()
    with pikepdf.new() as theirs:
        one, other = theirs.make_stream(b"one"), theirs.make_stream(b"other")
        one.Next, other.Next = other, one
        foreign = Foreign(writer, {})
        writer.in_catalog(b"/Hamkke %d 0 R" % foreign.number(one))
        foreign.finish()
    writer.add_page(b"")
    writer.close()
    with pikepdf.open(io.BytesIO(out.getvalue())) as made:
        assert made.Root.Hamkke.Next.Next.read_bytes() == b"one"
