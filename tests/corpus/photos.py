"""Photos as phones, scanners and programs make them, and as somebody might bend them."""

import io
import struct
import zlib
from functools import partial

import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

from tests.claimants.evidence import samples
from tests.corpus import CANARY, Odd

SIZE = (240, 180)
BACK = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transposes that undo an orientation


def shot(turn=1, size=SIZE):
    """White with a red upper left corner, stored turned."""
    upright = samples.picture(size)
    return upright if BACK[turn] is None else upright.transpose(Image.Transpose(BACK[turn]))


def jpeg(turn=1, mode="RGB", size=SIZE, **options):
    return samples.saved(shot(turn, size).convert(mode), "JPEG", **options).getvalue()


def png(mode="RGB", **options):
    return samples.saved(shot().convert(mode), "PNG", **options).getvalue()


def segment(marker, content):
    return b"\xff" + bytes([marker]) + (len(content) + 2).to_bytes(2) + content


def within(photo, *segments):
    """The photo with segments put in behind its beginning."""
    return photo[:2] + b"".join(segments) + photo[2:]


def exif(turn, order="little", kind=3, more=b""):
    short, long = ("<H", "<L") if order == "little" else (">H", ">L")
    value = struct.pack(short if kind == 3 else long, turn).ljust(4, b"\0")
    entry = struct.pack(short, 0x0112) + struct.pack(short, kind) + struct.pack(long, 1) + value
    head = (b"II*\0" if order == "little" else b"MM\0*") + struct.pack(long, 8)
    return segment(0xE1, b"Exif\0\0" + head + struct.pack(short, 1) + entry + b"\0\0\0\0" + more)


def xmp(turn, form='tiff:Orientation="%d"'):
    packet = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description {form % turn}>{CANARY.decode()}"
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.encode())


TURNS = {
    "exif-short-ii": exif,
    "exif-short-mm": partial(exif, order="big"),
    "exif-long-ii": partial(exif, kind=4),
    "exif-long-mm": partial(exif, order="big", kind=4),
    "xmp": xmp,
    "xmp-element": partial(xmp, form="><tiff:Orientation>%d</tiff:Orientation"),
}
TURNED = [
    Odd(
        f"{name}-{turn}.jpg",
        lambda turn=turn, block=TURNS[name]: within(
            jpeg(turn), block(turn, more=CANARY) if block is exif else block(turn)
        ),
        upright=True,
    )
    for name in ("exif-short-ii", "exif-long-mm", "xmp")
    for turn in range(1, 9)
]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def deep_png(kind, channels, *, paper=60_000, ink=20_000, bits=16):
    """A PNG of sixteen bits: paper with a dark bar. kind: its colour type."""
    width, height = 96, 64
    alpha = (65_535,) if kind in (4, 6) else ()
    colours = channels - len(alpha)
    rows = b""
    for y in range(height):
        value = ink if 20 <= y < 36 else paper
        rows += b"\0" + struct.pack(f">{channels}H", *([value] * colours), *alpha) * width
    head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def palette_png():
    picture = shot().convert("P")
    return samples.saved(picture, "PNG", transparency=picture.getpixel((200, 150))).getvalue()


def clear_png():
    picture = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, 60, 45), fill="red")
    return samples.saved(picture, "PNG").getvalue()


def moving_png():
    out = io.BytesIO()
    shot().save(out, "PNG", save_all=True, append_images=[shot(3), shot(6)])
    return out.getvalue()


def secret_png():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY.decode())
    info.add_itxt("Location", CANARY.decode(), zip=True)
    return samples.saved(shot(), "PNG", pnginfo=info, exif=gps(1)).getvalue()


def turned_png():
    return samples.saved(shot(6), "PNG", exif=gps(6)).getvalue()


def gps(turn):
    found = Image.Exif()
    found[0x0112], found[0x010F] = turn, CANARY.decode()
    found.get_ifd(0x8825)[29] = CANARY.decode()
    return found


def heic(turn=1, more=(), mode="RGB"):
    out = io.BytesIO()
    file = pillow_heif.from_pillow(shot(turn).convert(mode))
    for each in more:
        file.add_from_pillow(each)
    file.save(out, exif=gps(turn).tobytes())
    return out.getvalue()


def patched(photo, marker=None, at=4, value=None):
    """The frame header with another marker or another byte."""
    place = next(i for i in range(len(photo)) if photo[i : i + 2] in (b"\xff\xc0", b"\xff\xc2"))
    data = bytearray(photo)
    if marker:
        data[place + 1] = marker
    if value is not None:
        data[place + at] = value
    return bytes(data)


