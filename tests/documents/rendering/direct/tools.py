"""What the tests of the direct writer share."""

import ctypes
import io
import shutil
import subprocess

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

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
    ("გიორგი მაისურაძე", "ka"),
    ("Արմեն Պետրոսյան", "hy"),
    ("משה כהן", "he"),
    ("પ્રિયા શાહ", "gu"),
    ("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "pa"),
    ("ପ୍ରିୟା ଦାସ", "or"),
    ("முருகன் செல்வி", "ta"),
    ("వెంకట రమణ", "te"),
    ("ಕೃಷ್ಣ ಮೂರ್ತಿ", "kn"),
    ("മോഹൻ ലാൽ", "ml"),
    ("ສົມພອນ ແກ້ວ", "lo"),
    ("བསྟན་འཛིན་རྒྱ་མཚོ", "bo"),
    ("አበበ ኃይሉ", "am"),
    ("ᠮᠥᠩᠬᠡᠪᠠᠲᠤ", "mn-Mong"),
    ("㐂一 𡃁", "zh-Hant"),
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


def aloud(pdf):
    """The text of a file as its structure tells it to be read."""
    said = _said(pdf)
    with opened(pdf) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages)}

        def read(element):
            for kid in element.get("/K", []):
                yield from [said.get((pages[element.Pg.objgen], kid), "")] if isinstance(kid, int) else read(kid)

        return "".join(read(document.Root.StructTreeRoot))


def _said(pdf):
    """{(page, mark): text that is drawn under it}."""
    said, document = {}, pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = pdfium.FPDFTextObj_GetText(each.raw, text_page.raw, None, 0)
            letters = ctypes.create_string_buffer(size)
            pdfium.FPDFTextObj_GetText(
                each.raw, text_page.raw, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)), size
            )
            key = number, pdfium.FPDFPageObj_GetMarkedContentID(each.raw)
            said[key] = said.get(key, "") + letters.raw.decode("utf-16-le").rstrip("\0")
    return said


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
