"""What a text cites, 갑 제3호증의 1 내지 12 or 별지 2, each with its line; and what of that is not there. Pure.

Read as lawyers type it: with or without spaces and 제, in lists and ranges, over the end of a line. A form of a statute
(별지 제8호서식) is no annex. A page, a day or people behind a mark (갑 제3호증의 4면) are no branch of it, and the thousands of
1,340 are told from a list by what stands on both sides of the comma.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

Span = tuple[int, int]  # first and last
Marks = Mapping[int, Iterable[Span]]  # of each exhibit number the branches it has
MOST = 999_999  # no number is longer
RANGES = ("내지", "부터", "~", "∼", "～", "〜")
_GAP = "[ \n]?"
_HEAD = re.compile(rf"(갑|별지){_GAP}(?:제{_GAP})?(?=\d)")
_JOIN = re.compile(rf"{_GAP}(?:(?:,{_GAP})?({'|'.join(RANGES)}|및|또는|와|과|·|ㆍ)|,){_GAP}")
_AGAIN = re.compile(rf"(?:갑{_GAP})?(?:제{_GAP})?")
_ORDINAL = re.compile(rf"(?:제{_GAP})?")
_NOTHING = re.compile("")
_NUMBER = re.compile(r"([1-9]\d?),(\d{3})(?!,?\d)|(\d{1,6})(?!\d)")
_DASH = re.compile(r"[-‐–](?=\d)")
_END = re.compile(rf"{_GAP}호{_GAP}증")
_BRANCH = re.compile(rf"{_GAP}의{_GAP}(?=\d)")
_ANNEX_END = re.compile(rf"{_GAP}호")
_FORM = re.compile(rf"(?:{_GAP}의{_GAP}\d+)?{_GAP}[서양]식")
_COUNTED = re.compile(r"\. ?\d|[명인년월일회건차개항조호쪽면장매원시분번%]")


@dataclass(frozen=True)
class Cite:
    """Exhibits, or branches of one, or annexes: from the first to the last of them."""

    line: int
    numbers: Span
    branches: Span | None = None
    is_annex: bool = False


@dataclass(frozen=True)
class Held:
    """What can be cited: exhibits by number, annexes, and what is handed in beside them, as a text names it."""

    marks: Marks
    annexes: frozenset[int]
    beside: tuple[Cite, ...] = ()

    def lacks(self, cite: Cite) -> str:
        """The first that is cited and not there, as a paper names it; empty where all is there."""
        beside = [each for each in self.beside if each.is_annex == cite.is_annex]
        there = [(number, number) for number in (self.annexes if cite.is_annex else self.marks)]
        absent = _first_outside(cite.numbers, there + [each.numbers for each in beside])
        if absent is not None:
            return f"별지 {absent}" if cite.is_annex else _mark(absent, cite.branches)
        if cite.branches is None:
            return ""
        number = cite.numbers[0]
        named = [each.branches for each in beside if each.branches and each.numbers == cite.numbers]
        absent = _first_outside(cite.branches, [*self.marks.get(number, ()), *named])
        return "" if absent is None else _mark(number, (absent, absent))


def read(text: str) -> list[Cite]:
    """Every cite in a text, in order."""
    flat = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    found: list[Cite] = []
    at = 0
    while head := _HEAD.search(flat, at):
        reader = _Reader(flat, head.end())
        found += reader.annexes() if head[1] == "별지" else reader.marks()
        at = reader.at
    return found


class _Reader:
    """A place in a text, which moves on with what is read there."""

    def __init__(self, text: str, at: int):
        self.text, self.at = text, at

    def marks(self) -> list[Cite]:
        """Behind 갑: 제1, 2호증의 3 내지 5, 제6호증 …, as far as it goes on."""
        found = self._exhibits()
        while found:
            start = self.at
            more = self._exhibits() if (joined := self._take(_JOIN)) and self._take(_AGAIN) else []
            if not joined or not more:
                self.at = start
                break
            _add(found, more, joined[1])
        return found

    def annexes(self) -> list[Cite]:
        """Behind 별지: 제1호 및 제2호; 1 내지 3."""
        found = self._list(self._annex, _ORDINAL)
        return [] if self._take(_FORM) else found

    def _exhibits(self) -> list[Cite]:
        found = self._list(self._exhibit, _AGAIN)
        if not found or not self._take(_END):
            return []
        start, last = self.at, found[-1].numbers
        if self._take(_BRANCH):
            if branches := self._list(lambda: self._branch(last[1]), _NOTHING):
                return [*(found[:-1] if last[0] == last[1] else found), *branches]
            self.at = start
        return found

    def _list(self, one: Callable[[], Cite | None], before: re.Pattern[str]) -> list[Cite]:
        """One after another, as far as they are joined. before: what may stand before each but the first."""
        found: list[Cite] = []
        while True:
            start, joined = self.at, found and self._take(_JOIN)
            if joined:
                self._take(before)
            cite = one() if joined or not found else None
            if cite is None:
                self.at = start
                return found
            _add(found, [cite], joined[1] if joined else None)

    def _exhibit(self) -> Cite | None:
        line, number = self._number()
        if number is None:
            return None
        branch = self._number()[1] if self._take(_DASH) else None
        return Cite(line, (number, number), None if branch is None else (branch, branch))

    def _branch(self, number: int) -> Cite | None:
        line, branch = self._number()
        if branch is None or _COUNTED.match(self.text, self.at):
            return None
        return Cite(line, (number, number), (branch, branch))

    def _annex(self) -> Cite | None:
        line, number = self._number()
        if number is None or not self._take(_ANNEX_END) and _COUNTED.match(self.text, self.at):
            return None
        return Cite(line, (number, number), is_annex=True)

    def _number(self) -> tuple[int, int | None]:
        """(its line, the number). 1,340 is one number; 99,100 are two, since nobody counts so far."""
        line, found = self.text.count("\n", 0, self.at) + 1, self._take(_NUMBER)
        if found is None:
            return line, None
        if found[3]:
            return line, int(found[3])
        if int(found[2]) == int(found[1]) + 1:
            self.at = found.end(1)
            return line, int(found[1])
        return line, int(found[1] + found[2])

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if found := pattern.match(self.text, self.at):
            self.at = found.end()
        return found


def _add(found: list[Cite], more: list[Cite], word: str | None) -> None:
    """Go on with these; where the word says from … to, the last and the next are one cite, if they are of one kind."""
    if found and word in RANGES:
        first, last = found[-1], more[0]
        if first.branches is None and last.branches is None:
            found[-1] = replace(first, numbers=_span(first.numbers, last.numbers))
            more = more[1:]
        elif first.branches and last.branches and first.numbers == last.numbers:
            found[-1] = replace(first, branches=_span(first.branches, last.branches))
            more = more[1:]
    found += more


def _span(first: Span, last: Span) -> Span:
    return min(*first, *last), max(*first, *last)


def _first_outside(wanted: Span, spans: Iterable[Span]) -> int | None:
    at, last = wanted
    for start, end in sorted(spans):
        if start <= at <= end:
            at = end + 1
    return at if at <= last else None


def _mark(number: int, branches: Span | None) -> str:
    """As exhibits/names.py writes it, also of a number that no exhibit can have."""
    return f"갑 제{number}호증" + (f"의 {branches[0]}" if branches else "")
