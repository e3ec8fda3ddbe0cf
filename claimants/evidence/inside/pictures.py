"""Pictures in the sandbox: the one decision about depth, transparency and colour, page images, and whether two look alike."""

from io import BytesIO

from PIL import Image, ImageChops, ImageCms

PAGE_SIDE, THUMB_SIDE = 1600, 320
STRIP = 256  # rows
CELL = 8  # pixels of a page image that are compared as one
SRGB = ImageCms.createProfile("sRGB")


def normalised(picture):
    """Eight bits, grey or sRGB, on white; nothing of what the file said about itself stays. By strips, to spare memory."""
    picture.load()
    profile = picture.info.get("icc_profile")
    if picture.mode in ("L", "RGB") and "transparency" not in picture.info:
        plain = picture
    else:
        grey = picture.mode == "1" or picture.mode.startswith("I")
        plain = Image.new("L" if grey else "RGB", picture.size)
        for top in range(0, picture.height, STRIP):
            strip = picture.crop((0, top, picture.width, min(top + STRIP, picture.height)))
            plain.paste(_flat(strip, profile), (0, top))
    plain = _to_srgb(plain, profile) if plain.mode == "RGB" and picture.mode != "CMYK" else plain
    plain.info = {}
    return plain


def small(picture):
    """A page image of it: at most PAGE_SIDE."""
    plain = normalised(picture)
    plain.thumbnail((PAGE_SIDE, PAGE_SIDE), Image.Resampling.BOX)
    return plain.convert("RGB")


def keep(picture, number):
    """Write page image and thumbnail; returns what the result says of them."""
    names = {"image": f"page-{number:03}.jpg", "thumb": f"thumb-{number:03}.jpg"}
    picture.save(names["image"], "JPEG", quality=85, optimize=True)
    width, height = picture.size
    picture.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS)
    picture.save(names["thumb"], "JPEG", quality=80, optimize=True)
    return names | {"width": width, "height": height}


def turned(picture, turn):
    """Upright, as the Exif orientation says."""
    turns = Image.Transpose
    way = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }.get(turn)
    return picture if way is None else picture.transpose(way)


def look(picture):
    """What a page image shows, coarsely: a pixel for each cell. Small enough to keep for sixty pages."""
    return picture.resize([max(1, extent // CELL) for extent in picture.size], Image.Resampling.BOX)


def alike(one, other, *, loud, share=0.0):
    """Whether two looks show the same: at most that share of cells differs by more than `loud` in a colour."""
    if any(abs(mine - theirs) > 2 for mine, theirs in zip(one.size, other.size, strict=True)):
        return False
    bands = ImageChops.difference(one, other.resize(one.size)).split()
    differ = bands[0]
    for band in bands[1:]:
        differ = ImageChops.lighter(differ, band)
    return sum(differ.histogram()[loud + 1 :]) <= share * one.width * one.height


def is_even(picture):
    """Whether there is nothing to be seen in it: one colour all over."""
    return all(highest - lowest < 24 for lowest, highest in picture.convert("RGB").getextrema())


def _flat(strip, profile):
    """A strip of any mode as grey or colour without transparency."""
    if strip.mode.startswith("I"):  # sixteen bits
        return strip.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if strip.mode == "CMYK" and profile:
        return _to_srgb(strip, profile)
    if strip.mode in ("P", "PA", "LA", "RGBA") or "transparency" in strip.info:
        strip = strip.convert("RGBA")
        strip = Image.alpha_composite(Image.new("RGBA", strip.size, "white"), strip)
    return strip.convert("L" if strip.mode == "1" else "RGB")


def _to_srgb(picture, profile):
    if not profile:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if picture.mode == "CMYK":
            return ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB")
        ImageCms.profileToProfile(picture, source, SRGB, inPlace=True)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert("RGB")  # a broken profile: the colours as they stand
    return picture
