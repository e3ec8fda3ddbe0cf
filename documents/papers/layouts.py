"""What the long lists of a round look like and say, for the direct writer: columns, what stands around them, cells of a row.

The templates in templates/papers/ take their columns from here. Plain values in and out; nothing here knows Django.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.rendering.direct.court import SPACED, TITLE, Column, Line, TableStyle, Term, Text
from documents.rendering.wording import day, number, won

if TYPE_CHECKING:
    from documents.papers.parties import Agent, Plaintiff

WIDTH = 170  # mm between the margins


def annex_columns(count, *, with_birth_date, with_nationality) -> tuple[Column, ...]:
    """The number column grows with the count so that 10000 stays on one line."""
    columns = [Column("번호", max(13, 6 + 3 * len(str(count))), "center"), Column("성명", 57)]
    if with_birth_date:
        columns.append(Column("생년월일", 28, "center"))
    if with_nationality:
        columns.append(Column("국적", 23, "center"))
    columns.append(Column("주소", WIDTH - sum(column.width for column in columns)))
    return tuple(columns)


def annex(columns, *, case_name, count, first_page=1) -> TableStyle:
    """별지 1 원고 명단."""
    opening = (
        Line(text="[별지 1]", bold=True, below=2),
        Line(text="원고 명단", **TITLE | {"below": 3}),
        Line(text=f"{case_name} 사건, 모두 {number(count)}명", align="right", below=3),
    )
    return TableStyle(columns=columns, opening=opening, first_page=first_page)


def annex_cells(row: Plaintiff, *, with_birth_date, with_nationality, with_native_name) -> tuple:
    names = [Text(row.hangul_name)]
    if row.passport_name:
        names.append(Text(row.passport_name, "en"))
    if with_native_name and row.printed_own_name:
        names.append(Text(row.printed_own_name, row.own_name_lang))
    if row.representative:
        names.append(Text(row.representative))
    cells = [str(row.number), tuple(names)]
    if with_birth_date:
        cells.append(day(row.birth_date) if row.birth_date else "")
    if with_nationality:
        cells.append(row.nationality)
    return (*cells, row.address)


EVIDENCE_COLUMNS = (
    Column("호증", 37),
    Column("증거의 명칭", 43),
    Column("작성자", 26),
    Column("작성일", 27, "center"),
    Column("입증취지", 37),
)


def evidence_list(*, case, count, closing, first_page=1) -> TableStyle:
    """증거목록. case: number and name of the case."""
    opening = (
        Line(text="증거목록", wide=SPACED, **TITLE),
        Term("사건", case),
        Term("원고", "별지1 원고 명단 기재와 같다"),
        Term("증거", f"갑호증 모두 {number(count)}건"),
    )
    return TableStyle(columns=EVIDENCE_COLUMNS, opening=opening, gap=2, closing=closing, first_page=first_page)


def evidence_cells(row) -> tuple:
    """The cells of an ExhibitLine."""
    named = (Text(row.title), Text(f"(원고 {row.plaintiff})")) if row.plaintiff else row.title
    return (row.mark, named, row.author, row.made_on, row.proves)


AMOUNT_COLUMNS = (
    Column("원고", 22, "center"),
    Column("성명", 60),
    Column("청구항목", 26, "center"),
    Column("청구금액", 34, "right"),
    Column("기산일", 28, "center"),
)


def amounts(paper, *, first_page=1) -> TableStyle:
    """별지 2 청구금액표, with its notes above and its sum below."""
    opening = (
        Line(text="[별지 2]", bold=True, below=2),
        Line(text=paper.heading, **TITLE | {"below": 3}),
        *(Line(text=note, below=3) for note in paper.notes),
        Line(text=f"{paper.case_name} 사건, 원고 {number(paper.count)}명 (단위: 원)", align="right", below=3),
    )
    sum_line = Line(text=f"합계 (소가) {won(paper.total)}", bold=True, align="right", above=4)
    return TableStyle(columns=AMOUNT_COLUMNS, opening=opening, closing=(sum_line,), first_page=first_page)


def amount_cells(row) -> tuple:
    """The cells of an AmountLine."""
    names = (Text(row.hangul_name), Text(row.passport_name, "en")) if row.passport_name else row.hangul_name
    return (str(row.number), names, row.head, number(row.amount), day(row.interest_from))


def closing(*, dated, agent: Agent, court) -> tuple[Line, ...]:
    """Date, agent, court, as templates/papers/closing.html."""
    signers = [agent.firm] if agent.firm else []
    signers += [f"{agent.attorney_title} {attorney}" for attorney in agent.attorneys]
    return (
        Line(text=day(dated), align="center", above=14, below=9),
        *(Line(text=name, left=62, leading=1.9) for name in ("원고들 소송대리인", *signers)),
        Line(text=f"{court} 귀중", size=17, bold=True, above=14),
    )
