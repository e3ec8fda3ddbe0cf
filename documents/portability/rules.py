"""How long a copy of one's data waits, and what the files in it are called. Pure."""

import unicodedata
from datetime import timedelta
from pathlib import PurePosixPath

from litigation.vault.pages import clean_filename

KEPT = timedelta(days=7)  # so long a copy can be taken
FORMAT = "hamkke-data/1"  # of data.json; docs/data-copy.md says what stands in it
DATA, READ_ME, RECORD = "data.json", "read me.html", "record of what you sent.pdf"
LONGEST = 60  # letters of a name, so that folders of Windows and of phones take the whole path


def path(folder: str, number: int, name: str, ending: str = "") -> str:
    """folder/03 name: a number before each, so that no two are the same to a computer that tells no capitals apart, and none
    is a word that Windows keeps for itself. ending: of a file that was made from another kind."""
    whole = PurePosixPath(clean_filename(unicodedata.normalize("NFC", name)))
    stem = whole.stem.lstrip(".")[:LONGEST].rstrip(" .") or "file"
    return f"{folder}/{number:02} {stem}{(ending or whole.suffix).lower()}"
