"""Compare the sample of every paper with that of another version: python scripts/compare_papers.py REF

Both versions run in a directory of their own with an empty database and the shipped case. For each paper it says whether bytes,
words and pictures are the same, and shows the lines that came and went. Made for changes that should leave papers as they were.
"""

import difflib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
DPI = 60
MAKE = """
import os, sys, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "litigation.settings")
django.setup()
from contextlib import suppress
from pathlib import Path
from django.core.management import call_command
from litigation.errors import DomainError
try:
    from documents.papers import registry, samples
except ImportError:  # until 0.2.0
    from documents.filings import samples
    from documents.filings.plan import every_kind
else:
    every_kind = registry.every_kind
call_command("migrate", verbosity=0)
from litigation.cases.actions import load_pack
case = load_pack("airport-face-data").case
for name, kind in every_kind().items():
    if samples.can_be_shown(kind):
        with suppress(DomainError):  # a paper for which the case has no text
            Path(sys.argv[1], f"{name}.pdf").write_bytes(samples.sample_for(case, kind).content)
"""


def made_by(tree: Path, home: Path) -> Path:
    """The folder with a sample of each paper, as that version of the code makes it."""
    out = home / f"papers-{tree.name}"
    out.mkdir()
    own = {"HAMKKE_VAR": str(home / f"var-{tree.name}"), "DATABASE_URL": "", "REDIS_URL": "", "HAMKKE_DEMO": "1"}
    subprocess.run([sys.executable, "-c", MAKE, str(out)], cwd=tree, env=os.environ | own, check=True)
    return out


def pages(file: Path) -> list[tuple[str, bytes]]:
    """(words, picture) of each page."""
    import pypdfium2

    found = []
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            words = page.get_textpage().get_text_range().replace("\r\n", "\n")
            found.append((words, page.render(scale=DPI / 72, grayscale=True).to_pil().tobytes()))
    return found


def compared(before: Path, after: Path) -> tuple[str, list[str]]:
    """(what is said of one paper, the lines that differ)."""
    if before.read_bytes() == after.read_bytes():
        return "the same bytes", []
    old, new = pages(before), pages(after)
    if [words for words, _picture in old] == [words for words, _picture in new]:
        same = [picture for _words, picture in old] == [picture for _words, picture in new]
        return ("the same pictures and words" if same else "the same words, another picture"), []
    lines = ["\n".join(words for words, _picture in each).splitlines() for each in (old, new)]
    differ = [line for line in difflib.ndiff(*lines) if line[0] in "+-"]
    return f"{len(old)} → {len(new)} pages, {len(differ)} lines differ", differ


def main(ref: str) -> None:
    with tempfile.TemporaryDirectory(prefix="hamkke-papers-") as folder:
        home = Path(folder)
        tree = home / "before"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", str(tree), ref], cwd=HERE, check=True)
        try:
            (tree / ".env").write_bytes((HERE / ".env").read_bytes())
            old, new = made_by(tree, home), made_by(HERE, home)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=HERE, check=True)
        names = sorted({each.name for each in (*old.iterdir(), *new.iterdir())})
        for name in names:
            if not (old / name).exists() or not (new / name).exists():
                print(f"{name:32} {'new' if (new / name).exists() else 'gone'}")
                continue
            said, differ = compared(old / name, new / name)
            print(f"{name:32} {said}")
            for line in differ[:12]:
                print(f"    {line}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
