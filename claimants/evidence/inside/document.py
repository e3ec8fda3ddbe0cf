"""A PDF in the sandbox: a clean copy for the court, page images drawn from it, and whether it shows what the file shows.

Each page of the copy is the page as it is looked at (its box, turned, form fields and notes part of it) and nothing else.
Where that would not look the same everywhere or as in the file (a font that is missing, hidden layers, a field whose look
the viewer makes), the page is drawn once, with the pinned fonts, and the drawing is the page.
"""

import ctypes
import io
from contextlib import closing
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pypdfium2 import raw

from claimants.evidence import jpeg
from claimants.evidence.inside import pictures

INPUT, COPY = "original", "copy"
LOUD = 48  # how much a cell may differ between two drawings by one program
INCH, DPI, MOST_PIXELS = 72, 200, 12_000_000
LONGEST, SHORTEST = 1684, 36  # of a page of the copy, in points
PRIVATE = ("/Metadata", "/PieceInfo", "/LastModified", "/StructParents", "/StructParent", "/AF", "/OC")
STANDARD = ("helvetica", "arial", "times", "courier", "symbol", "zapfdingbats")


def document(spend):
    """The result of the verb pdf. spend: called before each page, it allows more time."""
    with closing(pypdfium2.PdfDocument(INPUT)) as seen, pikepdf.open(INPUT) as source:
        seen.init_forms()
        if not len(seen) == len(source.pages) > 0:
            raise ValueError("two readers count other pages")
        drawn = _to_be_drawn(source)
        fonts = any(_strange_fonts(page) for page in source.pages)
        wanted = list(_looks(seen, spend))
        shown = _copied(seen, drawn, spend)
        other = {number for number, page in enumerate(shown) if not _alike(page.look, wanted[number])} - drawn
        if other:
            shown = _copied(seen, drawn := drawn | other, spend)
    same = all(_alike(page.look, look) for page, look in zip(shown, wanted, strict=True))
    flaws = ["differs"] * (not same) + [page.flaw for page in shown if page.flaw]
    warnings = ["font"] * fonts + ["drawn"] * bool(drawn)
    told = {"same": same, "flaw": "".join(flaws[:1]), "warnings": warnings, "pages": [page.kept for page in shown]}
    return {"copy": True, "body": {}} | told


@dataclass(frozen=True)
class Shown:
    """What a page of the copy shows; flaw: what of the file's page cannot be seen in it."""

    look: object
    kept: dict
    flaw: str


# The copy -------------------------------------------------------------------------------------------------------------
def _copied(seen, drawn, spend):
    """Write the copy, with those pages drawn; returns what its pages show."""
    with pikepdf.open(INPUT) as flat, pikepdf.new() as clean:
        flat.flatten_annotations("screen")
        for number, page in enumerate(flat.pages):
            spend()
            with closing(seen[number]) as original:
                if number in drawn:
                    _draw(clean, original)
                else:
                    _place(clean, page, original)
        _clear(clean)
        clean.save(COPY, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with closing(pypdfium2.PdfDocument(COPY)) as made:
        return [_shown(made, seen, number, spend) for number in range(len(made))]


def _place(clean, page, seen):
    """The page as PDFium sees it: its visible box, turned, in the unit it says."""
    left, bottom, right, top = _box(seen)
    unit = float(page.obj.get("/UserUnit", 1))
    for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit"):
        if name in page.obj:
            del page.obj[name]
    page.obj.MediaBox = pikepdf.Array([left, bottom, right, top])
    page.obj.CropBox = page.obj.TrimBox = page.obj.MediaBox
    width, height = _extent((right - left) * unit, (top - bottom) * unit, seen.get_rotation() % 180 != 0)
    form = clean.copy_foreign(page.as_form_xobject(handle_transformations=True))
    new = clean.add_blank_page(page_size=(width, height))
    box = pikepdf.Rectangle(0, 0, width, height)
    placed = new.calc_form_xobject_placement(form, pikepdf.Name.Evidence, box, allow_expand=True)
    new.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Evidence=form))
    new.obj.Contents = clean.make_stream(placed)


def _draw(clean, seen):
    """The page as a picture, with fonts and form fields as PDFium shows them here."""
    width, height = _extent(*seen.get_size(), False)
    scale = DPI / INCH * width / seen.get_width()
    scale *= min(1, (MOST_PIXELS / (width * height * (DPI / INCH) ** 2)) ** 0.5)
    picture, data = seen.render(scale=scale).to_pil().convert("RGB"), io.BytesIO()
    picture.save(data, "JPEG", quality=90, subsampling=0)
    about = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": pikepdf.Name.DeviceRGB,
        "BitsPerComponent": 8,
        "Filter": pikepdf.Name.DCTDecode,
    }
    image = pikepdf.Stream(clean, data.getvalue(), **about)
    new = clean.add_blank_page(page_size=(width, height))
    new.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Evidence=image))
    new.obj.Contents = clean.make_stream(b"q %.3f 0 0 %.3f 0 0 cm /Evidence Do Q" % (width, height))


def _box(seen):
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(seen.raw, box):
        raise ValueError("no box")
    return box.left, box.bottom, box.right, box.top


