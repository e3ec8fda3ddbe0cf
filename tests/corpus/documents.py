"""PDFs as programs write them, and as somebody might bend them."""

import io
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.claimants.evidence import samples
from tests.corpus import CANARY, Odd
from tests.corpus.photos import exif, jpeg, within

RED = b"1 0 0 rg 0 %d %d %d re f"
HELVETICA = {"Type": Name.Font, "Subtype": Name.Type1, "BaseFont": Name.Helvetica}


def written(pdf, **options):
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def page_of(pdf, content, size=(300, 200), **resources):
    page = pdf.add_blank_page(page_size=size)
    page.obj.Contents = pdf.make_stream(content)
    page.obj.Resources = Dictionary(**resources)
    return page


def corner(pdf, size=(300, 200)):
    return page_of(pdf, RED % (size[1] // 2, size[0] // 2, size[1] // 2), size)


def page(change=None, pages=1, root=None, **options):
    """A page with a red upper left corner, changed."""
    pdf = pikepdf.new()
    for _page in range(pages):
        made = corner(pdf)
        if change:
            change(pdf, made.obj)
    if root:
        root(pdf)
    return written(pdf, **options)


def boxed(**boxes):
    def change(_pdf, made):
        for name, box in boxes.items():
            made[f"/{name}"] = Array(box) if isinstance(box, list) else box

    return partial(page, change)


def turned(degrees):
    """Stored turned, so that it is upright as shown."""

    def make():
        pdf = pikepdf.new()
        width, height = (200, 300) if degrees in (90, 270) else (300, 200)
        x, y = {90: (0, 0), 180: (width // 2, 0), 270: (width // 2, height // 2)}[degrees]
        made = page_of(pdf, b"1 0 0 rg %d %d %d %d re f" % (x, y, width // 2, height // 2), (width, height))
        made.obj.Rotate = degrees
        return written(pdf)

    return make


def text(font, content, **more):
    pdf = pikepdf.new()
    page_of(
        pdf,
        b"BT /F 24 Tf 10 80 Td " + content + b" Tj ET",
        Font=Dictionary(F=pdf.make_indirect(Dictionary(**font))),
        **more,
    )
    return written(pdf)


def cjk(ordering, encoding, words):
    about = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Absent, Flags=6, FontBBox=[0, -200, 1000, 900], ItalicAngle=0, Ascent=800,
        Descent=-200, CapHeight=700, StemV=80,
    )  # fmt: skip
    system = Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=2)
    bearer = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name.Absent,
        CIDSystemInfo=system,
        DW=1000,
        FontDescriptor=about,
    )
    font = {"Type": Name.Font, "Subtype": Name.Type0, "BaseFont": Name.Absent, "Encoding": Name(encoding)}
    return text(font | {"DescendantFonts": Array([bearer])}, b"<" + words.encode("utf-16-be").hex().encode() + b">")


def form(field, *, look=None, off=None, root=None, rect=(20, 20, 280, 60)):
    """One field on a page. look: how it appears; off: how it would appear unchecked."""
    pdf = pikepdf.new()
    made = corner(pdf)
    helvetica = pdf.make_indirect(Dictionary(**HELVETICA))
    fonts = Dictionary(Font=Dictionary(Helv=helvetica))
    entries = {"Type": Name.Annot, "Subtype": Name.Widget, "Rect": Array(rect), "F": 4, "DA": String("/Helv 18 Tf 0 g")}
    widget = pdf.make_indirect(Dictionary(**entries, T=String("a"), **field))
    if look:
        box = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 260, 40]), "Resources": fonts}
        shown = pdf.make_indirect(pikepdf.Stream(pdf, look, **box))
        widget.AP = Dictionary(N=Dictionary(Yes=shown, Off=pikepdf.Stream(pdf, b"", **box)) if off else shown)
    made.obj.Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]), DR=fonts, DA=String("/Helv 0 Tf 0 g"), **(root or {}))
    return written(pdf)


