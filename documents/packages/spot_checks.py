"""Spot checks: whose papers are looked at by eye, what was said of them, and the sheet that says so.

A package's bytes never change, and a check comes after its making. So the sheet is a file of its own, beside the package and
outside its manifest: it is computed from the rows when somebody takes it, and names the package by its manifest's hash.
"""

from documents.papers import tables
from documents.papers.queries import package_files
from documents.papers.registry import kinds
from documents.rounds.queries import spot_checks

COLUMNS = ("원고", "접수번호", "뽑힌 원고", "결과", "문제", "확인한 사람", "확인 시각", "묶음", "manifest.json SHA-256")
RIGHT, WRONG, OPEN = "이상 없음", "문제 있음", "확인 전"


def drawn(round, package=None) -> list:
    """The few plaintiffs everybody looks at, drawn by the roster's hash, each as `with_checks` gives them."""
    return with_checks(spot_checks(round, without=package.roster.left if package else ()), round, package)


def with_checks(entries, round, package=None) -> list:
    """Plaintiffs with links to their papers (`spot_papers`: pk and Korean label) and what was said last of them in this
    package (`spot_check`, None: nobody looked yet)."""
    entries = list(entries)
    said = _said(package, entry__in=entries) if package else {}
    papers = list(package_files(round).filter(entry__in=entries).select_related("filing").order_by("path"))
    for entry in entries:
        entry.spot_check = said.get(entry.pk)
        entry.spot_papers = [
            {"pk": paper.pk, "label": kinds().title_ko(paper.filing.type)}
            for paper in papers
            if paper.entry_id == entry.pk
        ]
    return entries


def counts(package, *, drawn=False) -> dict:
    """How many plaintiffs were looked at, and how many of them stand as wrong now; drawn: only of those who were drawn."""
    checks, whole = package.spot_checks.order_by("at"), package.roster.roster_count
    if drawn:
        chosen = _drawn(package)
        checks, whole = checks.filter(entry__in=chosen), len(chosen)
    last = dict(checks.values_list("entry", "passed"))
    return {"seen": len(last), "wrong": sum(not passed for passed in last.values()), "all": whole}


def _drawn(package):
    return spot_checks(package.round, without=package.roster.left)


def sheet_name(package) -> str:
    return f"{package.round.case.slug}-round-{package.round.number}-v{package.version}-spot-check.xlsx"


def sheet(package) -> bytes:
    """Everything that was said of this package in the order of plaintiffs, and who was drawn and not yet looked at."""
    chosen = {entry.pk for entry in _drawn(package)}
    checks = package.spot_checks.select_related("entry__claim", "checked_by").order_by("entry__number", "at")
    rows = [_row(package, check.entry, check.entry_id in chosen, check) for check in checks]
    waiting = chosen - {check.entry_id for check in checks}
    open_ones = package.round.roster.filter(pk__in=waiting).select_related("claim")
    rows += [_row(package, entry, is_drawn=True) for entry in open_ones]
    moment = max([check.at for check in checks], default=package.round.frozen_at)
    return tables.xlsx_bytes(COLUMNS, sorted(rows, key=lambda row: row[0]), title="확인표", made_at=moment)


def _row(package, entry, is_drawn, check=None):
    result, note, who, when = OPEN, "", "", ""
    if check:
        result, note, who = RIGHT if check.passed else WRONG, check.note, str(check.checked_by)
        when = check.at.isoformat(timespec="seconds")
    made = (f"제{package.round.number}차 v{package.version}", package.manifest_sha256)
    return (entry.number, entry.claim.reference, "예" if is_drawn else "", result, note, who, when, *made)


def _said(package, **whose):
    """{entry: the newest check}."""
    checks = package.spot_checks.filter(**whose).select_related("checked_by").order_by("at")
    return {check.entry_id: check for check in checks}
