"""How authored texts and names per language are read. Pure.

An authored text is plain UTF-8 with six marks and nothing else; every other character stands for itself:

    # Title                      the first line, always
    a paragraph                  lines up to the next blank line are one paragraph
    - an item                    lines of a list
    ! a paragraph                has to stand out (PIPA 22(2): unique identifiers, periods, recipients)
    ## A heading
    ---                          once, on its own line: what is above is the plain summary, below is the full text
    {{원고수}}                    a value filled in when a paper is made, by its name; braces are for nothing else

A name stands for one ready text and is looked up once: no attributes, no logic, and what a value holds is never read again.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

PARAGRAPH, HIGHLIGHT, HEADING, ITEMS = "paragraph", "highlight", "heading", "list"
FALLBACKS = ("en", "ko")
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BRACES = re.compile(r"\{+[^{}]*\}+|[{}]+")


@dataclass(frozen=True)
class Block:
    """A piece of text: `kind` is paragraph, highlight, heading or list; `lines` has one line, or the items."""

    kind: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Authored:
    """A text as pages and papers show it. `summary` is empty where the text has no plain summary."""

    title: str
    summary: tuple[Block, ...]
    full: tuple[Block, ...]


def read(body: str) -> Authored:
    """Read an authored text; refuse (ValueError) one without a title, without content, or with two summaries."""
    first, _, rest = body.strip().partition("\n")
    if not first.startswith("# ") or not rest.strip():
        raise ValueError("A text begins with a line “# Title” and says something below it.")
    parts = re.split(r"^---$", rest, flags=re.MULTILINE)
    if len(parts) > 2:
        raise ValueError("A text has at most one line ---, between summary and full text.")
    return Authored(first[2:].strip(), blocks(parts[0]) if len(parts) == 2 else (), blocks(parts[-1]))


def blocks(text: str) -> tuple[Block, ...]:
    pieces = (piece.strip().splitlines() for piece in re.split(r"\n\s*\n", text.strip()) if piece.strip())
    return tuple(_block([line.strip() for line in lines]) for lines in pieces)


def _block(lines: list[str]) -> Block:
    if all(line.startswith("- ") for line in lines):
        return Block(ITEMS, tuple(line[2:] for line in lines))
    if lines[0].startswith("## "):
        if len(lines) > 1:
            raise ValueError("A blank line follows a heading.")
        return Block(HEADING, (lines[0][3:],))
    if any(line.startswith(("- ", "#")) or line.startswith("! ") and line is not lines[0] for line in lines):
        raise ValueError(f"Lists, headings and highlights stand apart from “{lines[0][:40]}”: leave a blank line.")
    if lines[0].startswith("! "):
        return Block(HIGHLIGHT, (" ".join(lines)[2:],))
    return Block(PARAGRAPH, (" ".join(lines),))


def by_heading(pieces: tuple[Block, ...]) -> list[tuple[str, tuple[Block, ...]]]:
    """Questions and answers: each heading with the blocks below it. What stands before the first heading is left out."""
    found: list[tuple[str, tuple[Block, ...]]] = []
    for piece in pieces:
        if piece.kind == HEADING:
            found.append((piece.text, ()))
        elif found:
            found[-1] = (found[-1][0], (*found[-1][1], piece))
    return found


def filled(body: str, values: Mapping[str, object]) -> Authored:
    """Read a text and put the values in, line by line: a value can add words, never a heading, a list or a placeholder.

    Refuses (ValueError) a name without a value and a stray brace, so no brace of a text ever reaches a court.
    """
    if problems := unknown(body, values):
        raise ValueError(f"Line {problems[0][0]}: “{problems[0][1]}” is not known here.")

    def fill(pieces):
        return tuple(replace(piece, lines=tuple(put(line, values) for line in piece.lines)) for piece in pieces)

    found = read(body)
    return Authored(put(found.title, values), fill(found.summary), fill(found.full))


def put(text: str, values: Mapping[str, object]) -> str:
    """The text with the values in it, line for line; a name without a value stays as it stands."""

    def value(match):
        return " ".join(str(values[match[1]]).split()) if match[1] in values else match[0]

    return _PLACEHOLDER.sub(value, text)


def unknown(body: str, names: Collection[str]) -> list[tuple[int, str]]:
    """(line number, what stands there) of every placeholder that is not among the names, and of every stray brace."""
    found = []
    for number, line in enumerate(body.strip().splitlines(), 1):
        found += [(number, match[0]) for match in _PLACEHOLDER.finditer(line) if match[1] not in names]
        found += [(number, brace) for brace in _BRACES.findall(_PLACEHOLDER.sub("", line))]
    return found


def language_order(language: str | None) -> tuple[str, ...]:
    """The languages to try: the wanted one, its base (zh for zh-hant), English, Korean."""
    wanted = [language, language.split("-")[0]] if language else []
    return tuple(dict.fromkeys([*wanted, *FALLBACKS]))


def in_language(texts: Mapping[str, str], language: str | None) -> str:
    """The text in the language wanted, else English, else Korean, else whichever there is."""
    found = next((texts[code] for code in language_order(language) if code in texts), None)
    return found if found is not None else next(iter(texts.values()))
