"""What is neither a photo nor a PDF, whatever it is called."""

import io
from functools import partial

from PIL import Image

from tests.claimants.evidence import samples
from tests.corpus import Odd


def picture(form, **options):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, form, **options)
    return out.getvalue()


OTHERS = [
    Odd("nothing.jpg", bytes, "evidence.empty"),
    *[
        Odd(name, partial(bytes, content), "evidence.type")
        for name, content in {
            "one-byte.jpg": b"\xff",
            "mark-only.txt.jpg": b"\xef\xbb\xbf",
            "zeros.png": bytes(500),
            "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            "page.jpg": b"<!doctype html><script>1</script>",
            "letter.rtf": b"{\\rtf1 hello}",
            "run.exe.jpg": b"MZ\x90\0" + bytes(500),
            "run.elf.png": b"\x7fELF\x02\x01\x01" + bytes(500),
            "film.mov": b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
            "film.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
            "print.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n",
            "layers.psd": b"8BPS\0\1" + bytes(60),
            "sum.csv": b"=cmd|' /C calc'!A0,1\n",
            "only-a-name.png": b"\x89PNG\r\n\x1a\n",
            "far-header.pdf": b" " * 1000 + samples.pdf().getvalue(),
        }.items()
    ],
    Odd("eicar.jpg", lambda: samples.eicar().getvalue(), "evidence.type"),
    Odd("letter.docx", samples.zipped, "evidence.type"),
    *[
        Odd(f"picture.{form.lower()}", partial(picture, form), "evidence.type")
        for form in ("WEBP", "GIF", "TIFF", "BMP", "ICO", "PPM", "AVIF", "JPEG2000")
    ],
]