def cut_up():
    """A comment before each table: more pieces than a row should hold."""
    photo, out, at = jpeg(), b"\xff\xd8", 2
    while photo[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(photo[at + 2 : at + 4])
        out += (segment(0xFE, CANARY) + segment(0xDD, b"\0\0")) * 20 + photo[at:end]
        at = end
    return out + photo[at:]


def huge_header():
    data = bytearray(jpeg())
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = b"\xff\xff\xff\xff"
    return bytes(data)


def with_thumbnail():
    photo = jpeg()
    return photo[:2] + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\2" + CANARY[:12]) + photo[20:]


def big(kind, mode="RGB", **options):
    """Fifty megapixels."""
    picture = Image.linear_gradient("L").convert("RGB").resize((8000, 6200)).convert(mode)
    if kind == "HEIF":
        out = io.BytesIO()
        pillow_heif.from_pillow(picture).save(out, quality=30, enc_params={"preset": "ultrafast"})
        return out.getvalue()
    return samples.saved(picture, kind, **options).getvalue()


EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
PHOTOS = [
    Odd("two-exif.jpg", lambda: within(jpeg(6), exif(6), exif(1)), upright=True),
    Odd("exif-silent-then-xmp.jpg", lambda: within(jpeg(8), exif(0), xmp(8)), upright=True),
    Odd("exif-of-nine.jpg", lambda: within(jpeg(), exif(9)), upright=True),
    Odd("exif-broken.jpg", lambda: within(jpeg(), segment(0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff")), upright=True),
    Odd("exif-second.jpg", lambda: within(jpeg(), segment(0xE1, b"Exif\0\0"), exif(1)), upright=True),
    Odd("progressive.jpg", lambda: jpeg(progressive=True), upright=True),
    Odd("grey.jpg", lambda: jpeg(mode="L")),
    Odd("grey-progressive.jpg", lambda: jpeg(mode="L", progressive=True)),
    Odd("cmyk-adobe.jpg", lambda: jpeg(mode="CMYK")),
    Odd("full-colour.jpg", lambda: jpeg(subsampling=0), upright=True),
    Odd("restarts.jpg", lambda: jpeg(restart_marker_blocks=2), upright=True),
    Odd("worst-quality.jpg", lambda: jpeg(quality=1)),
    Odd("no-jfif.jpg", lambda: jpeg()[:2] + jpeg()[20:], upright=True),
    Odd("jfif-thumbnail.jpg", with_thumbnail, upright=True),
    Odd("jfxx.jpg", lambda: within(jpeg(), segment(0xE0, b"JFXX\0\x10" + CANARY)), upright=True),
    Odd("icc.jpg", lambda: jpeg(icc_profile=CANARY), upright=True),
    Odd("comment.jpg", lambda: jpeg(comment=CANARY), upright=True),
    Odd("maker-note.jpg", lambda: within(jpeg(), exif(1, more=CANARY * 4000)), upright=True),
    Odd("photoshop.jpg", lambda: within(jpeg(), segment(0xED, b"Photoshop 3.0\0" + CANARY)), upright=True),
    Odd("extended-xmp.jpg", lambda: within(jpeg(), *[segment(0xE1, EXTENDED + CANARY * 4000)] * 26), upright=True),
    Odd("cut-up.jpg", cut_up, upright=True),
    Odd(
        "mpf.jpg",
        lambda: within(jpeg(), segment(0xE2, b"MPF\0II*\0")) + within(jpeg(3), exif(3, more=CANARY)),
        upright=True,
    ),
    Odd(
        "gain-map.jpg",
        lambda: (
            within(jpeg(), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0hdrgm:Version"))
            + within(jpeg(mode="L"), exif(1, more=CANARY))
        ),
        upright=True,
    ),
    Odd("second-photo-behind.jpg", lambda: jpeg() + within(jpeg(3), exif(3, more=CANARY)), upright=True),
    Odd("exif-behind.jpg", lambda: jpeg() + exif(1, more=CANARY) + b"\xff\xd9", upright=True),
    Odd("film-behind.jpg", lambda: jpeg() + b"\0\0\0\x18ftypmp42" + CANARY * 3000, upright=True),
    Odd("one-pixel.jpg", lambda: jpeg(size=(1, 1))),
    Odd("a-line.jpg", lambda: jpeg(size=(3000, 2))),
    Odd("png-grey-16.png", lambda: deep_png(0, 1)),
    Odd("png-colour-16.png", lambda: deep_png(2, 3)),
    Odd("png-grey-alpha-16.png", lambda: deep_png(4, 2)),
    Odd("png-colour-alpha-16.png", lambda: deep_png(6, 4)),
    Odd("png-plain.png", png, upright=True),
    Odd("png-grey.png", lambda: png("L")),
    Odd("png-1-bit.png", lambda: png("1")),
    Odd("png-2-bit.png", lambda: png("P", bits=2)),
    Odd("png-palette.png", lambda: png("P"), upright=True),
    Odd("png-palette-clear.png", palette_png, upright=True),
    Odd("png-colour-key.png", lambda: png(transparency=(255, 255, 255)), upright=True),
    Odd("png-grey-key.png", lambda: png("L", transparency=255)),
    Odd("png-alpha.png", lambda: png("RGBA"), upright=True),
    Odd("png-grey-alpha.png", lambda: png("LA")),
    Odd("png-clear.png", clear_png, upright=True),
    Odd("png-turned.png", turned_png, upright=True),
    Odd("png-secrets.png", secret_png, upright=True),
    Odd("png-profile.png", lambda: png(icc_profile=CANARY), upright=True),
    Odd("png-behind.png", lambda: png() + CANARY * 500, upright=True),
    Odd("apng.png", moving_png, warnings=("frames",), upright=True),
    Odd("plain.heic", heic, upright=True),
    Odd("named.jpg", heic, upright=True),
    *[Odd(f"irot-imir-{turn}.heic", partial(heic, turn), upright=True) for turn in range(2, 9)],
    Odd("alpha.heic", lambda: heic(mode="RGBA"), upright=True),
    Odd("several.heic", lambda: heic(more=[shot(3)]), warnings=("frames",), upright=True),
]
BIG = [
    Odd("big.jpg", lambda: big("JPEG", quality=80)),
    Odd("big-progressive.jpg", lambda: big("JPEG", quality=70, progressive=True, subsampling=0)),
    Odd("big-cmyk.jpg", lambda: big("JPEG", "CMYK", quality=50)),
    Odd("big.png", lambda: big("PNG", "P", compress_level=1)),
    Odd("big-alpha.png", lambda: samples.saved(Image.new("RGBA", (8000, 6200), (200, 90, 90, 128)), "PNG").getvalue()),
    Odd("big.heic", lambda: big("HEIF")),
]
BAD = [
    *[
        Odd(f"cut-{share}.jpg", lambda share=share: jpeg(size=(600, 450), quality=95)[: share * 90], "evidence.damaged")
        for share in (20, 50)
    ],
    Odd("no-end.jpg", lambda: jpeg()[:-2], "evidence.damaged"),
    Odd("reserved-marker.jpg", lambda: within(jpeg(), segment(0xF7, CANARY)), "evidence.damaged"),
    Odd("cut-header.jpg", lambda: jpeg()[:60], "evidence.damaged"),
    Odd("cut.png", lambda: png()[:200], "evidence.damaged"),
    Odd("cut.heic", lambda: heic()[:-200], "evidence.damaged"),
    Odd("no-size.jpg", lambda: patched(patched(jpeg(), at=5, value=0), at=6, value=0), "evidence.damaged"),
    Odd("twelve-bit.jpg", lambda: patched(jpeg(), value=12), "evidence.rare"),
    Odd("lossless.jpg", lambda: patched(jpeg(), marker=0xC3), "evidence.rare"),
    Odd("layers.jpg", lambda: patched(jpeg(), marker=0xC5), "evidence.rare"),
    Odd("bomb.jpg", huge_header, "evidence.pixels"),
    Odd("bomb.png", lambda: samples.pixel_bomb().getvalue(), "evidence.pixels"),
    Odd("no-pixels.png", lambda: png()[:16] + b"\0" * 8 + png()[24:], "evidence.damaged"),
    Odd(
        "text-bomb.png",
        lambda: png()[:33] + chunk(b"zTXt", b"a\0\0" + zlib.compress(b"0" * 90_000_000)) + png()[33:],
        "evidence.damaged",
    ),
    Odd("wrong-sum.png", lambda: png().replace(b"IDAT", b"IDAT", 1)[:45] + b"\xff" + png()[46:], "evidence.damaged"),
    Odd("zip-behind.jpg", lambda: jpeg() + samples.zipped(), "evidence.unsafe"),
    Odd("zip-behind.png", lambda: png() + samples.zipped(), "evidence.unsafe"),
    Odd("zip-far-behind.jpg", lambda: jpeg() + samples.zipped() + b"\0" * 100_000, "evidence.unsafe"),
    Odd("pdf-behind.jpg", lambda: jpeg() + b"\0" * 250_000 + samples.pdf().getvalue(), "evidence.unsafe"),
    Odd("pdf-in-comment.jpg", lambda: jpeg(comment=b"%PDF-1.7 1 0 obj"), "evidence.unsafe"),
    Odd("page-behind.png", lambda: png() + b"<script>alert(1)</script>", "evidence.unsafe"),
    Odd("page-in-comment.jpg", lambda: jpeg(comment=b"<html><body onload=x>"), "evidence.unsafe"),
]
