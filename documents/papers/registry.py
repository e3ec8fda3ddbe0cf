"""What a round can file: every kind of paper, found in documents/papers/types/, in the order of the folder.

A type registers itself: @filing for what every package holds, @asked for what somebody asks for by filling in a form. The
decorated function makes its files and returns them; who keeps them and who counts them is not its business.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.utils.translation import gettext as _

from litigation.errors import DomainError

COURT, MANDATES, EXHIBITS, READING = "1_소장", "2_위임장", "3_증거", "4_참고"
ROUND, ENTRY = "round", "entry"
TEXTS = "paper."  # the authored text of a type has this key: paper.withdrawal


@dataclass(frozen=True)
class Made:
    """A file of a paper: where it stands in the package, what is in it. The key is what it is within its filing."""

    key: str
    path: str
    content: bytes | list
    """The file's bytes, or the pieces that make them one after another."""
    pages: int = 0


@dataclass(frozen=True)
class Asked:
    """What a paper that was asked for is made from: the values typed, the texts by language, when, the how manieth."""

    values: dict
    texts: dict[str, dict]
    at: datetime
    number: int = 1

    def body(self, language="ko") -> str:
        """The authored text in this language, else in English, else in Korean."""
        return next(self.texts[code]["body"] for code in (language, "en", "ko") if code in self.texts)


@dataclass(frozen=True)
class FilingKind:
    """One kind of paper.

    per: ROUND (`make(round)`) or ENTRY (once for each plaintiff it concerns, `make(round, entry)`). A kind that is asked
    for has a form, and its maker is given the Asked as well: `make(round, asked)`, `make(round, asked, entry)`.
    concerns: of a round or an entry, whether it has such a paper at all.
    files_by_plaintiff: of a round, {plaintiff number: how many files}, where it is not one for each.
    words: placeholders of its text beside the common ones (documents/papers/dictionary.py), with what each stands for.
    most_pages: above that the desk warns. answers: the name of the page that keeps what comes back to it. apart: it holds
    what the opponent must not get. annex: N of 별지 N, as texts cite it. counts: the name of the cleaned value that is counted by
    the law; it is shown before the paper is asked for, and beside it.
    """

    type: str
    title_ko: str
    title: str
    make: Callable
    place: int
    per: str = ROUND
    concerns: Callable = lambda _subject: True
    files_by_plaintiff: Callable = lambda round: dict.fromkeys(range(1, round.last_number + 1), 1)
    form: type | None = None
    words: dict[str, str] = field(default_factory=dict)
    most_pages: int | None = None
    counts: str = ""
    answers: str = ""
    apart: bool = False
    annex: int | None = None

    @property
    def text(self) -> str:
        """The key of its authored text."""
        return TEXTS + self.type

    @property
    def needs_second(self) -> bool:
        """Whether its texts are two attorneys': nobody reads each paper of a round before it is made."""
        return self.form is None

    def files(self, round, *parts) -> list[Made]:
        return list(self.make(round, *parts))


_kinds: dict[str, FilingKind] = {}


def filing(title_ko, title, **facts):
    """Register the decorated function as the maker of this module's type; every package has this paper."""

    def register(make):
        name = make.__module__.rpartition(".")[2]
        _kinds[name] = FilingKind(name, title_ko, title, make, **facts)
        return make

    return register


def asked(title_ko, title, *, form, **facts):
    """Register the decorated function as the maker of this module's type; it is made when somebody fills in its form."""
    return filing(title_ko, title, form=form, **facts)


@cache
def every_kind() -> dict[str, FilingKind]:
    """Every kind by type, in the order of the package, those that are asked for among them."""
    _discover()
    return {kind.type: kind for kind in sorted(_kinds.values(), key=lambda kind: kind.place)}


class Kinds(dict):
    """Papers outlive versions: one of a kind that is gone is told so, and is no broken page."""

    def __missing__(self, name):
        sentence = _(
            "This paper was made by another version, which knew its kind. It can be read; nothing is made of it."
        )
        raise DomainError("paper.kind_unknown", sentence, status=409)

    def title_ko(self, name):
        """For a list, which shows the other papers all the same."""
        return self[name].title_ko if name in self else name


@cache
def kinds() -> dict[str, FilingKind]:
    """The kinds every package is made of."""
    return Kinds({name: kind for name, kind in every_kind().items() if kind.form is None})


@cache
def asked_kinds() -> dict[str, FilingKind]:
    """The kinds that are made when somebody asks for them."""
    return Kinds({name: kind for name, kind in every_kind().items() if kind.form is not None})


def _discover() -> None:
    from documents.papers import types

    for module in iter_modules(types.__path__):
        import_module(f"{types.__name__}.{module.name}")
