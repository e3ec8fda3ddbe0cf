"""The value of a claim (소가), and which court hears it. Pure; limits are rows of data/court.toml."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from litigation.law.computation import Computation, Step
from litigation.law.figures import day, won, written
from litigation.law.rows import LawProblem, LawTable, shipped
from litigation.law.sentences import gettext_noop as _

SMALL, SINGLE, PANEL = ("small", "single", "panel")
CASE_TYPES = {SMALL: "가소", SINGLE: "가단", PANEL: "가합"}
SHOWN_ALONE = 3


def value_of_claim(
    amounts: Iterable[int], *, on: date | None = None, table: LawTable | None = None
) -> Computation[int]:
    """The value of one complaint by joint plaintiffs: the sum of what each claims, in won.

    민사소송법 27①, 민사소송 등 인지규칙 19, 20 (independent claims are added); 27② and 규칙 12 (interest, damages and costs that
    only accompany the claim are not counted). Refuses a complaint without an amount.
    """
    amounts, on, table = [won(each) for each in amounts], day(on), table or shipped()
    if not amounts:
        raise LawProblem("value.nobody", _("There is no amount to add. Name what at least one plaintiff claims."))
    total = won(sum(amounts))
    rows = table.row("value.money", on), table.row("value.sum", on)
    return Computation(total, (Step("value.sum", total, _sum_shown(amounts, total), {"count": len(amounts)}, rows),))


def track(value: int, *, on: date | None = None, table: LawTable | None = None) -> Computation[str]:
    """Who hears a claim of this value in the first instance: "small", "single" or "panel"; the second step says which court
    hears the appeal ("high_court" or "district_panel").

    소액사건심판규칙 1의2; 민사 및 가사소송의 사물관할에 관한 규칙 2, 4.
    """
    value, on, table = won(value), day(on), table or shipped()
    small, single = table.row("track.small.most", on), table.row("track.single.most", on)
    heard, limit = SMALL, small
    if value > small.number:
        heard, limit = (SINGLE if value <= single.number else PANEL), single
    sign = ">" if heard == PANEL else "≤"
    shown = f"{written(value)} {sign} {written(limit.number)}"
    first = Step(f"track.{heard}", heard, shown, {"limit": limit.value}, (limit,))
    return Computation(heard, (first, _appeal(value, heard, on, table)))


def _appeal(value: int, heard: str, on: date, table: LawTable) -> Step[str]:
    if heard == PANEL:
        return Step("track.appeal.high_court", "high_court", rows=(table.row("track.panel_appeal", on),))
    above = table.row("track.high_court.above", on)
    court, sign = ("high_court", ">") if value > above.number else ("district_panel", "≤")
    return Step(f"track.appeal.{court}", court, f"{written(value)} {sign} {written(above.number)}", rows=(above,))


def _sum_shown(amounts: list[int], total: int) -> str:
    """ "500 × 1,000,000 = 500,000,000": equal amounts together, so that thousands of plaintiffs stay one line."""
    groups = sorted(Counter(amounts).items())
    if len(groups) > SHOWN_ALONE:
        return f"Σ = {written(total)}"
    return f"{' + '.join(f'{written(times)} × {written(amount)}' for amount, times in groups)} = {written(total)}"
