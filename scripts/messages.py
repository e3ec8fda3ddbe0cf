"""Translations: `update` collects the sentences of the code into every language's file; `check` says what is not translated.

check looks at every language but English: nothing new in the code, nothing left of old code, nothing untranslated, nothing
unsure, and the same placeholders on both sides.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SOURCES = ("litigation", "claimants", "documents", "templates", "locale")
WITH_SENTENCES = {".py", ".html", ".txt", ".po"}
QUIET = ("--no-location", "--no-wrap", "--no-obsolete")  # a file that changes only where a sentence does
SHOWN = 5
DATE = re.compile(r'^"POT-Creation-Date:.*\n', re.MULTILINE)


def languages():
    """Codes from settings.LANGUAGES, read as text: no settings are needed to look at files."""
    listed = re.search(
        r"^LANGUAGES = \[(.*?)\]$", (HERE / "litigation/settings.py").read_text(), re.MULTILINE | re.DOTALL
    )
    return [code for code in re.findall(r'\("([\w-]+)",', listed[1]) if code != "en"]


def po_file(root, code):
    language, _, region = code.replace("-", "_").partition("_")
    folder = f"{language}_{region.title() if len(region) > 2 else region.upper()}" if region else language
    return root / "locale" / folder / "LC_MESSAGES" / "django.po"


def collect(root, codes):
    """Run makemessages there; it keeps what is translated and adds what is new."""
    wanted = [part for code in codes for part in ("-l", po_file(root, code).parts[-3])]
    ignored = ["--ignore=tests/*", "--ignore=scripts/*", "--ignore=var/*", "--ignore=.venv/*"]
    command = [sys.executable, "-m", "django", "makemessages", *wanted, *QUIET, *ignored, "-v0"]
    subprocess.run(command, cwd=root, check=True)


def update():
    (HERE / "locale").mkdir(exist_ok=True)
    collect(HERE, languages())


def check():
    """Sentences that say what is wrong, one for each thing."""
    codes = [code for code in languages() if po_file(HERE, code).exists()]
    wrong = [
        f"{code}: there is no {po_file(HERE, code).relative_to(HERE)}." for code in languages() if code not in codes
    ]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in filter(lambda name: (HERE / name).exists(), SOURCES):
            shutil.copytree(HERE / name, copy / name, ignore=_without_sentences)
        if codes:
            collect(copy, codes)
        for code in codes:
            wrong += [f"{code}: {sentence}" for sentence in _examine(po_file(HERE, code), po_file(copy, code))]
    return wrong


def _without_sentences(folder, names):
    return [name for name in names if (path := Path(folder, name)).is_file() and path.suffix not in WITH_SENTENCES]


def _examine(committed, fresh):
    if DATE.sub("", committed.read_text()) != DATE.sub("", fresh.read_text()):
        yield "the sentences of the code have changed. Run `make messages`."
    for option, sentence in (
        ("--untranslated", "not translated"),
        ("--only-fuzzy", "marked fuzzy: read it, then unmark it"),
    ):
        listed = subprocess.run(
            ["msgattrib", option, "--no-wrap", fresh], capture_output=True, text=True, check=True
        ).stdout
        found = [message for message in re.findall(r'^msgid (".+")$', listed, re.MULTILINE) if message != '""']
        yield from (f"{sentence}: {message}" for message in found[:SHOWN])
        if len(found) > SHOWN:
            yield f"{sentence}: {len(found) - SHOWN} more."
    compiled = subprocess.run(
        ["msgfmt", "--check", "-o", "/dev/null", committed], capture_output=True, text=True, check=False
    )
    if compiled.returncode:
        yield compiled.stderr.strip()


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    else:
        sys.exit("\n".join(check()) or 0)