def note(subtype, *, look=None, **entries):
    def change(pdf, made):
        found = {"Type": Name.Annot, "Subtype": Name(subtype), "Rect": Array([150, 20, 280, 60]), "F": 4} | entries
        annotation = Dictionary(**found)
        if look:
            annotation.AP = Dictionary(
                N=pikepdf.Stream(pdf, look, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 130, 40]))
            )
        made.Annots = Array([pdf.make_indirect(annotation)])

    return partial(page, change)


def action(**entries):
    def root(pdf):
        pdf.Root.OpenAction = Dictionary(**entries)

    return partial(page, root=root)


def with_image(data, packing, size, space=Name.DeviceRGB, bits=8, **entries):
    pdf = pikepdf.new()
    about = {"Type": Name.XObject, "Subtype": Name.Image, "Width": size[0], "Height": size[1], "ColorSpace": space}
    image = pikepdf.Stream(pdf, data, **about, BitsPerComponent=bits, Filter=Name(packing), **entries)
    page_of(pdf, b"300 0 0 200 0 0 cm /I Do", XObject=Dictionary(I=image))
    return written(pdf)


def jpx():
    out = io.BytesIO()
    samples.picture((300, 200)).save(out, "JPEG2000")
    return with_image(out.getvalue(), "/JPXDecode", (300, 200))


def fax():
    out = io.BytesIO()
    picture = samples.picture((300, 200)).convert("L").point(lambda value: 255 * (value > 128)).convert("1")
    picture.save(out, "TIFF", compression="group4", strip_size=1 << 20)
    tags = Image.open(io.BytesIO(out.getvalue())).tag_v2
    data = out.getvalue()[tags[273][0] : tags[273][0] + tags[279][0]]
    return with_image(
        data, "/CCITTFaxDecode", (300, 200), Name.DeviceGray, 1, DecodeParms=Dictionary(K=-1, Columns=300, Rows=200)
    )


def layered(hidden):
    pdf = pikepdf.new()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("a")))
    drawing = RED % (100, 150, 100) + b" /OC /L BDC 0 0 1 rg 150 0 150 100 re f EMC"
    page_of(pdf, drawing, Properties=Dictionary(L=layer))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer] if hidden else [])))
    return written(pdf)


def attached(content):
    def root(pdf):
        pdf.attachments["a.bin"] = content

    return page(root=root, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def looping():
    pdf = pikepdf.new()
    corner(pdf)
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    return written(pdf)


def rooted(**entries):
    def root(pdf):
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value

    return partial(page, root=root)


def added_to():
    """An incremental update that changes nothing."""
    first = page()
    at = int(first.rsplit(b"startxref\n", 1)[1].split()[0])
    size = pikepdf.open(io.BytesIO(first)).trailer.Size
    new = b"\n%d 0 obj\n(CANARY-37.5665N)\nendobj\n" % size
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Prev %d>>\n" % (size + 1, at)
    rows = b"xref\n%d 1\n%010d 00000 n \n" % (size, len(first) + 1) + trailer
    return first + new + rows + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(new))


def private():
    pdf = pikepdf.new()
    made = corner(pdf)
    made.obj.PieceInfo = Dictionary(App=Dictionary(Private=String(CANARY.decode())))
    pdf.Root.Metadata = pikepdf.Stream(pdf, CANARY)
    pdf.docinfo["/Author"] = CANARY.decode()
    return written(pdf)


def locked(user="", owner="boss"):
    return page(encryption=pikepdf.Encryption(user=user, owner=owner, R=6))


def scanned(pages=20):
    """A4 at 600 dpi in colour."""
    sheet = Image.effect_noise((620, 877), 40).resize((4960, 7016)).convert("RGB")
    data = samples.saved(sheet, "JPEG", quality=30).getvalue()
    pdf = pikepdf.new()
    for number in range(pages):
        about = {
            "Type": Name.XObject,
            "Subtype": Name.Image,
            "Width": 4960,
            "Height": 7016,
            "ColorSpace": Name.DeviceRGB,
        }
        if number % 4 == 0:
            image = pikepdf.Stream(pdf, data, **about, BitsPerComponent=8, Filter=Name.DCTDecode)
        page_of(pdf, b"595 0 0 842 0 0 cm /I Do", (595, 842), XObject=Dictionary(I=image))
    return written(pdf)