def _extent(width, height, turned):
    """Size of a page of the copy: its form kept, within reason."""
    width, height = (height, width) if turned else (width, height)
    side = max(width, height)
    scale = min(max(side, SHORTEST), LONGEST) / side
    return max(1, width * scale), max(1, height * scale)


def _clear(clean):
    """Take away what documents carry along, and what pictures in them say of place and device."""
    for item in clean.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            for key in PRIVATE:
                if key in item:
                    del item[key]
        if isinstance(item, pikepdf.Stream) and item.get("/Filter") == pikepdf.Name.DCTDecode:
            _clear_jpeg(item)


def _clear_jpeg(item):
    data = item.read_raw_bytes()
    try:
        found = jpeg.read(data)
    except jpeg.Unreadable:
        return
    kept = b"".join(data[first:last] for first, last in found.pieces)
    if len(kept) != len(data):
        item.write(kept, filter=pikepdf.Name.DCTDecode, decode_parms=item.get("/DecodeParms"))


# What it shows --------------------------------------------------------------------------------------------------------
def _shown(made, seen, number, spend):
    spend()
    with closing(made[number]) as page, closing(seen[number]) as original:
        picture = _picture(page)
        look, flaw = pictures.look(picture), _unseen(seen, original, picture)
        return Shown(look, pictures.keep(picture, number + 1), flaw)


def _looks(seen, spend):
    for number in range(len(seen)):
        spend()
        with closing(seen[number]) as page:
            yield pictures.look(_picture(page))


def _picture(page):
    scale = pictures.PAGE_SIDE / max(page.get_size())
    return page.render(scale=scale).to_pil().convert("RGB")


def _alike(shown, wanted):
    return pictures.alike(shown, wanted, loud=LOUD)


def _to_be_drawn(source):
    """Numbers of the pages whose look depends on the machine or the program they are opened with."""
    hidden = source.Root.get("/OCProperties", pikepdf.Dictionary()).get("/D", pikepdf.Dictionary())
    layers = len(hidden.get("/OFF", [])) or hidden.get("/BaseState") == pikepdf.Name.OFF
    return {number for number, page in enumerate(source.pages) if layers or _strange_fonts(page)}


def _strange_fonts(page):
    """Whether a font is named that neither lies in the file nor is one of the fourteen every program has."""
    looks = [note.get("/AP", {}).get("/N") for note in page.obj.get("/Annots", [])]
    own = [look.get("/Resources") for look in looks if isinstance(look, pikepdf.Stream)]
    fonts, seen = [], set()
    for resources in (page.resources, *filter(None, own)):
        _gather(resources, fonts, seen)
    return any(not _is_there(font) for font in fonts)


def _gather(resources, fonts, seen, depth=0):
    fonts += resources.get("/Font", pikepdf.Dictionary()).values()
    forms = [
        *resources.get("/XObject", pikepdf.Dictionary()).values(),
        *resources.get("/Pattern", pikepdf.Dictionary()).values(),
    ]
    for form in forms:
        if form.objgen not in seen and "/Resources" in form and depth < 20:
            seen.add(form.objgen)
            _gather(form.Resources, fonts, seen, depth + 1)


def _is_there(font):
    if font.get("/Subtype") == pikepdf.Name.Type3:
        return True
    bearer = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    about = bearer.get("/FontDescriptor", pikepdf.Dictionary())
    name = str(font.get("/BaseFont", "")).lstrip("/").lower()
    standard = "/DescendantFonts" not in font and name.startswith(STANDARD)
    return standard or any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _unseen(seen, page, shown):
    """ "blank" where text stands on a page that shows nothing, "form" where a filled-in field shows nothing, else ""."""
    text = page.get_textpage().get_text_bounded().strip()
    if text and pictures.is_even(shown):
        return "blank"
    return "form" if any(pictures.is_even(shown.crop(box)) for box in _filled(seen, page, shown.size)) else ""


def _filled(seen, page, size):
    """Where on the page image the visible fields with a value stand."""
    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, number)
        hidden = raw.FPDFAnnot_GetFlags(note) & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET and not hidden and _has_value(seen.formenv, note):
            yield from _on_picture(page, note, size)
        raw.FPDFPage_CloseAnnot(note)


def _has_value(forms, note):
    kind = raw.FPDFAnnot_GetFormFieldType(forms, note)
    if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        return bool(raw.FPDFAnnot_IsChecked(forms, note))
    if kind not in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
        return False
    letters = ctypes.create_string_buffer(2048)
    size = raw.FPDFAnnot_GetFormFieldValue(forms, note, ctypes.cast(letters, ctypes.POINTER(raw.FPDF_WCHAR)), 2048)
    return bool(letters.raw[: min(size, 2048)].decode("utf-16-le", "ignore").strip(" \0\r\n\t"))


def _on_picture(page, note, size):
    """The field's inside on the page image; none where it has none."""
    box, corners = raw.FS_RECTF(), []
    raw.FPDFAnnot_GetRect(note, box)
    for x, y in ((box.left, box.top), (box.right, box.bottom)):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (left, right), (top, bottom) = (sorted(values) for values in zip(*corners, strict=True))
    left, top, right, bottom = max(left, 0) + 3, max(top, 0) + 3, min(right, size[0]) - 3, min(bottom, size[1]) - 3
    if right - left > 4 and bottom - top > 4:
        yield left, top, right, bottom
