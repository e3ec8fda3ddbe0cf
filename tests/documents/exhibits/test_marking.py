"""Exhibits: the evidence untouched, upright on A4, marked, without private data."""

import hashlib
import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from claimants.evidence import jpeg, sandbox
from claimants.evidence.body import Body
from documents.exhibits import marking
from documents.rendering import check
from documents.rendering.errors import RenderError
from tests.documents.papers import samples
from tests.documents.rendering import structure
from tests.documents.rendering.direct.tools import aloud

MARK = "갑 제3호증의 12"


def photo(orientation=1, size=(600, 400), mode="RGB", **save):
    """A picture whose upright form has a red left half and a blue right half, stored turned as Exif says."""
    upright = Image.new("RGB", size, "blue")
    ImageDraw.Draw(upright).rectangle((0, 0, size[0] // 2, size[1]), fill="red")
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # Pillow's transposes that undo the turn
    stored = upright if back is None else upright.transpose(Image.Transpose(back))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretPhone"
    out = io.BytesIO()
    stored.convert(mode).save(out, "JPEG", exif=exif, comment=b"secret comment", **save)
    return out.getvalue()


def mark_image(*what):
    return b"".join(marking.image_pieces(*what))


def exhibit(data, kind):
    """The way of a file: into the sandbox when it comes, then marked."""
    made = sandbox.make(io.BytesIO(data), kind)
    source = made.copy or data
    return mark_image(source, MARK, Body(**made.body)) if made.body else marking.mark_pdf(source, MARK)


def drawn(pdf, page=0):
    return pypdfium2.PdfDocument(pdf)[page].render(scale=0.5).to_pil().convert("RGB")


def scan(data):
    """From the first table to the end of the picture."""
    return data[data.index(b"\xff\xdb") : data.rindex(b"\xff\xd9") + 2]


def embedded_jpeg(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.pages[0].resources["/XObject"]["/Evidence"].read_raw_bytes()


def test_jpeg_goes_in_bit_for_bit_without_its_private_data():
    source = photo(6, progressive=True)
    inside = embedded_jpeg(mark_image(source, MARK))
    assert scan(inside) == scan(source)
    assert b"SecretPhone" in source
    assert b"SecretPhone" not in inside
    assert b"secret comment" not in inside
    assert pixels(inside) == pixels(source)


def test_jpeg_without_private_data_goes_in_with_the_same_hash():
    out = io.BytesIO()
    Image.effect_noise((400, 300), 90).convert("RGB").save(out, "JPEG")
    inside = embedded_jpeg(mark_image(out.getvalue(), MARK))
    assert hashlib.sha256(inside).digest() == hashlib.sha256(out.getvalue()).digest()


def test_colour_profile_stays_behind_since_no_pdf_reader_looks_at_it():
    inside = embedded_jpeg(mark_image(photo(icc_profile=b"SecretProfile"), MARK))
    assert b"SecretProfile" not in inside


def test_what_a_file_hides_behind_its_picture_is_left_out_whatever_it_says_of_itself():
    first, second = photo(size=(60, 40)), photo(3, size=(80, 40))
    assert embedded_jpeg(mark_image(first + second, MARK)) == embedded_jpeg(mark_image(first, MARK))


def test_second_picture_that_the_first_tells_of_is_left_out():
    first, second = photo(size=(60, 40)), photo(3, size=(80, 40))
    told = b"\xff\xe2\x00\x08MPF\0\0\0"
    inside = embedded_jpeg(mark_image(first[:2] + told + first[2:] + second, MARK))
    assert scan(inside) == scan(first)


def test_photo_is_a_pdf_without_errors():
    with pikepdf.open(io.BytesIO(mark_image(photo(), MARK)), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_pieces_of_a_photo_are_views_of_its_bytes():
    source = photo()
    pieces = marking.image_pieces(source, MARK)
    assert b"".join(pieces) == mark_image(source, MARK)
    assert {piece.obj is source for piece in pieces if isinstance(piece, memoryview)} == {True}


def pixels(data):
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


def test_what_follows_the_picture_is_left_out():
    source = photo() + b"motion photo with sound" * 100
    assert b"motion photo" not in embedded_jpeg(mark_image(source, MARK))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_rotated_photo_stands_upright(orientation):
    page = drawn(mark_image(photo(orientation), MARK))
    width, height = page.size
    red, blue = page.getpixel((width // 4, height // 5)), page.getpixel((3 * width // 4, height // 5))
    assert red[0] > 200 > 60 > red[2], orientation
    assert blue[2] > 200 > 60 > blue[0], orientation


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_four_colour_photos_keep_their_look(mode):
    page = drawn(mark_image(photo(mode=mode), MARK))
    left = page.getpixel((page.width // 4, page.height // 5))
    expected = (76, 76, 76) if mode == "L" else (255, 0, 0)
    assert all(abs(a - b) < 50 for a, b in zip(left, expected, strict=True))


def test_png_with_transparency_lies_on_white():
    out = io.BytesIO()
    picture = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, 100, 100), fill=(255, 0, 0, 255))
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "SecretName")
    picture.save(out, "PNG", pnginfo=note)
    pdf = exhibit(out.getvalue(), "image/png")
    page = drawn(pdf)
    assert page.getpixel((page.width // 2 + 60, page.height // 2)) == (255, 255, 255)
    assert b"SecretName" not in pdf


def test_exhibit_is_a4_marked_and_searchable():
    facts = check.inspect(mark_image(photo(), MARK))
    assert (facts.pages, facts.all_a4, facts.fonts_embedded, facts.missing_glyphs) == (1, True, True, 0)
    assert facts.text[0].count(MARK) == 2
    assert f"{MARK} – 1/1" in facts.text[0]


def test_photo_is_read_aloud_mark_first():
    pdf = mark_image(photo(), MARK)
    assert (structure.flaws(pdf, claimed=False), aloud(pdf)) == ([], MARK)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert [str(each.S) for each in made.Root.StructTreeRoot.K[0].K] == ["/P", "/Figure"]


def test_mark_stands_at_the_upper_right_of_the_first_page_only():
    pdf = pypdfium2.PdfDocument(marking.mark_pdf(samples.RENDERED["power_of_attorney"]().pdf, MARK))
    boxes = []
    for page in pdf:
        text = page.get_textpage()
        rects = [text.get_rect(i) for i in range(text.count_rects())]
        boxes.append([rect for rect in rects if MARK in text.get_text_bounded(*rect) and rect[1] > 700])
    assert [len(found) for found in boxes] == [1, 0]
    left, bottom, right, _top = boxes[0][0]
    assert left > marking.WIDTH / 2
    assert right < marking.WIDTH - 40
    assert bottom > marking.HEIGHT - 62


def test_pdf_pages_are_kept_whole_and_named():
    source = samples.RENDERED["power_of_attorney"]().pdf
    facts = check.inspect(marking.mark_pdf(source, MARK))
    assert (facts.pages, facts.all_a4, facts.fonts_embedded) == (2, True, True)
    assert facts.contains("서명 확인서")
    assert facts.contains(f"{MARK} – 2/2")


def test_landscape_and_turned_pages_become_upright_a4():
    source = pikepdf.new()
    for rotate in (0, 90):
        page = source.add_blank_page(page_size=(842, 595))
        page.obj.Contents = source.make_stream(b"1 0 0 rg 0 0 842 595 re f")
        page.obj.Rotate = rotate
    out = io.BytesIO()
    source.save(out)
    marked = exhibit(out.getvalue(), "application/pdf")
    assert check.inspect(marked).all_a4
    for number in (0, 1):
        page = drawn(marked, number)
        assert page.getpixel((page.width // 2, page.height // 2)) == (255, 0, 0)
        assert page.getpixel((5, 5)) == (255, 255, 255)


def test_scripts_attachments_and_properties_stay_behind():
    source = pikepdf.open(io.BytesIO(samples.RENDERED["index"]().pdf))
    source.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    source.attachments["x.txt"] = b"SecretFile"
    source.docinfo["/Author"] = "SecretName"
    out = io.BytesIO()
    source.save(out)
    facts = check.inspect(marked := exhibit(out.getvalue(), "application/pdf"))
    assert (facts.has_javascript, facts.has_attachments) == (False, False)
    with pikepdf.open(io.BytesIO(marked)) as pdf:
        assert list(pdf.docinfo.keys()) == ["/Title"]
        assert "/Metadata" not in pdf.Root


@pytest.mark.parametrize("make", [lambda: mark_image(photo(), MARK), lambda: marking.mark_pdf(samples_pdf(), MARK)])
def test_same_evidence_same_bytes(make):
    assert make() == make()


def samples_pdf():
    return samples.RENDERED["index"]().pdf


def test_a_path_is_read_like_bytes(tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(photo())
    assert mark_image(file, MARK) == mark_image(photo(), MARK)


def locked_pdf(user):
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(samples_pdf())).save(out, encryption=pikepdf.Encryption(user=user, owner="owner"))
    return out.getvalue()


def test_locked_pdf_is_refused():
    with pytest.raises(RenderError) as refused:
        marking.mark_pdf(locked_pdf("secret"), MARK)
    assert refused.value.code == "exhibit.broken_pdf"


def test_pdf_that_is_locked_against_editing_only_becomes_an_exhibit_without_a_lock():
    made = pikepdf.open(io.BytesIO(exhibit(locked_pdf(""), "application/pdf")))
    assert (made.is_encrypted, len(made.pages)) == (False, len(pikepdf.open(io.BytesIO(samples_pdf())).pages))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<html>", b"\x00" * 500])
def test_broken_pdf_is_refused(data):
    with pytest.raises(RenderError) as refused:
        marking.mark_pdf(data, MARK)
    assert refused.value.code == "exhibit.broken_pdf"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"GIF89a", "exhibit.broken_image"),
        (b"\xff\xd8\xff", "exhibit.broken_image"),
        (photo()[:-600], "exhibit.broken_image"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "exhibit.broken_image"),
    ],
)
def test_broken_image_is_refused(data, code):
    with pytest.raises(RenderError) as refused:
        mark_image(data, MARK)
    assert refused.value.code == code


def test_mark_with_strange_characters_is_refused():
    with pytest.raises(RenderError) as refused:
        mark_image(photo(), "갑 제3호증 ☠")
    assert refused.value.code == "exhibit.bad_mark"


@pytest.mark.parametrize("junk", [b"", b"II", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff"])
def test_broken_exif_means_not_turned(junk):
    assert jpeg.turn([junk], []) == 1
