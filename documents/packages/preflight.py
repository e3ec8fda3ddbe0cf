"""Preflight: what is not right with a finished paper, before its package is called whole. Kept with the paper as short codes.

Papers of the whole round are inspected character by character. A person's papers are too many for that (24 ms for each power
of attorney, more than making it): they are glanced at, and their letters are compared with what the fonts can draw.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from documents.papers.contents import printed
from documents.papers.registry import EXHIBITS
from documents.rendering import check
from documents.rendering.errors import RenderError
from litigation.fonts import unprintable

MOST = 10  # codes kept of one paper: who mends these sees the rest when it is made again


@dataclass(frozen=True)
class Flaw:
    """What can be wrong: for the desk, and in Korean for the index of the package."""

    code: str
    sentence: str
    korean: str


TOO_LARGE = "too_large"  # never kept with the paper: how much the portal takes is a row of the law
FLAWS = {
    flaw.code: flaw
    for flaw in (
        Flaw("unreadable", _("The file cannot be read."), "읽을 수 없는 파일"),
        Flaw("blank", _("A page is blank."), "빈 쪽"),
        Flaw("no_text", _("Its text cannot be searched."), "글자 검색 불가"),
        Flaw("font", _("A font is not embedded."), "글꼴 미포함"),
        Flaw("glyph", _("A character is drawn as an empty box."), "표시할 수 없는 글자"),
        Flaw("not_a4", _("A page is not A4."), "A4가 아닌 쪽"),
        Flaw("script", _("It holds a script or an action."), "스크립트 포함"),
        Flaw(TOO_LARGE, _("It is larger than the portal takes."), "제출 한도 초과"),
    )
}


def flaws_of(made, entry=None) -> str:
    """The codes of what is wrong with a paper, each with its page where it has one: "blank:2 glyph". Empty: nothing found.

    entry: whose paper it is; without one it is a paper of the whole round.
    """
    if not made.path.endswith(".pdf"):
        return ""
    pdf = made.content if isinstance(made.content, bytes) else b"".join(made.content)
    try:
        found = _inspected(pdf) if entry is None else _glanced(pdf, entry, is_ours(made.path))
    except RenderError:
        found = ["unreadable"]
    return " ".join(found[:MOST])


def is_ours(path) -> bool:
    """Whether we wrote the paper. An exhibit is what somebody sent us: a person may let its flaws stand."""
    return not path.startswith(f"{EXHIBITS}/")


def decoded(flaws) -> list[tuple[Flaw, int | None]]:
    """Codes as what they stand for, each with its page or None."""
    parts = (code.partition(":") for code in flaws.split())
    return [(FLAWS[name], int(page) if page else None) for name, _colon, page in parts]


def with_size(flaws, size, limit) -> str:
    """The codes of a paper of so many bytes, and that it is over the portal's limit where it is."""
    return f"{flaws} {TOO_LARGE}".strip() if size > limit.max_file else flaws


def in_korean(flaws) -> str:
    """The same on one line, as the index says it."""
    return ", ".join(f"{flaw.korean} ({page}쪽)" if page else flaw.korean for flaw, page in decoded(flaws))


def _inspected(pdf):
    facts = check.inspect(pdf)
    found = [f"blank:{number}" for number, text in enumerate(facts.text, 1) if check.is_page_number(text)]
    found += [] if any(map(str.strip, facts.text)) else ["no_text"]
    found += [] if facts.fonts_embedded else ["font"]
    found += ["glyph"] if facts.missing_glyphs else []
    return found + _not_a4(facts.page_sizes) + (["script"] if facts.has_javascript else [])


def _glanced(pdf, entry, ours):
    seen = check.glance(pdf)
    found = [f"blank:{number}" for number in seen.blank]
    found += ["no_text"] if ours and not seen.has_text else []
    found += [] if seen.fonts_embedded or not ours else ["font"]
    found += ["glyph"] if ours and unprintable(printed(entry)) else []
    return found + _not_a4(seen.page_sizes) + (["script"] if seen.is_active else [])


def _not_a4(sizes):
    return [f"not_a4:{number}" for number, size in enumerate(sizes, 1) if not check.is_a4(size)]
