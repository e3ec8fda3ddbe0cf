"""소송위임장, one claimant's power of attorney with its certificate page (Civil Procedure Act 89, 90).

What it is, and how what was signed becomes one. Pure.

The Korean text is the operative one and is set at court size; the claimant's language stands beside it, smaller. Special powers
are listed apart, each granted or not (90②). The second page says how, when and over which exact text it was signed.
The page proves that nothing was changed since; it does not prove who the signer is, and says so.

The Korean spelling of the name may have been confirmed after signing; the court reads the one of the roster.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Literal

from django.conf import settings
from django.utils.translation import gettext as _

from claimants.mandates.rules import code_of
from claimants.mandates.signed import Signed
from documents.papers import contents
from documents.papers.parties import Agent, Defendant, Person
from documents.papers.signature import signature_svg
from documents.rendering import html
from documents.rendering.errors import RenderError
from documents.rounds.roster import Entry, Roster
from litigation.cases.rules import HEADING, ITEMS, read
from litigation.fonts import unprintable

SIGNATURE = "signature.svg"
SPECIAL = "특별수권"  # in the heading of the powers that the law wants given expressly
LANGUAGE_NAMES = {"en": "English", "ko": "한국어"}


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


def power_of_attorney(round: Roster, entry: Entry) -> PowerOfAttorneyPaper:
    """소송위임장 of one plaintiff, as signed, with the Korean name and address of the roster."""
    mandate = entry.mandate
    paper = paper_of(mandate.signed, made_at=round.frozen_at, content_sha256=mandate.content_sha256)
    return replace(paper, claimant=contents.person(entry))


def paper_of(signed: Signed, *, made_at=None, content_sha256="") -> PowerOfAttorneyPaper:
    """The document of a mandate. made_at: the instant it is dated by in its metadata; the signing where none is given.

    content_sha256: of the mandate; its code for the public verify page is printed on the certificate.
    """
    text, language = signed.text, signed.language
    clauses, powers = _clauses(text)
    bilingual = bool(text.other)
    other = read(text.other) if bilingual else None
    agent = contents.agent(signed)
    paper = PowerOfAttorneyPaper(
        made_at=made_at or signed.at,
        author=agent.firm,
        court=signed.court,
        case_name=signed.case_name,
        reference=signed.reference,
        claimant=contents.as_printed(Person, signed.person),
        defendant=contents.defendant(signed),
        agent=agent,
        clauses=clauses,
        special_powers=powers,
        other_lang=language if bilingual else "",
        other_lang_name=LANGUAGE_NAMES.get(language, language) if bilingual else "",
        other_title=other.title if bilingual else "",
        signed_at=signed.at,
        method=signed.method,
        typed_name=_typed(signed.typed_name),
        certificate=_certificate(signed, content_sha256),
    )
    return with_signature(paper, signed.strokes) if signed.method == "drawn" else paper


def _typed(name) -> str:
    """The name that was typed to sign. Signed before unprintable ones were refused, the paper says so and shows no boxes."""
    return "(인쇄할 수 없는 문자로 서명함)" if unprintable(name) else name


def _clauses(text):
    """(clauses, special powers): the paragraphs and items of both languages side by side, in their order."""
    korean, clauses, powers = _lines(text.ko), [], []
    other = [line for line, _special in _lines(text.other)] if text.other else [""] * len(korean)
    if len(other) != len(korean):
        raise RenderError(
            "mandate.uneven",
            _("The Korean text and its translation do not have the same paragraphs. Counsel has to look."),
        )
    for (line, special), translated in zip(korean, other, strict=True):
        if special:
            powers.append(SpecialPower(korean=line, other=translated, granted=True))
        else:
            clauses.append(Clause(korean=line, other=translated))
    return tuple(clauses), tuple(powers)


def _lines(body):
    """[(line, whether it is a special power)] of the full text of an authored body."""
    heading, lines = "", []
    for block in read(body).full:
        if block.kind == HEADING:
            heading = block.text
        else:
            lines += [(line, SPECIAL in heading and block.kind == ITEMS) for line in block.lines]
    return lines


def _certificate(signed, content_sha256) -> Certificate:
    events = [SigningEvent(at=signed.at, korean="위임장에 서명함", other="Power of attorney signed")]
    if signed.email.verified_at:
        checked = datetime.fromisoformat(signed.email.verified_at)
        events.insert(0, SigningEvent(at=checked, korean="전자우편 주소를 확인함", other="E-mail address checked"))
    return Certificate(
        email=signed.email.shown,
        email_check=Clause(korean="전자우편으로 보낸 번호로 확인함", other="Checked by a code sent to this address"),
        events=tuple(events),
        text_version=str(signed.text.version),
        text_sha256=signed.text.sha256,
        code=code_of(content_sha256) if content_sha256 else "",
        verify_at=f"{settings.SITE_URL}/ko/verify/" if content_sha256 else "",
    )
