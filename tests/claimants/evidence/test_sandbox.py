import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from claimants.evidence import sandbox
from claimants.evidence.intake import FileType
from claimants.evidence.sandbox import DecodeFailed, make
from tests.claimants.evidence import samples

RED, WHITE = (254, 0, 0), (255, 255, 255)


def opened(data):
    return Image.open(io.BytesIO(data))


def near(colour, other):
    return all(abs(a - b) <= 12 for a, b in zip(colour, other, strict=True))


SAMPLES = {
    "jpeg": (lambda: samples.jpeg((2400, 1800)), FileType.JPEG, (1600, 1200)),
    "small jpeg": (lambda: samples.jpeg((400, 300)), FileType.JPEG, (400, 300)),
    "progressive": (lambda: samples.jpeg((2000, 1000), progressive=True), FileType.JPEG, (1600, 800)),
    "cmyk": (lambda: samples.jpeg(mode="CMYK"), FileType.JPEG, (800, 600)),
    "grey": (lambda: samples.jpeg(mode="L"), FileType.JPEG, (800, 600)),
    "png": (samples.png, FileType.PNG, (800, 600)),
    "palette": (lambda: samples.png(mode="P"), FileType.PNG, (800, 600)),
    "alpha": (lambda: samples.png(mode="RGBA"), FileType.PNG, (800, 600)),
    "16 bit": (lambda: samples.png(mode="I;16"), FileType.PNG, (800, 600)),
    "1 bit": (lambda: samples.png(mode="1"), FileType.PNG, (800, 600)),
    "heic": (lambda: samples.heic((2000, 1500)), FileType.HEIC, (1600, 1200)),
    "pdf": (samples.pdf, FileType.PDF, (1131, 1600)),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_page_image_has_the_right_size_and_corner(name):
    build, kind, size = SAMPLES[name]
    [page] = make(build(), kind).pages
    image, thumb = opened(page.image), opened(page.thumb)
    assert (page.number, page.width, page.height) == (1, *size)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", size)
    assert (thumb.format, max(thumb.size)) == ("JPEG", 320)
    assert near(image.getpixel((size[0] - 5, size[1] - 5)), WHITE)
    if name not in ("grey", "16 bit", "1 bit", "cmyk"):
        assert near(image.getpixel((20, 20)), RED)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_photo_is_turned_upright(orientation):
    [page] = make(samples.jpeg_with_secrets(orientation), FileType.JPEG).pages
    image = opened(page.image)
    assert image.size == (800, 600)
    assert near(image.getpixel((20, 20)), RED)
    assert near(image.getpixel((780, 580)), WHITE)


@pytest.mark.parametrize(
    ("build", "kind"),
    [
        (samples.jpeg_with_secrets, FileType.JPEG),
        (samples.png_with_secrets, FileType.PNG),
        (samples.heic, FileType.HEIC),
        (lambda: samples.pdf(title=samples.CANARY, script=samples.CANARY), FileType.PDF),
    ],
    ids=["jpeg", "png", "heic", "pdf"],
)
def test_nothing_hidden_in_the_original_is_in_the_pictures(build, kind):
    if kind != FileType.PDF and kind != FileType.PNG:
        assert samples.CANARY.encode() in build().getvalue()
    for page in make(build(), kind).pages:
        for data in (page.image, page.thumb):
            assert b"CANARY" not in data
            assert b"Exif" not in data and b"xmp" not in data.lower() and b"ICC_PROFILE" not in data
            assert opened(data).getexif() == {}
            assert data.endswith(b"\xff\xd9")


def test_every_page_of_a_pdf_becomes_a_picture_in_order():
    pages = make(samples.pdf(3), FileType.PDF).pages
    assert [page.number for page in pages] == [1, 2, 3]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_photo_that_broke_off_is_refused_with_a_sentence(share):
    whole = samples.jpeg((1200, 900), quality=95).getvalue()
    with pytest.raises(DecodeFailed) as failed:
        make(io.BytesIO(whole[: int(len(whole) * share)]), FileType.JPEG)
    assert failed.value.reason == "damaged"
    assert failed.value.sentence == "This file did not arrive whole or is damaged. Add it again, or a photo of it."


def test_file_of_another_type_is_not_decoded_even_if_it_could_be():
    with pytest.raises(DecodeFailed):
        make(samples.saved(samples.picture(), "TIFF"), FileType.PNG)


def test_pixel_bomb_that_came_past_intake_is_stopped_inside():
    with pytest.raises(DecodeFailed):
        make(samples.pixel_bomb(), FileType.PNG)


MEASURE = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); \
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"


@pytest.mark.parametrize(
    ("verb", "build"),
    [
        ("jpeg", lambda: samples.jpeg((8000, 6200))),
        ("png", lambda: samples.png((8000, 6200), mode="1")),
        ("png", lambda: samples.png((8000, 6200))),
        ("heic", lambda: samples.heic((4000, 3000))),
    ],
    ids=["50 MP jpeg", "50 MP 1 bit", "50 MP png", "12 MP heic"],
)
def test_largest_photo_needs_less_than_512_mb(verb, build, tmp_path, settings):
    (tmp_path / "original").write_bytes(build().read())
    command = [sys.executable, "-c", MEASURE, sys.executable, "-m", "claimants.evidence.decode", verb, str(tmp_path)]
    kilobytes = subprocess.check_output(command, cwd=settings.BASE_DIR)
    assert int(kilobytes) <= 512 * 1024


def test_decoder_that_hangs_is_stopped_and_this_process_goes_on(monkeypatch):
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.05)
    start = time.monotonic()
    with pytest.raises(DecodeFailed) as failed:
        make(samples.jpeg(), FileType.JPEG)
    assert failed.value.reason == "busy"
    assert time.monotonic() - start < 5


def test_decoder_that_crashes_is_a_sentence(monkeypatch):
    spawn = sandbox._spawn

    def crash(verb, folder):
        process = spawn(verb, folder)
        os.kill(process.pid, signal.SIGSEGV)
        return process

    monkeypatch.setattr(sandbox, "_spawn", crash)
    with pytest.raises(DecodeFailed) as failed:
        make(samples.jpeg(), FileType.JPEG)
    assert failed.value.reason == "crashed"


def test_sandbox_lets_nothing_out_and_says_how_well():
    with sandbox._run("probe", None, sandbox.LOOK_SECONDS) as (_folder, result):
        forbidden = {"namespaces": {"memory", "network", "files"}, "limits": {"memory"}}[result["isolation"]]
        assert forbidden & set(result["allowed"]) == set()


def test_sandbox_has_no_keys_and_leaves_no_files(monkeypatch):
    seen, popen = [], sandbox.subprocess.Popen
    monkeypatch.setattr(
        sandbox.subprocess, "Popen", lambda *a, **k: (seen.append((a[0][-1], k["env"])), popen(*a, **k))[1]
    )
    make(samples.jpeg(), FileType.JPEG)
    [(folder, environment)] = seen
    assert set(environment) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LC_ALL"}
    assert not Path(folder).exists()


def test_result_written_as_a_link_is_not_followed(tmp_path):
    (tmp_path / "secret").write_text("key")
    (tmp_path / "page-001.jpg").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError):
        sandbox._read(tmp_path, "page-001.jpg")
