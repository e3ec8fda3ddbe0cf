"""Reading the texts of papers: the newest of each, their versions, and what differs between two."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.http import Http404

from documents.papers.registry import TEXTS, FilingKind, every_kind
from documents.papers.texts import COMPLAINT, kind_of
from litigation.cases.models import Case, CaseText


@dataclass(frozen=True)
class Row:
    """One text of a paper in one language: its newest version, or none where nobody wrote it yet."""

    kind: FilingKind
    key: str
    language: str
    newest: CaseText | None


def text_rows(case: Case) -> list[Row]:
    """Every text of every paper in the order of the package; a paper without a text stands there empty."""
    found: dict = {}
    prefixed = case.texts.filter(key__startswith=TEXTS) | case.texts.filter(key__startswith=COMPLAINT)
    for text in prefixed.select_related("confirmed_by").order_by("version"):
        found[text.key, text.language] = text
    rows = [Row(kind, key, code, text) for (key, code), text in found.items() if (kind := kind_of(key))]
    missing = [kind for kind in every_kind().values() if kind.form and (kind.text, "ko") not in found]
    rows += [Row(kind, kind.text, "ko", None) for kind in missing]
    return sorted(rows, key=lambda row: (row.kind.place, row.key, row.language != "ko", row.language))


def versions(case: Case, key: str, language: str) -> list[CaseText]:
    """All versions of one text, the newest first. 404 for a text of no paper."""
    if kind_of(key) is None:
        raise Http404
    rows = case.texts.filter(key=key, language=language).select_related("confirmed_by")
    return list(rows.order_by("-version"))


def begun(case: Case, key: str, language: str) -> list[CaseText]:
    """The same; 404 also for a language nobody began. The Korean text can always be begun."""
    rows = versions(case, key, language)
    if not rows and language != "ko":
        raise Http404
    return rows


def version_of(case: Case, key: str, language: str, number: int) -> CaseText:
    """One version of a text. 404 where there is none."""
    row = numbered(versions(case, key, language), number)
    if row is None:
        raise Http404
    return row


def numbered(rows: Iterable[CaseText], number: object) -> CaseText | None:
    """The version of that number, however an address spells it."""
    return next((row for row in rows if str(row.version) == str(number)), None)


@dataclass(frozen=True)
class Change:
    """A line of a comparison: "same", "out" or "in"."""

    kind: str
    text: str


def changes(old: str, new: str) -> list[Change]:
    """Line by line what went out and what came in, with every line that stayed."""
    before, after, found = old.splitlines(), new.splitlines(), []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Change("same", line) for line in before[a:b]]
        else:
            found += [Change("out", line) for line in before[a:b]] + [Change("in", line) for line in after[c:d]]
    return found
