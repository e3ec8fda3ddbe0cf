"""What a round files: the kinds of paper in the order of the folder, how many files each has, and how each is made.

A kind makes its files from the frozen round (and one entry, where it is one person's) and returns them; who keeps them
and who counts them is not its business. To add a paper: a type in documents/filings/types/, and a @filing here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from documents.exhibits.making import marked
from documents.exhibits.names import exhibit_mark
from documents.exhibits.names import file_name as exhibit_file_name
from documents.exhibits.queries import counts_by_number
from documents.filings import papers, tables
from documents.filings.mandate_paper import power_of_attorney
from documents.filings.names import file_name, numbered
from documents.filings.types import complaint as complaint_type
from documents.filings.types import evidence_list as evidence_type
from documents.filings.types import plaintiff_annex as annex_type
from documents.filings.types import power_of_attorney as attorney_type
from documents.rounds.queries import entries

COURT, MANDATES, EXHIBITS, READING = "1_소장", "2_위임장", "3_증거", "4_참고"


@dataclass(frozen=True)
class Made:
    """A file of a paper: where it stands in the package, what is in it. The key is what it is within its filing."""

    key: str
    path: str
    content: bytes | list
    """The file's bytes, or the pieces that make them one after another."""
    pages: int = 0


@dataclass(frozen=True)
class FilingKind:
    """One kind of paper. per: "round" (made once) or "entry" (once for each plaintiff it concerns)."""

    type: str
    title_ko: str
    title: str
    per: str
    make: Callable
    concerns: Callable = lambda entry: True


_kinds: dict[str, FilingKind] = {}


def filing(name, title_ko, title, *, per="round", concerns=lambda entry: True):
    def register(make):
        _kinds[name] = FilingKind(name, title_ko, title, per, make, concerns)
        return make

    return register


def kinds() -> dict[str, FilingKind]:
    """All kinds by type, in the order of the package."""
    return dict(_kinds)


@filing("complaint", "소장", _("Complaint"))
def complaint(round):
    made = complaint_type.render(papers.complaint(round, counts_by_number(round)))
    yield Made("complaint", f"{COURT}/{file_name('소장', 'pdf')}", made.pdf, made.pages)


@filing("plaintiff_annex", "별지 1 원고 명단", _("Plaintiffs"))
def plaintiff_annex(round):
    rows = [papers.plaintiff(entry) for entry in entries(round)]
    made = annex_type.render(papers.annex(round), rows)
    yield Made("plaintiff_annex", f"{COURT}/{file_name('별지1_원고명단', 'pdf')}", made.pdf, made.pages)


@filing("evidence_list", "증거목록", _("Evidence list"))
def evidence_list(round):
    lines = [line for entry in entries(round) for line in papers.exhibit_lines(entry)]
    rows = [line for _order, line in sorted(lines, key=lambda pair: pair[0])]
    made = evidence_type.render(papers.evidence_list(round, len(rows)), rows)
    yield Made("evidence_list", f"{COURT}/{file_name('증거목록', 'pdf')}", made.pdf, made.pages)


@filing("power_of_attorney", "소송위임장", _("Powers of attorney"), per="entry")
def powers_of_attorney(round, entry):
    made = attorney_type.render(power_of_attorney(round, entry))
    name = numbered("소송위임장", entry.number, round.roster_count, entry.snapshot["person"]["hangul"])
    yield Made(f"poa:{entry.number}", f"{MANDATES}/{file_name(name, 'pdf')}", made.pdf, made.pages)


@filing("exhibit", "갑호증", _("Exhibits"), per="entry", concerns=lambda entry: bool(entry.snapshot["exhibits"]))
def exhibits(round, entry):
    for each in entry.snapshot["exhibits"]:
        pieces, pages = marked(each)
        mark = exhibit_mark(each["number"], each["sub"])
        key = f"exhibit:{each['number']}-{each['sub']}"
        yield Made(key, f"{EXHIBITS}/{exhibit_file_name(mark, each['title'])}", pieces, pages)


@filing("party_list", "당사자 목록", _("Party list"))
def party_list(round):
    header = ("번호", "성명", "로마자 성명", "본국 표기", "생년월일", "국적", "주소", "접수번호")
    rows = [_party(entry) for entry in entries(round)]
    path = f"{READING}/당사자목록"
    yield Made("party_list.csv", f"{path}.csv", tables.csv_bytes(header, rows))
    book = tables.xlsx_bytes(header, rows, title="원고", made_at=round.frozen_at)
    yield Made("party_list.xlsx", f"{path}.xlsx", book)


def _party(entry):
    one = papers.plaintiff(entry)
    birth = one.birth_date.isoformat() if one.birth_date else ""
    reference = entry.snapshot["claim"]["reference"]
    return (one.number, one.hangul, one.roman, one.native, birth, one.nationality, one.address, reference)
