"""What the tests of the direct writer share."""

import io
import shutil
import subprocess

import pikepdf
import pypdfium2

from documents.rendering.direct.embedding import Fonts
from documents.rendering.direct.pdf import Writer
from documents.rendering.direct.shaping import Shaper

NAMES = [
    ("김하늘 뷁 똠방", "ko"),
    ("Nguyễn Thị Ánh Hồng Đặng Ượng", "vi"),
    ("Мөнхбат Үүрийнтуяа", "mn"),
    ("محمد عبدالله", "ar"),
    ("پژوهش گلچهره", "fa"),
    ("ٹیپو", "ur"),
    ("สมชาย วงศ์สวัสดิ์ น้ำปู่", "th"),
    ("प्रिया शर्मा", "hi"),
    ("张伟 刘国华 龚龙", "zh-Hans"),
    ("陳桂芳 龔", "zh-Hant"),
    ("髙橋 﨑 邊邉 𠮷田 かな カナ", "ja"),
    ("শেখ হাসান", "bn"),
    ("ខ្មែរ", "km"),
    ("မြန်မာ", "my"),
    ("සිංහල", "si"),
    ("Łukasz Ñandú Őry (İnci) \\ 50%", "en"),
]


def a_writer(title="시험"):
    """(writer, shaper, what it writes into)."""
    out = io.BytesIO()
    writer = Writer(out, title=title)
    return writer, Shaper(Fonts(writer)), out


def a_page_of(lines, size=14):
    """A PDF with one line below another."""
    writer, shaper, out = a_writer()
    drawn = [shaper.text_run(text, size, lang).drawn(60, 780 - 24 * n) for n, (text, lang) in enumerate(lines)]
    writer.add_page(b"".join(drawn))
    writer.close()
    return out.getvalue()


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def texts(pdf):
    """What two readers see: (PDFium's text, Poppler's text); Poppler's is empty where it is not installed."""
    document = pypdfium2.PdfDocument(pdf)
    seen = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    if shutil.which("pdftotext") is None:
        return (seen,)
    second = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return seen, second


def complaints(pdf, tmp_path):
    """What qpdf says of the file; empty where all is well or there is no qpdf."""
    if shutil.which("qpdf") is None:
        return ""
    file = tmp_path / "checked.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    return (
        ""
        if done.returncode == 0 and "No syntax or stream encoding errors" in done.stdout
        else done.stdout + done.stderr
    )
