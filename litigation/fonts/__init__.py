"""The fonts of the papers, pinned (README.md in this folder): what they draw, and a private fontconfig.

The renderer sees this folder and nothing else of the machine, so a paper made in Seoul, on a laptop or in a container
has the same shapes and the same bytes.
"""

import os
import re
from pathlib import Path

FOLDER = Path(__file__).parent
PLAIN = " -~À-ɏḀ-ỿ’ʼ·ㆍ가-힣"
"""Letters of Latin and Hangul names, all of which papers print: a class for regular expressions, here and of the databases."""
_PLAIN = re.compile(rf"[\n\r\t\f{PLAIN}]*")  # asked first, so that a font is opened only for other letters
_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def path(name):
    """The file of one face, as `NotoSerifKR_700Bold`."""
    return FOLDER / f"{name}.ttf"


def unprintable(text) -> tuple[str, ...]:
    """The letters of a text that papers would print as an empty box or broken (printable.py); each once, in order."""
    if _PLAIN.fullmatch(text):
        return ()
    from . import printable

    return printable.unprintable(text)


def configure(directory: Path) -> Path:
    """Write a fontconfig that knows only this folder and point the process at it; call before WeasyPrint is imported.

    `directory` keeps the configuration and fontconfig's cache. Safe to call from several processes at once.
    """
    directory.mkdir(parents=True, exist_ok=True)
    conf = directory / "fonts.conf"
    wanted = _CONF.format(fonts=FOLDER, cache=directory / "cache")
    if not conf.exists() or conf.read_text(encoding="utf-8") != wanted:
        draft = directory / f"fonts.conf.{os.getpid()}"
        draft.write_text(wanted, encoding="utf-8")
        draft.replace(conf)
    os.environ["FONTCONFIG_FILE"] = str(conf)
    return conf
