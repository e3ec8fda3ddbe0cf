"""Reading the texts of papers: which version of each counts, all their versions, and what differs between two."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q
from django.http import Http404

from documents.papers.cited import Missing, annexes_of, any_marks, missing, title_of
from documents.papers.cites import Held
from documents.papers.dictionary import common
from documents.papers.registry import TEXTS, FilingKind, every_kind
from documents.papers.samples import round_with
from documents.papers.texts import COMPLAINT, kind_of
from documents.rounds.roster import Text
from litigation.accounts.models import User
from litigation.cases.models import Case, CaseText
from litigation.cases.queries import counting, newest, proposed
from litigation.cases.rules import put


@dataclass(frozen=True)
class Row:
    """One text of a paper in one language: its newest version, and the one that counts; none where there is none yet."""

    kind: FilingKind
    key: str
    language: str
    newest: CaseText | None
    counts: CaseText | None

    @property
    def proposed(self) -> CaseText | None:
        """The newest version where it waits for a second attorney."""
        return self.newest if self.newest and self.newest.is_proposed else None


def text_rows(case: Case) -> list[Row]:
    """Every text of every paper in the order of the package; a paper without a text stands there empty."""
    found, counts = _last(case.texts), _last(counting(case))
    kinds = [(kind_of(key), key, code) for key, code in found]
    rows = [Row(kind, key, code, found[key, code], counts.get((key, code))) for kind, key, code in kinds if kind]
    missing = [kind for kind in every_kind().values() if kind.form and (kind.text, "ko") not in found]
    rows += [Row(kind, kind.text, "ko", None, None) for kind in missing]
    return sorted(rows, key=lambda row: (row.kind.place, row.key, row.language != "ko", row.language))


def _last(texts):
    """{(key, language): the newest of these versions} of texts of papers."""
    of_papers = texts.filter(Q(key__startswith=TEXTS) | Q(key__startswith=COMPLAINT))
    return {(text.key, text.language): text for text in of_papers.select_related("confirmed_by").order_by("version")}


def to_confirm(case: Case, person: User) -> list[CaseText]:
    """Texts of papers that others wrote and that wait for a second attorney."""
    return [text for text in proposed(case).exclude(written_by=person) if kind_of(text.key)]


def can_confirm(row: CaseText, rows: Iterable[CaseText], person: User) -> bool:
    """Whether one of these versions can be confirmed by this person, an attorney: a proposal only while nothing is newer."""
    if row.is_confirmed or not row.needs_second:
        return not row.is_confirmed
    return row.written_by != person and row.version == max(each.version for each in rows)


def counted(case: Case, key: str, language: str) -> CaseText | None:
    """The version that counts; None where none does yet."""
    return newest(case, key).get(language)


def versions(case: Case, key: str, language: str) -> list[CaseText]:
    """All versions of one text, the newest first. 404 for a text of no paper."""
    if kind_of(key) is None:
        raise Http404
    rows = case.texts.filter(key=key, language=language).select_related("confirmed_by", "written_by")
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


def missing_cites(case: Case, key: str, body: str) -> list[Missing]:
    """What this text would cite that no package of the case can have. What a round has of it, its checks say."""
    round = round_with(case, key, Text(version=0, sha256="", language="ko", body=body))
    return missing(title_of(body), put(body, common(round)), Held(any_marks(), annexes_of(round)))


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
