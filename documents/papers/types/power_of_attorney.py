"""소송위임장, one claimant's power of attorney with its certificate page (Civil Procedure Act 89, 90).

The Korean text is the operative one and is set at court size; the claimant's language stands beside it, smaller. Special powers
are listed apart, each granted or not (90②). The second page says how, when and over which exact text it was signed.
The page proves that nothing was changed since; it does not prove who the signer is, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy as _

from documents.papers.names import file_name, numbered
from documents.papers.parties import Agent, Defendant, Person
from documents.papers.registry import ENTRY, MANDATES, Made, filing
from documents.rendering import html
from documents.rounds.roster import Entry, Roster

SIGNATURE = "signature.svg"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A sentence of the mandate: Korean, and its translation (empty where the claimant reads Korean)."""

    korean: str
    other: str = ""


@dataclass(frozen=True, kw_only=True)
class SpecialPower(Clause):
    granted: bool


@dataclass(frozen=True, kw_only=True)
class SigningEvent:
    at: datetime
    korean: str
    other: str = ""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """서명 확인서: what the platform saw. `email` is shown shortened by the caller if it must be."""

    email: str
    email_check: Clause
    events: tuple[SigningEvent, ...]
    text_version: str
    text_sha256: str
    code: str = ""
    """What the public verify page asks for; empty: the page names none."""
    verify_at: str = ""


@dataclass(frozen=True, kw_only=True)
class PowerOfAttorneyPaper(html.Paper):
    folder: ClassVar[str] = "power_of_attorney"
    title: ClassVar[str] = "소송위임장"
    stem: ClassVar[str] = "소송위임장"

    court: str
    case_name: str = "손해배상(국)"
    reference: str
    claimant: Person
    defendant: Defendant
    agent: Agent
    clauses: tuple[Clause, ...]
    special_powers: tuple[SpecialPower, ...]
    other_lang: str = ""
    """Language of the translation; empty: Korean only."""
    other_lang_name: str = ""
    other_title: str = ""
    precedence: Clause = Clause(korean="한국어 본문이 위임의 내용이며, 해석에 의문이 있으면 한국어 본문이 우선합니다.")
    signed_at: datetime
    method: Literal["drawn", "typed"]
    typed_name: str = ""
    strokes: Sequence = ()
    """Of a drawn signature, as with_signature was given them."""
    certificate: Certificate

    @property
    def bilingual(self) -> bool:
        return bool(self.other_lang)

    @property
    def drawn(self) -> bool:
        return self.method == "drawn"


def render(paper: PowerOfAttorneyPaper) -> html.Rendered:
    return html.render(paper)


def with_signature(
    paper: PowerOfAttorneyPaper, strokes: Sequence[Sequence[tuple[float, float]]]
) -> PowerOfAttorneyPaper:
    """The paper with a signature drawn from pen strokes, each a list of points in any unit."""
    images = {**paper.images, SIGNATURE: signature_svg(strokes)}
    return replace(paper, method="drawn", strokes=strokes, images=images)


def signature_svg(strokes: Sequence[Sequence[tuple[float, float]]]) -> bytes:
    """The strokes as one SVG, cut to their box. Only numbers go in, so nothing of the claimant's can be markup."""
    moved, width, height, pen = _cut_to_box(strokes)
    lines = " ".join(
        f"M{spots[0]} L" + " ".join(spots[1:] or spots)  # a dot is a line of no length, which round caps make visible
        for spots in ([f"{x:.2f} {y:.2f}" for x, y in stroke] for stroke in moved)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {height:.2f}">'
        f'<path d="{lines}" fill="none" stroke="#10234a" stroke-width="{pen:.2f}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    ).encode()


def signature_operators(strokes, x, top, width, height) -> bytes:
    """The same drawn by a PDF into a box whose upper left corner is (x, top): as large as fits, in its middle."""
    moved, wide, high, pen = _cut_to_box(strokes)
    scale = min(width / wide, height / high)
    left, low = x + (width - wide * scale) / 2, top - (height - high * scale) / 2
    lines = "".join(
        f"{spots[0]} m " + "".join(f"{spot} l " for spot in spots[1:] or spots)
        for spots in ([f"{x:.2f} {y:.2f}" for x, y in stroke] for stroke in moved)
    )
    matrix = f"{scale:.5f} 0 0 {-scale:.5f} {left:.3f} {low:.3f} cm"
    return f"q {matrix} 0.063 0.137 0.29 RG {pen:.2f} w 1 J 1 j {lines}S Q\n".encode()


def _cut_to_box(strokes):
    """(strokes moved into their box, its width and height with room for the pen, the pen's width)."""
    points = [(float(x), float(y)) for stroke in strokes for x, y in stroke]
    if not points:
        raise ValueError("a signature has at least one point")
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    width = max(x for x, _y in points) - left or 1.0
    height = max(y for _x, y in points) - top or 1.0
    pen = max(width / 90, height / 40)
    moved = [[(x - left + pen, y - top + pen) for x, y in stroke] for stroke in strokes if stroke]
    return moved, width + 2 * pen, height + 2 * pen, pen


@filing("소송위임장", _("Powers of attorney"), place=50, per=ENTRY)
def make(round: Roster, entry: Entry):
    from documents.papers import mandate_overlay  # both fill the paper that is defined above
    from documents.papers.mandate_paper import power_of_attorney

    paper = power_of_attorney(round, entry)
    made = mandate_overlay.render(paper) or render(paper)
    name = numbered("소송위임장", entry.number, round.roster_count, entry.person.hangul_name)
    yield Made(f"poa:{entry.number}", f"{MANDATES}/{file_name(name, 'pdf')}", made.pdf, made.pages)
