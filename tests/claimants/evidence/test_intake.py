import io

import pytest

from claimants.evidence import intake
from claimants.evidence.intake import Checked, FileType
from litigation.errors import DomainError
from tests.claimants.evidence import samples

ACCEPTED = {
    "photo.jpg": (samples.jpeg, FileType.JPEG, 1, 800, 600),
    "progressive.jpg": (lambda: samples.jpeg(progressive=True), FileType.JPEG, 1, 800, 600),
    "grey.jpeg": (lambda: samples.jpeg(mode="L"), FileType.JPEG, 1, 800, 600),
    "cmyk.jpg": (lambda: samples.jpeg(mode="CMYK"), FileType.JPEG, 1, 800, 600),
    "secrets.jpg": (samples.jpeg_with_secrets, FileType.JPEG, 1, 800, 600),
    "with motion.jpg": (lambda: behind(samples.jpeg(), b"MotionPhoto_Data" + b"\0" * 5000), FileType.JPEG, 1, 800, 600),
    "screen.png": (samples.png, FileType.PNG, 1, 800, 600),
    "alpha.png": (lambda: samples.png(mode="RGBA"), FileType.PNG, 1, 800, 600),
    "IMG_2231.HEIC": (samples.heic, FileType.HEIC, 1, 800, 600),
    "heic named.jpg": (samples.heic, FileType.HEIC, 1, 800, 600),
    "ticket.pdf": (lambda: samples.pdf(3), FileType.PDF, 3, 0, 0),
    "script.pdf": (lambda: samples.pdf(script="app.alert(1)"), FileType.PDF, 1, 0, 0),
    "print only.pdf": (lambda: samples.pdf(owner_password="boss"), FileType.PDF, 1, 0, 0),
    "sixty.pdf": (lambda: samples.pdf(60), FileType.PDF, 60, 0, 0),
}
NO_TYPE = "cannot be used. Add a photo (JPG, PNG, HEIC) or a PDF."
UNSAFE = "may be unsafe, so we did not keep it. Add a photo of the document instead."
DAMAGED = "did not arrive whole or is damaged. Add it again."
REFUSED = {
    "a.pdf": (io.BytesIO, "evidence.empty", "is empty. Add it again, or take a photo of it."),
    "scan.pdf": (
        lambda: io.BytesIO(b"%PDF-" + b"0" * 26 * 2**20),
        "evidence.size",
        "is 27 MB. Files must be 25 MB or smaller.",
    ),
    "bomb.png": (samples.pixel_bomb, "evidence.pixels", "has more than 50 million pixels. Add a smaller photo."),
    "bank.pdf": (
        lambda: samples.pdf(password="k"),
        "evidence.locked",
        "is locked with a password. Add a copy without a password.",
    ),
    "long.pdf": (
        lambda: samples.pdf(61),
        "evidence.pages",
        "has 61 pages. Files may have 60 pages or fewer. Add only the pages that matter.",
    ),
    "ticket.mov": (lambda: io.BytesIO(b"\0\0\0\x14ftypqt  \0\0\0\0qt  "), "evidence.type", NO_TYPE),
    "drawing.svg": (
        lambda: io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        "evidence.type",
        NO_TYPE,
    ),
    "page.jpg": (lambda: io.BytesIO(b"<!doctype html><script>1</script>"), "evidence.type", NO_TYPE),
    "moving.gif": (lambda: samples.saved(samples.picture(), "GIF"), "evidence.type", NO_TYPE),
    "photo.webp": (lambda: samples.saved(samples.picture(), "WEBP"), "evidence.type", NO_TYPE),
    "photo.tif": (lambda: samples.saved(samples.picture(), "TIFF"), "evidence.type", NO_TYPE),
    "letter.docx": (lambda: io.BytesIO(samples.zipped()), "evidence.type", NO_TYPE),
    "run.exe.jpg": (lambda: io.BytesIO(b"MZ\x90\0" + b"\0" * 500), "evidence.type", NO_TYPE),
    "one byte.jpg": (lambda: io.BytesIO(b"\xff"), "evidence.type", NO_TYPE),
    "zip behind.jpg": (lambda: behind(samples.jpeg(), samples.zipped()), "evidence.unsafe", UNSAFE),
    "zip behind.png": (lambda: behind(samples.png(), samples.zipped()), "evidence.unsafe", UNSAFE),
    "zip behind.pdf": (lambda: behind(samples.pdf(), samples.zipped()), "evidence.unsafe", UNSAFE),
    "pdf far behind.jpg": (
        lambda: behind(samples.jpeg(), b"\0" * 200_000 + samples.pdf().getvalue() + b"\0" * 200_000),
        "evidence.unsafe",
        UNSAFE,
    ),
    "zip in the middle.jpg": (
        lambda: behind(samples.jpeg(), samples.zipped() + b"\0" * 200_000),
        "evidence.unsafe",
        UNSAFE,
    ),
    "page behind.png": (lambda: behind(samples.png(), b"<script>alert(1)</script>"), "evidence.unsafe", UNSAFE),
    "page in comment.jpg": (lambda: samples.jpeg(comment=b"<html><body onload=x>"), "evidence.unsafe", UNSAFE),
    "no end.pdf": (lambda: io.BytesIO(b"%PDF-1.7\n" + b"\0" * 300), "evidence.damaged", DAMAGED),
    "cut header.jpg": (lambda: io.BytesIO(samples.jpeg().read(40)), "evidence.damaged", DAMAGED),
    "nothing.png": (
        lambda: io.BytesIO(samples.png().read(16) + b"\0" * 8 + samples.png().read()[24:]),
        "evidence.damaged",
        DAMAGED,
    ),
}