TX = {"FT": Name.Tx, "V": String("HONG GILDONG")}
ON = {"FT": Name.Btn, "V": Name.Yes, "AS": Name.Yes}
TYPED = b"BT /Helv 18 Tf 4 12 Td (HONG GILDONG) Tj ET"
XFA = {"XFA": String("<xdp/>")}
ARIAL = {"Type": Name.Font, "Subtype": Name.TrueType, "BaseFont": Name.MalgunGothic, "Encoding": Name.WinAnsiEncoding}
FREE = String("<body xmlns='http://www.w3.org/1999/xhtml'><p>seat</p></body>")
DOCUMENTS = [
    Odd("plain.pdf", page, upright=True),
    Odd("three.pdf", partial(page, pages=3), upright=True),
    Odd("sixty.pdf", partial(page, pages=60), upright=True),
    *[Odd(f"rotate-{degrees}.pdf", turned(degrees), upright=True) for degrees in (90, 180, 270)],
    Odd("crop.pdf", boxed(CropBox=[0, 50, 250, 200]), upright=True),
    Odd("crop-outside.pdf", boxed(CropBox=[-100, -100, 900, 900]), upright=True),
    Odd("trim.pdf", boxed(TrimBox=[100, 50, 200, 100]), upright=True),
    Odd("origin.pdf", boxed(MediaBox=[-100, -50, 300, 200])),
    Odd("swapped.pdf", boxed(MediaBox=[300, 200, 0, 0]), upright=True),
    Odd("user-unit.pdf", boxed(UserUnit=3), upright=True),
    Odd("crop-rotate-unit.pdf", boxed(CropBox=[0, 50, 250, 200], Rotate=90, UserUnit=2)),
    Odd("huge-box.pdf", boxed(MediaBox=[0, 0, 14_400, 14_400])),
    Odd("boundless-box.pdf", boxed(MediaBox=[0, 0, 10**9, 10**9])),
    Odd("tiny-box.pdf", boxed(MediaBox=[0, 0, 2, 2])),
    Odd("field.pdf", lambda: form(TX, look=TYPED)),
    Odd("field-no-look.pdf", lambda: form(TX), warnings=("drawn",)),
    Odd("field-needs-look.pdf", lambda: form(TX, root={"NeedAppearances": True}), warnings=("drawn",)),
    Odd("field-korean.pdf", lambda: form(TX | {"V": String("홍길동 인천")}), warnings=("drawn",)),
    Odd("field-vietnamese.pdf", lambda: form(TX | {"V": String("Nguyễn Thị Hoa")}), warnings=("drawn",)),
    Odd("field-empty.pdf", lambda: form({"FT": Name.Tx})),
    Odd(
        "choice.pdf",
        lambda: form({"FT": Name.Ch, "Ff": 131072, "V": String("ICN"), "Opt": Array([String("ICN")])}),
        warnings=("drawn",),
    ),
    Odd("box-checked.pdf", lambda: form(ON, look=b"0 0 40 30 re f", off=True, rect=(20, 20, 280, 60))),
    Odd(
        "box-unchecked.pdf",
        lambda: form({"FT": Name.Btn, "V": Name.Off, "AS": Name.Off}, look=b"0 0 40 30 re f", off=True),
    ),
    Odd("box-no-look.pdf", lambda: form(ON), warnings=("drawn",)),
    Odd("radio.pdf", lambda: form(ON | {"Ff": 32768}, look=b"0 0 40 30 re f", off=True)),
    Odd("stamp.pdf", note("/Stamp", look=b"0 0 1 rg 0 0 130 40 re f")),
    Odd(
        "free-text.pdf",
        note("/FreeText", Contents=String("seat 12A"), DA=String("/Helv 14 Tf 0 g"), RC=FREE),
        warnings=("drawn",),
    ),
    Odd(
        "highlight.pdf",
        note("/Highlight", C=Array([1, 1, 0]), QuadPoints=Array([150, 60, 280, 60, 150, 20, 280, 20])),
        warnings=("drawn",),
    ),
    Odd("hidden-note.pdf", note("/Stamp", look=b"0 0 1 rg 0 0 130 40 re f", F=2)),
    Odd("link.pdf", note("/Link", A=Dictionary(S=Name.URI, URI=String("file://host/a")))),
    Odd("helvetica.pdf", lambda: text(HELVETICA, b"(Hello)")),
    Odd("font-latin-absent.pdf", lambda: text(ARIAL, b"(Hello)"), warnings=("font", "drawn")),
    Odd("font-ko.pdf", lambda: cjk("Korea1", "/UniKS-UCS2-H", "인천공항"), warnings=("font", "drawn")),
    Odd("font-ja.pdf", lambda: cjk("Japan1", "/UniJIS-UCS2-H", "成田空港"), warnings=("font", "drawn")),
    Odd("font-zh.pdf", lambda: cjk("GB1", "/UniGB-UCS2-H", "北京机场"), warnings=("font", "drawn")),
    Odd("font-tw.pdf", lambda: cjk("CNS1", "/UniCNS-UCS2-H", "臺灣機場"), warnings=("font", "drawn")),
    Odd("script.pdf", action(S=Name.JavaScript, JS=String("app.alert(1)")), upright=True),
    Odd("launch.pdf", action(S=Name.Launch, F=String("cmd.exe")), upright=True),
    Odd("xfa-static.pdf", lambda: form(TX, look=TYPED, root=XFA)),
    Odd("attached.pdf", lambda: attached(CANARY), upright=True),
    Odd("attached-zip.pdf", lambda: attached(samples.zipped()), upright=True),
    Odd("locked-for-editing.pdf", locked, upright=True),
    Odd("private.pdf", private, upright=True),
    Odd(
        "photo-with-place.pdf",
        lambda: with_image(within(jpeg(), exif(1, more=CANARY)), "/DCTDecode", (240, 180)),
        upright=True,
    ),
    Odd("jpx.pdf", jpx, upright=True),
    Odd("fax.pdf", fax),
    Odd("linear.pdf", partial(page, linearize=True), upright=True),
    Odd("object-streams.pdf", partial(page, object_stream_mode=pikepdf.ObjectStreamMode.generate), upright=True),
    Odd("added-to.pdf", added_to, upright=True),
    Odd("layer-shown.pdf", lambda: layered(hidden=False), upright=True),
    Odd("layer-hidden.pdf", lambda: layered(hidden=True), warnings=("drawn",), upright=True),
    Odd("spaces-first.pdf", lambda: b"\r\n\r\n" + page(), upright=True),
    Odd("wrong-table.pdf", lambda: page().replace(b"startxref\n", b"startxref\n9"), upright=True),
    Odd("page-behind.pdf", lambda: page() + b"<html><script>1</script>", upright=True),
    Odd("empty-page.pdf", lambda: text(HELVETICA, b"()")),
]
SCANNED = [Odd("scanned-20-pages.pdf", scanned)]
BAD = [
    Odd("password.pdf", lambda: locked("secret"), "evidence.locked"),
    Odd("sixty-one.pdf", partial(page, pages=61), "evidence.pages"),
    Odd("crop-elsewhere.pdf", boxed(CropBox=[900, 900, 1000, 1000]), "evidence.damaged"),
    Odd("no-pages.pdf", lambda: written(pikepdf.new()), "evidence.damaged"),
    Odd("nothing-in-it.pdf", lambda: b"%PDF-1.7\n" + bytes(300), "evidence.damaged"),
    Odd("loop.pdf", looping, "evidence.damaged"),
    Odd("portfolio.pdf", rooted(Collection=Dictionary(Type=Name.Collection)), "evidence.portfolio"),
    Odd(
        "xfa.pdf",
        rooted(AcroForm=Dictionary(Fields=Array([]), XFA=String("<xdp/>")), NeedsRendering=True),
        "evidence.xfa",
    ),
    Odd("zip-behind.pdf", lambda: page() + samples.zipped(), "evidence.unsafe"),
    Odd("blank.pdf", lambda: text(HELVETICA, b"() Tj 1 g (Hello)"), "evidence.blank"),
    Odd("field-empty-look.pdf", lambda: form(TX, look=b" "), "evidence.form"),
]
