"""How files for the court are named: short, and without any character an e-filing system refuses. Pure.

No rule of the courts on names was found; long names and special characters are reported to fail. So: at most 50
characters with the ending, Hangul, letters, digits, space, dot, hyphen and underscore only.
"""

import re
import unicodedata

LONGEST = 50
_REFUSED = re.compile(r"[^\w.\- ]|[\x00-\x1f]")


def file_name(stem, ending) -> str:
    """`stem.ending` in at most LONGEST characters, composed (NFC), without refused characters."""
    clean = _REFUSED.sub("", unicodedata.normalize("NFC", stem))
    clean = re.sub(r"\s+", " ", clean).strip(" .")
    return f"{clean[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"


def numbered(stem, number, count, name="") -> str:
    """`소송위임장_0007_홍길동`: as many digits as the last plaintiff has, so that a folder sorts by plaintiff."""
    digits = max(4, len(str(count)))
    return "_".join(filter(None, [stem, f"{number:0{digits}}", name.replace(" ", "")]))
