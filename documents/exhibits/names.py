"""How an exhibit is called: its mark (Civil Procedure Rules 107②) and the name of its file for the court's portal."""

import re
import unicodedata

LONGEST_NAME = 50
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')


def exhibit_mark(number: int, sub: int | None = None, *, side="갑") -> str:
    """갑 제3호증, or 갑 제3호증의 12 for a part. `side` 갑 (plaintiff), 을 (defendant), 병, or with the court's leave 갑가 …"""
    if number < 1 or (sub is not None and sub < 1):
        raise ValueError("exhibit numbers start at 1")
    mark = f"{side} 제{number}호증"
    return mark if sub is None else f"{mark}의 {sub}"


def file_name(mark: str, title: str, *, ending=".pdf") -> str:
    """갑제3호증의12_출입국사실증명.pdf: at most 50 characters, none that a portal or a file system refuses."""
    head = _clean(mark).replace(" ", "")
    room = LONGEST_NAME - len(head) - len(ending) - 1
    tail = re.sub(r"[\s_]+", "_", _clean(title)).strip("_.")[: max(room, 0)].rstrip("_.")
    return f"{head}_{tail}{ending}" if tail else f"{head}{ending}"


def _clean(text):
    """Composed letters, without forbidden signs and without characters that are not seen (direction marks, joiners)."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in _FORBIDDEN.sub(" ", composed) if unicodedata.category(c) != "Cf").strip()
