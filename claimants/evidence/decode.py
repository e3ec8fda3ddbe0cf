"""The inside of the sandbox: a process of its own that turns one file into page images. Imports nothing of the project.

    python -m claimants.evidence.decode <verb> <folder>

reads folder/original and writes folder/result.json and page-001.jpg, thumb-001.jpg … It first takes everything away
from itself that it will not need (network, file system, memory, time), and only then looks at the file.
"""

import contextlib
import ctypes
import json
import os
import resource
import sys
import warnings
from pathlib import Path

PAGE_SIDE, THUMB_SIDE = 1600, 320
MAX_PIXELS = 50_000_000
MEMORY = 1280 * 1024 * 1024  # address space, of which libraries take a third; resident memory stays far below
CPU_SECONDS = 15
FILE_BYTES = 32 * 1024 * 1024
OPEN_FILES = 32
NEWNS, NEWIPC, NEWUSER, NEWNET = 0x00020000, 0x08000000, 0x10000000, 0x40000000
NO_NEW_PRIVILEGES, CAPABILITIES_3 = 38, 0x20080522
INPUT = "original"


# Locking itself in ----------------------------------------------------------------------------------------------------
def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def isolate(folder):
    """Leave the network and the file system: own namespaces, the folder as the only root, no capabilities left.

    Returns "namespaces", or "limits" where the kernel does not let this process have any.
    """
    os.chdir(folder)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEWUSER | NEWNET | NEWIPC | NEWNS) != 0:
        return "limits"
    os.chroot(".")
    os.chdir("/")
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError("capabilities could not be given up")
    return "namespaces"


def probe():
    """What the sandbox must not allow, tried: used by the start-up check and the tests."""
    import socket

    door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    tried = {
        "network": lambda: door.connect(("192.0.2.1", 9)),  # sends nothing; asks the kernel for a way out
        "files": lambda: Path("/etc/passwd").stat(),
        "memory": lambda: bytearray(MEMORY),
    }
    allowed = []
    for name, act in tried.items():
        with contextlib.suppress(OSError, MemoryError):
            act()
            allowed.append(name)
    return {"allowed": allowed}


# Verbs ----------------------------------------------------------------------------------------------------------------
def inspect_pdf():
    import pikepdf

    try:
        with pikepdf.open(INPUT) as pdf:
            return {"pages": len(pdf.pages), "locked": False}
    except pikepdf.PasswordError:
        return {"pages": 0, "locked": True}


def photo(formats):
    from PIL import Image, ImageOps

    with Image.open(INPUT, formats=formats) as picture:
        picture.draft(
            "RGB", (PAGE_SIDE * 2, PAGE_SIDE * 2)
        )  # JPEG: decodes at half or quarter size where that suffices
        upright = ImageOps.exif_transpose(picture)
        return {"pages": [_keep(_plain(upright), 1)]}


def pdf():
    import pypdfium2

    pages = []
    with contextlib.closing(pypdfium2.PdfDocument(INPUT)) as document:
        for number, page in enumerate(document, 1):
            scale = PAGE_SIDE / max(*page.get_size(), 1)
            pages.append(_keep(_plain(page.render(scale=scale).to_pil()), number))
            page.close()
    return {"pages": pages}


VERBS = {
    "jpeg": lambda: photo(["JPEG", "MPO"]),
    "png": lambda: photo(["PNG"]),
    "heic": lambda: photo(["HEIF"]),
    "pdf": pdf,
    "inspect_pdf": inspect_pdf,
    "probe": probe,
}


# Pictures -------------------------------------------------------------------------------------------------------------
def _plain(picture):
    """Small, in sRGB, without transparency, and a new picture: nothing of what the file said about itself stays."""
    from PIL import Image

    profile = picture.info.get("icc_profile")
    if picture.mode == "1":
        picture = picture.convert("L")
    if picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA")
    picture.thumbnail((PAGE_SIDE, PAGE_SIDE), Image.Resampling.LANCZOS)  # first: what follows is then cheap
    picture = _to_srgb(picture, profile)
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("RGBA", "LA"):
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture.convert("RGB"))
    return fresh


def _to_srgb(picture, profile):
    from io import BytesIO

    from PIL import ImageCms

    if not profile or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile: the colours as they stand


def _keep(picture, number):
    from PIL import Image

    names = {"image": f"page-{number:03}.jpg", "thumb": f"thumb-{number:03}.jpg"}
    picture.save(names["image"], "JPEG", quality=85, optimize=True)
    width, height = picture.size
    picture.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS)
    picture.save(names["thumb"], "JPEG", quality=80, optimize=True)
    return names | {"width": width, "height": height}


def load(verb):
    """Import the libraries while the file system is still there."""
    if verb == "inspect_pdf":
        import io

        import pikepdf

        with pikepdf.new() as warm:  # opens the source of random numbers, which has no file in there
            warm.save(io.BytesIO(), encryption=pikepdf.Encryption(owner="x", user="", R=6))
    elif verb == "probe":
        import socket  # noqa: F401
    else:
        from PIL import Image, ImageCms, JpegImagePlugin, MpoImagePlugin, PngImagePlugin  # noqa: F401

        Image.MAX_IMAGE_PIXELS = MAX_PIXELS
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        if verb == "heic":
            import pillow_heif

            pillow_heif.options.DECODE_THREADS = 1
            pillow_heif.register_heif_opener(thumbnails=False)
        if verb == "pdf":
            import pypdfium2

            pypdfium2.PdfDocument.new().close()


def main(verb, folder):
    load(verb)
    limit()
    isolation = isolate(folder)
    result = VERBS[verb]()
    with open("result.json", "w") as file:
        json.dump(result | {"isolation": isolation}, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
