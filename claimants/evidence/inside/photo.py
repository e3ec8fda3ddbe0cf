"""A photo in the sandbox: what of it goes to the court (body.Body), and the page image, drawn from exactly that.

A JPEG goes as it is, byte for byte. Where a PDF cannot show its bytes, or shows them otherwise than a decoder does, and for
the formats PDF does not know, it is drawn anew in full size; a PNG without loss.
"""

import mmap
from pathlib import Path

from PIL import Image

from claimants.evidence import body, jpeg
from claimants.evidence.inside import pictures

INPUT, COPY = "original", "copy"
QUALITY = 92
LOUD, SHARE = 64, 0.02  # two decoders differ in colours and at edges


def photo(formats):
    """The result of the verbs jpeg, png, heic."""
    told = {"copy": False, "same": True, "flaw": "", "warnings": []}
    with Image.open(INPUT, formats=formats) as picture:
        told["warnings"] += ["frames"] if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO" else []
        as_it_is = _as_it_is() if picture.format in ("JPEG", "MPO") else None
        turn = as_it_is.turn if as_it_is else _turn(picture)
        picture.draft("RGB", (pictures.PAGE_SIDE * 2, pictures.PAGE_SIDE * 2))  # JPEG: decodes at half or a quarter
        wanted = None if picture.format in ("PNG", "HEIF") else pictures.turned(pictures.small(picture), turn)
    found, shown = as_it_is, as_it_is and drawn(as_it_is, INPUT)
    if found is None or not _alike(shown, wanted):
        found, wanted = _anew(formats, turn)
        shown = drawn(found, COPY)
        same = _alike(shown, wanted)
        told |= {"copy": True, "same": same, "flaw": "" if same else "differs"}
    return told | {"body": found.as_row(), "pages": [pictures.keep(shown, 1)]}


def drawn(found, path):
    """The page image: what a PDF shows of it."""
    import pypdfium2

    side = max(found.upright)
    scale = min(1.0, pictures.PAGE_SIDE / side)
    box = [max(1, round(extent * scale)) for extent in found.upright]
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as source:
        data = b"".join(found.data(source[:]))
    document = pypdfium2.PdfDocument(_pdf(found, data, box))
    shown = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    return shown


def _as_it_is():
    with open(INPUT, "rb") as file:
        try:
            return body.of_jpeg(jpeg.read(file.read()))
        except jpeg.Unreadable:
            return None


def _turn(picture):
    """By the blocks Pillow found; a HEIC says it in its structure, and libheif has turned it."""
    if picture.format == "HEIF":
        return 1
    exif, xmp = picture.info.get("exif") or b"", picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return jpeg.turn([exif.removeprefix(b"Exif\0\0")], [xmp.encode() if isinstance(xmp, str) else xmp])


def _anew(formats, turn):
    """(body, what a decoder shows) of the picture drawn anew, upright, in full size, into the copy."""
    with Image.open(INPUT, formats=formats) as picture:
        lossless = picture.format == "PNG"
        upright = pictures.turned(pictures.normalised(picture), turn)
    if lossless:
        found = _packed(upright)
    else:
        upright.save(COPY, "JPEG", quality=QUALITY, subsampling=0)
        with open(COPY, "rb") as file:
            found = body.of_jpeg(jpeg.read(file.read()))
    upright.thumbnail((pictures.PAGE_SIDE, pictures.PAGE_SIDE), Image.Resampling.BOX)
    return found, upright.convert("RGB")


def _packed(picture):
    """The rows of a PNG, packed, as the copy: a PDF takes them as they are."""
    picture.save("rows.png", "PNG", compress_level=4)
    with open("rows.png", "rb") as file, open(COPY, "wb") as out:
        found = body.of_png(whole := file.read())
        out.writelines(found.data(whole))
    Path("rows.png").unlink()
    size = sum(last - first for first, last in found.pieces)
    return body.Body(((0, size),), found.width, found.height, found.components, found.packing)


def _alike(shown, wanted):
    one, other = (pictures.look(picture.convert("L")) for picture in (shown, wanted))
    return pictures.alike(one, other, loud=LOUD, share=SHARE)


def _pdf(found, data, box):
    """A PDF of one page that is the picture."""
    width, height = box
    content = found.placed(width, height)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</XObject<</Evidence 5 0 R>>>>/Contents 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        page % (width, height),
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content),
        b"<<%b/Length %d>>\nstream\n%b\nendstream" % (found.entries().encode(), len(data), data),
    ]
    out, rows = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        rows += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    return out + b"xref\n0 6\n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (rows, len(out))
