"""Gives PDFium the pinned fonts, so that a font which is missing in a file is drawn the same on every machine.

The files are mapped before the file system goes away. What PDFium has built in (the fourteen standard fonts and all that is
written in Western letters) it keeps; asked for another script, it gets ours.
"""

import ctypes
import mmap
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "litigation" / "fonts"
BY_CHARSET = {
    128: "NotoSansJP_400Regular",
    129: "NotoSansKR_400Regular",
    134: "NotoSansSC_400Regular",
    136: "NotoSansSC_400Regular",
    163: "NotoSans_400Regular",
    161: "NotoSans_400Regular",
    177: "NotoSans_400Regular",
    178: "Amiri_400Regular",
    204: "NotoSans_400Regular",
    222: "NotoSansThai_400Regular",
    238: "NotoSans_400Regular",
}
_kept = []  # PDFium calls back as long as the process lives


def install():
    """Before the first page is drawn, and while there is a file system."""
    from pypdfium2 import raw

    names = sorted(set(BY_CHARSET.values()))
    faces = [_mapped(name) for name in names]
    shape = dict(raw.FPDF_SYSFONTINFO._fields_)
    info = raw.FPDF_SYSFONTINFO()
    info.version = 1
    acts = {
        "Release": lambda _this: None,
        "EnumFonts": lambda _this, _mapper: None,
        "MapFont": lambda _this, _weight, _italic, charset, *_more: _handle(names, charset),
        "GetFont": lambda _this, _face: None,
        "GetFontData": lambda _this, font, table, buffer, size: _given(_table(faces[font - 1], table), buffer, size),
        "GetFaceName": lambda _this, font, buffer, size: _given(names[font - 1].encode() + b"\0", buffer, size),
        "GetFontCharset": lambda _this, font: _charset(names[font - 1]),
        "DeleteFont": lambda _this, _font: None,
    }
    for name, act in acts.items():
        setattr(info, name, shape[name](act))
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    _kept.append(info)


def _mapped(name):
    with open(FOLDER / f"{name}.ttf", "rb") as file:
        return mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)


def _handle(names, charset):
    """1 and up; None leaves it to what is built in."""
    return names.index(BY_CHARSET[charset]) + 1 if charset in BY_CHARSET else None


def _charset(name):
    return next(charset for charset, each in BY_CHARSET.items() if each == name)


def _table(face, tag):
    """One table of a font file; the whole file where none is named."""
    if tag == 0:
        return face[:]
    for at in range(12, 12 + 16 * int.from_bytes(face[4:6]), 16):
        if int.from_bytes(face[at : at + 4]) == tag:
            start, size = int.from_bytes(face[at + 8 : at + 12]), int.from_bytes(face[at + 12 : at + 16])
            return face[start : start + size]
    return b""


def _given(data, buffer, size):
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)
