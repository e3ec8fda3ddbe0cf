"""The inside of the sandbox: a process of its own that turns one file into what the court gets and into page images of that.

    python -m claimants.evidence.decode <verb> <folder>

reads folder/original and writes folder/result.json, copy, page-001.jpg, thumb-001.jpg … Imports nothing of the project but
the pure modules it works with (inside/). It first takes everything away
from itself that it will not need (network, file system, memory, time), and only then looks at the file.
"""

import codecs
import contextlib
import ctypes
import json
import os
import resource
import sys
import warnings
from pathlib import Path

MAX_PIXELS = 50_000_000
MEMORY = 512 * 1024 * 1024  # what it may write to
ADDRESSES = MEMORY + 192 * 1024 * 1024  # with libraries and fonts, which are only mapped
CPU_SECONDS, CPU_PAGE = 40, 20  # for a file, and more for each page: of its own work, however busy the machine is
CPU_MOST = 1200
FILE_BYTES = 160 * 1024 * 1024
TOO_LARGE = 3  # exit code: it needs more memory than there is for one file
OPEN_FILES = 32
NEWNS, NEWIPC, NEWUSER, NEWNET = 0x00020000, 0x08000000, 0x10000000, 0x40000000
NO_NEW_PRIVILEGES, CAPABILITIES_3 = 38, 0x20080522


# Locking itself in ----------------------------------------------------------------------------------------------------
def limit():
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_MOST))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def spend():
    """Allow the time of one more page, counted from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = min(CPU_MOST, int(used.ru_utime + used.ru_stime) + CPU_PAGE)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, CPU_MOST))


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
def photo(*formats):
    from claimants.evidence.inside.photo import photo

    return photo(formats)


def pdf():
    from claimants.evidence.inside.document import document

    return document(spend)


def inspect_pdf():
    from claimants.evidence.inside.facts import inspect

    return inspect()


VERBS = {
    "jpeg": lambda: photo("JPEG", "MPO"),
    "png": lambda: photo("PNG"),
    "heic": lambda: photo("HEIF"),
    "pdf": pdf,
    "inspect_pdf": inspect_pdf,
    "probe": probe,
}


def load(verb):
    """Import the libraries while the file system is still there."""
    if verb == "probe":
        import socket  # noqa: F401
    else:
        load_pdf() if verb == "inspect_pdf" else load_drawing(verb)


def load_pdf():
    import io

    import pikepdf

    from claimants.evidence.inside import facts  # noqa: F401

    with pikepdf.new() as warm:  # opens the source of random numbers, which has no file in there
        warm.save(io.BytesIO(), encryption=pikepdf.Encryption(owner="x", user="", R=6))


def load_drawing(verb):
    import pypdfium2
    from PIL import Image, ImageCms, JpegImagePlugin, MpoImagePlugin, PngImagePlugin  # noqa: F401

    from claimants.evidence.inside import fonts, photo  # noqa: F401

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    ImageCms.createProfile("sRGB")
    pypdfium2.PdfDocument.new().close()
    fonts.install()
    for name in ("utf-16-le", "latin-1", "utf-16"):  # codecs are modules
        codecs.lookup(name)
    if verb == "heic":
        import pillow_heif

        pillow_heif.options.DECODE_THREADS = 1
        pillow_heif.register_heif_opener(thumbnails=False)
    if verb == "pdf":
        from claimants.evidence.inside import document  # noqa: F401

        load_pdf()


def main(verb, folder):
    load(verb)
    limit()
    isolation = isolate(folder)
    try:
        result = VERBS[verb]()
    except MemoryError:
        sys.exit(TOO_LARGE)
    with open("result.json", "w") as file:
        json.dump(result | {"isolation": isolation}, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
