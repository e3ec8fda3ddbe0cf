"""What most papers of the court have in common: the case, the parties, a text by counsel, enclosures, date, agent, court.

templates/papers/letter.html lays it out; a type adds what is its own in the middle. Its words are the case's authored text.
"""

from dataclasses import dataclass
from datetime import date
from itertools import cycle, zip_longest

from documents.papers import contents, dictionary
from documents.papers.parties import Agent, Person
from documents.rendering import html
from documents.rounds.roster import Entry, Roster
from litigation.cases.rules import HEADING, HIGHLIGHT, ITEMS, Authored, Block, blocks, filled

LETTERS = "가나다라마바사아자차카타파하"


@dataclass(frozen=True)
class Line:
    """A line of an authored text as the template sets it: heading, item or paragraph, with its number before it."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Letter(html.Paper):
    """A paper with a case and a text. `heading` is the title that counsel gave it."""

    court: str
    division: str = ""
    case_name: str
    case_number: str = ""
    heading: str
    plaintiffs: str
    """응우옌 티 흐엉 외 999명."""
    defendant: str
    agent: Agent
    opening: tuple[Line, ...]
    enclosures: tuple[str, ...] = ()
    dated: date

    @property
    def wide(self) -> bool:
        """Whether the title is short enough to be set with the customary wide spacing."""
        return len(self.heading) <= 6

    @property
    def case(self) -> str:
        return f"{self.case_number} {self.case_name}".strip()


def shared(round: Roster, asked, **words) -> dict:
    """What every Letter of a round is given, from the form that was filled in. words: the type's own placeholders."""
    values = asked.values
    authored = filled(asked.body(), _words(round, asked, words))
    return {
        **contents.shared(round),
        **_court(asked),
        "made_at": asked.at,
        "division": values.get("division", ""),
        "case_number": values.get("case_number", ""),
        "heading": authored.title,
        "plaintiffs": parties(round),
        "defendant": contents.defendant(round.shared).name,
        "agent": contents.agent(round.shared),
        "opening": tuple(lines_of(authored.full)),
        "dated": date.fromisoformat(values["dated"]),
    }


def _court(asked) -> dict:
    """The court of the proceeding the paper is for; while there is none, that of the frame stands."""
    return {"court": asked.values["court"]} if asked.values.get("court") else {}


def _words(round, asked, own) -> dict[str, str]:
    common = dictionary.common(round)
    return {**common, "법원": _court(asked).get("court", common["법원"]), **own}


def parties(round: Roster) -> str:
    """The first plaintiff and how many more: the customary short form once the list is filed."""
    first = next(round.plaintiffs())
    more = round.roster_count - 1
    return first.person.hangul_name + (f" 외 {more:,}명" if more else "")


def typed(text) -> tuple[Line, ...]:
    """What somebody typed into a form, as lines of a paper; the same marks as authored texts, no placeholders."""
    return tuple(lines_of(blocks(text)))


def lines_of(pieces: tuple[Block, ...]):
    """Blocks as lines: headings counted 1., 2., the items of each list 가., 나., paragraphs as they are."""
    heading = 0
    for piece in pieces:
        if piece.kind == HEADING:
            heading += 1
            yield Line("heading-1", f"{heading}. {piece.text}")
        elif piece.kind == ITEMS:
            for letter, each in zip(cycle(LETTERS), piece.lines, strict=False):
                yield Line("paragraph item", f"{letter}. {each}")
        else:
            yield Line("paragraph strong" if piece.kind == HIGHLIGHT else "paragraph", piece.text)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A line of the operative text with its translation beside it; the translation is empty for readers of Korean."""

    kind: str
    korean: str
    other: str = ""


def side_by_side(korean: Authored, other: Authored | None) -> tuple[Pair, ...]:
    """Both texts line by line. Where the translation has fewer or more lines, Korean leads and nothing is dropped."""
    left, right = list(lines_of(korean.full)), list(lines_of(other.full)) if other else []
    nothing = Line("paragraph", "")
    both = zip_longest(left, right, fillvalue=nothing)
    return tuple(Pair(kind=a.kind, korean=a.text, other=b.text) for a, b in both)


@dataclass(frozen=True, kw_only=True)
class SignedLetter(Letter):
    """A Letter one plaintiff signs: Korean is the operative text, their own language stands beside it."""

    person: Person
    number: int
    pairs: tuple[Pair, ...]
    other_lang: str = ""
    other_title: str = ""

    @property
    def bilingual(self) -> bool:
        return bool(self.other_lang)


def signed_by(round: Roster, asked, entry: Entry, **words) -> dict:
    """What every SignedLetter is given, in the language in which this plaintiff signed the power of attorney."""
    values = _words(round, asked, words)
    language = entry.mandate.language
    told = (
        next((code for code in (language, "en") if code != "ko" and code in asked.texts), "")
        if language != "ko"
        else ""
    )
    korean = filled(asked.body("ko"), values)
    other = filled(asked.texts[told]["body"], values) if told else None
    return {
        **shared(round, asked, **words),
        "person": contents.plaintiff(entry),
        "number": entry.number,
        "pairs": side_by_side(korean, other),
        "other_lang": told,
        "other_title": other.title if other else "",
    }
