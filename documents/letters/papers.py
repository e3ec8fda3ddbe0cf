"""From a claim to its person's own papers: the answers and words of the claimant's pages, as a PDF to keep.

They say what the pages say and nothing else, so no paper can promise what no page promises.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claimants.evidence.kinds import find
from claimants.intake.progress import progress_of
from claimants.intake.queries import answers_of
from claimants.mandates.rules import code_of
from claimants.trips.ports import port_name
from documents.rendering import html
from litigation.cases.queries import lawyers
from litigation.fonts import unprintable

ORDER = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y"}


@dataclass(frozen=True)
class Fact:
    """A line: what it is, and one or more lines of what was said. lang: where it is not the paper's own language."""

    label: str
    lines: tuple[str, ...]
    lang: str = ""


@dataclass(frozen=True)
class Part:
    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class PersonalPaper(html.Paper):
    folder: ClassVar[str] = "personal"
    stem: ClassVar[str] = "personal"

    title: str
    lang: str
    about: str
    """The case and the reference."""
    lead: str
    parts: tuple[Part, ...]
    closing: tuple[str, ...] = ()


def record_of(claim) -> PersonalPaper:
    """What they sent: person, trips, files with their fingerprints, consents, power of attorney."""
    at = claim.submitted_at
    lead = _("This is what you sent on %(date)s. Keep it with your papers.") % {"date": _moment(at)}
    note = _("The fingerprint (SHA-256) of a file changes with every byte of it. It proves which file you sent.")
    return _paper(claim, _("Record of what you sent"), lead, told_parts(claim), (note,), at)


def told_parts(claim) -> tuple[Part, ...]:
    """What its person told and signed so far."""
    told = answers_of(claim)
    return (
        Part(_("About you"), tuple(_person(claim, told))),
        Part(_("Your trips"), tuple(_trips(told))),
        Part(_("Your files"), tuple(_files(told))),
        Part(_("What you agreed to and signed"), tuple(_agreed(told))),
    )


def letter_of(claim) -> PersonalPaper:
    """Where the claim stands today, and who acts for them."""
    now = progress_of(claim)
    said = ((_("What we do"), now.we), (_("What you do"), now.you), (_("When you hear from us"), now.when))
    facts = [Fact(label, (words,)) for label, words in ((_("Why"), now.why), *said) if words]
    who = [
        Fact(each.display_name, _lines(each.firm, each.phone, each.address_ko), "ko") for each in lawyers(claim.case)
    ]
    parts = [Part(_("Where your claim stands"), tuple(facts))]
    if who:
        parts.append(Part(_("Who acts for you"), tuple(who)))
    closing = (
        _("This letter says how things stand on the day it was made. It promises nothing about how the court decides."),
    )
    return _paper(claim, _("Letter about your claim"), now.sentence, tuple(parts), closing, timezone.now())


def _paper(claim, title, lead, parts, closing, at):
    about = f"{claim.case} · {claim.reference} · {_moment(timezone.now())}"
    return PersonalPaper(
        title=title, lang=get_language(), about=about, lead=lead, parts=parts, closing=closing, made_at=at
    )


def _person(claim, told):
    person = told["person"]
    yield Fact(_("Name"), _lines(person.passport_name))
    yield Fact(_("In your own script"), _lines(person.own_name))
    yield Fact(_("In Korean letters"), _lines(person.hangul_name), "ko")
    yield Fact(_("Date of birth"), _lines(person.birth_date and formats.date_format(person.birth_date, "DATE_FORMAT")))
    yield Fact(_("Nationality"), tuple(str(held.country.name) for held in told["nationalities"]) or ("–",))
    yield Fact(_("Passport number"), _lines(told["passport"]))
    yield Fact(_("E-mail"), _lines(claim.claimant.account.email))
    yield Fact(_("Phone"), _lines(person.phone))
    country = str(person.country.name) if person.country else ""
    yield Fact(_("Address"), _lines(*(person.address or "").splitlines(), person.postcode, country))


def _trips(told):
    for judged in told["trips"]:
        trip = judged.trip
        day = formats.date_format(trip.date, ORDER[trip.precision])
        way = _("into Korea") if trip.direction == "entry" else _("out of Korea")
        port = str(port_name(trip.port)) if trip.port else trip.other_port
        yield Fact(day, _lines(way, port, f"{trip.carrier} {trip.number}".strip()))


def _files(told):
    for file in told["files"]:
        kind = find(file.kind)
        label = str(kind.title) if kind else file.kind
        yield Fact(label, (_printable(file.display_name), f"SHA-256 {file.sha256}", _moment(file.created_at)))


def _agreed(told):
    for title, given in told["consents"]:
        yield Fact(title, (_("Yes") if given else _("No"),))
    if mandate := told["mandate"]:
        lines = (_moment(mandate.signed_at), _("Code to verify: %s") % code_of(mandate.content_sha256))
        yield Fact(_("Power of attorney"), lines)


def _moment(moment):
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _lines(*values):
    return tuple(_printable(str(value).strip()) for value in values if value and str(value).strip()) or ("–",)


def _printable(value):
    """The value; where papers cannot print it, that instead of boxes."""
    return _("(It holds letters that cannot be printed: see it on your page.)") if unprintable(value) else value
