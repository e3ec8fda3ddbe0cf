"""Sample files, made here: honest ones as phones and scanners make them, and hostile ones."""

import io
import struct
import zlib

import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

CANARY = "CANARY-37.5665N-126.9780E"


def picture(size=(800, 600), mode="RGB"):
    """A page with its upper left corner marked red, so that a turned one is noticed."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle([0, 0, size[0] // 4, size[1] // 4], fill="red")
    if mode == "I;16":
        return image.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    return image.convert(mode)


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    file.seek(0)
    return file


def jpeg(size=(800, 600), mode="RGB", **options):
    return saved(picture(size, mode), "JPEG", **options)


def png(size=(800, 600), mode="RGB", **options):
    return saved(picture(size, mode), "PNG", **options)


def heic(size=(800, 600)):
    file = io.BytesIO()
    pillow_heif.from_pillow(picture(size)).save(file, exif=gps_exif(1).tobytes())
    file.seek(0)
    return file


def gps_exif(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = CANARY  # description
    exif[0x013B] = CANARY  # artist
    exif.get_ifd(0x8825)[29] = CANARY  # GPS date stamp, free text
    return exif


def jpeg_with_secrets(orientation=1):
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
    upright = picture((800, 600))
    turned = {1: None, 3: 3, 6: 2, 8: 4}[orientation]  # the transposition that the orientation undoes
    if turned:
        upright = upright.transpose(Image.Transpose(turned))
    return saved(upright, "JPEG", exif=gps_exif(orientation), comment=CANARY.encode(), xmp=xmp)


def png_with_secrets():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY)
    info.add_itxt("Location", CANARY, zip=True)
    return saved(picture(), "PNG", pnginfo=info, exif=gps_exif(1))


def pixel_bomb(side=12_000):
    """A 1-bit PNG of 144 million pixels in some 17 kB."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress((b"\0" + b"\0" * (side // 8)) * side, 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def pdf(pages=1, *, password=None, owner_password=None, script=None, title=None, size=(595, 842)):
    import pikepdf

    file = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            page = document.add_blank_page(page_size=size)
            page.Contents = document.make_stream(b"1 0 0 rg 0 %d 150 200 re f" % (size[1] - 200))
        if script:
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
            document.Root.OpenAction = document.make_indirect(action)
        if title:
            document.docinfo["/Title"] = document.docinfo["/Author"] = title
        locked = password or owner_password
        encryption = pikepdf.Encryption(owner=locked, user=password or "", R=6) if locked else None
        document.save(file, encryption=encryption or False)
    file.seek(0)
    return file


def zipped():
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return file.getvalue()


def eicar():
    """The harmless test virus, put together here so that no scanner finds it in this file."""
    return io.BytesIO(rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*")