def behind(file, data):
    return io.BytesIO(file.read() + data)


@pytest.mark.parametrize("name", ACCEPTED)
def test_honest_file_is_taken_as_what_it_is(name):
    make, kind, pages, width, height = ACCEPTED[name]
    file = make()
    size = len(file.getvalue())
    assert intake.check(file, name=name) == Checked(kind, name, size, pages, width, height)
    assert file.tell() == 0


@pytest.mark.parametrize("name", REFUSED)
def test_file_we_cannot_take_is_refused_by_name_with_the_reason(name):
    make, code, sentence = REFUSED[name]
    with pytest.raises(DomainError) as refusal:
        intake.check(make(), name=name)
    assert (refusal.value.code, refusal.value.sentence) == (code, f"“{name}” {sentence}")
    assert refusal.value.fields == {"file": refusal.value.sentence}


def test_pixel_bomb_is_small_and_is_refused_without_decoding(monkeypatch):
    from PIL import Image

    monkeypatch.setattr(Image, "open", lambda *a, **k: pytest.fail("a pixel was about to be decoded"))
    bomb = samples.pixel_bomb()
    assert len(bomb.getvalue()) < 20_000
    with pytest.raises(DomainError):
        intake.check(bomb, name="bomb.png")


def test_dimensions_are_found_behind_a_large_exif_block():
    exif = samples.gps_exif(1)
    exif[0x927C] = b"x" * 60_000
    assert intake.dimensions(samples.jpeg((321, 123), exif=exif), FileType.JPEG) == (321, 123)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("IMG_2231.HEIC", "IMG_2231.HEIC"),
        ("탑승권 사진.jpg", "탑승권 사진.jpg"),
        ("C:\\fakepath\\scan.pdf", "scan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.jpg", "a Set-Cookie: x.jpg"),
        ("pass\0port.png", "passport.png"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("\u2066a\u2069.pdf", "a.pdf"),
        ("می\u200cخواهم.jpg", "می\u200cخواهم.jpg"),
        ("...", "file without a name"),
        ("", "file without a name"),
        (None, "file without a name"),
        ("é.jpg", "é.jpg"),
        ("x" * 300 + ".jpeg", "x" * 114 + "….jpeg"),
    ],
)
def test_clean_name_leaves_what_people_can_read(sent, shown):
    assert intake.clean_name(sent) == shown
    assert len(intake.clean_name(sent)) <= 120
