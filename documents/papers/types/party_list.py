"""당사자 목록: the plaintiffs as CSV and XLSX, for the portal's form and for the firm. Not a paper of the court."""

from django.utils.translation import gettext_lazy as _

from documents.papers import contents, tables
from documents.papers.registry import READING, Made, filing
from documents.rounds.roster import Roster

HEADER = ("번호", "성명", "로마자 성명", "본국 표기", "생년월일", "국적", "주소", "접수번호")


@filing("당사자 목록", _("Party list"), place=70)
def make(round: Roster):
    rows = [_party(entry) for entry in round.plaintiffs()]
    path = f"{READING}/당사자목록"
    yield Made("party_list.csv", f"{path}.csv", tables.csv_bytes(HEADER, rows))
    book = tables.xlsx_bytes(HEADER, rows, title="원고", made_at=round.frozen_at)
    yield Made("party_list.xlsx", f"{path}.xlsx", book)


def _party(entry):
    one = contents.plaintiff(entry)
    birth = one.birth_date.isoformat() if one.birth_date else ""
    reference = entry.claim.reference
    return (
        one.number,
        one.hangul_name,
        one.passport_name,
        one.own_name,
        birth,
        one.nationality,
        one.address,
        reference,
    )
