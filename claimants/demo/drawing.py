"""What the specimen images share: fonts by script, the big word SPECIMEN, JPEG bytes that are always the same."""

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from litigation.fonts import FOLDER as FONTS

OCR_B = Path(__file__).parent / "fonts" / "ocr-b-subset.otf"
INK, GREY, STAMP = (38, 42, 51), (96, 102, 112), (176, 58, 46)
NOTICE = "SPECIMEN · MADE-UP PERSON"


@cache
def font(name: str, size: int, folder: Path = FONTS):
    """A font of the papers by its family (NotoSansThai), else their Latin one, else the one Pillow carries."""
    for family in (name, "NotoSans"):
        path = Path(folder) / f"{family}_400Regular.ttf"
        if path.exists():
            return ImageFont.truetype(path, size)
    return ImageFont.load_default(size)


@cache
def ocr_b(size: int):
    return ImageFont.truetype(OCR_B, size)


@cache
def _notice(size: tuple[int, int], folder: Path) -> Image.Image:
    """The notice laid across the page, once for every size: drawing it turned is the slow part."""
    layer = Image.new("L", size)
    width = size[0]
    ImageDraw.Draw(layer).text(
        (width // 2, size[1] // 2), NOTICE, fill=60, font=font("NotoSans", width // 17, folder), anchor="mm"
    )
    return layer.rotate(17, resample=Image.Resampling.BICUBIC)


def stamp_specimen(image: Image.Image, folder: Path = FONTS) -> None:
    image.paste(STAMP, mask=_notice(image.size, folder))
    draw = ImageDraw.Draw(image)
    draw.text((24, 12), NOTICE, fill=STAMP, font=font("NotoSans", 20, folder))


def jpeg(image: Image.Image, quality: int = 82) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling=2)
    return out.getvalue()
