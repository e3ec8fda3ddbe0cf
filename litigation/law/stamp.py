"""Stamp duty (인지). Pure; every rate is a row of data/stamp.toml."""

from datetime import date
from fractions import Fraction
from typing import TypedDict, Unpack

from litigation.law.computation import Computation, Step
from litigation.law.figures import day, one_of, part, policy, share, won, written
from litigation.law.rows import LawTable, Row, shipped

FIRST, APPEAL, FINAL = INSTANCES = ("first", "appeal", "final")
CALCULATOR, LITERAL = ROUNDINGS = ("calculator", "literal")


def stamp_duty(
    value: int,
    *,
    on: date | None = None,
    efile: bool = False,
    instance: str = FIRST,
    rounding: str | None = None,
    table: LawTable | None = None,
) -> Computation[int]:
    """The duty on a complaint or an appeal, in won (민사소송 등 인지법 2, 3, 16; 민사소송 등 인지규칙 25).

    `value` is the value of the claim, or of the part appealed; `on` the day of filing, today in Seoul unless named.
    Article 2(2) lifts the amount to the least duty and drops what is below a full 100 won. It says so of the amount of article
    2 only, and articles 3 and 16 multiply that amount, so there are two readings: "calculator" multiplies first and drops
    once, at the end, as the courts' own calculators do; "literal" drops in the amount of article 2, multiplies, and drops
    again only for electronic filing. Without `rounding` the table's policy decides.
    """
    value, on, table = won(value), day(on), table or shipped()
    one_of(instance, INSTANCES, "stamp.instance")
    rule = _rounding(rounding, on, table)
    steps = _article_2(value, on, table)
    if rule.value == LITERAL:
        steps.append(_drop(steps[-1].value, on, table))
    if instance != FIRST:
        steps.append(_times(f"stamp.{instance}", steps[-1].value, on, table))
    if efile:
        steps.append(_times("stamp.efile", steps[-1].value, on, table))
    if rule.value == CALCULATOR or efile:
        steps.append(_drop(steps[-1].value, on, table))
    return Computation(int(steps[-1].value), (rule, *steps))


class How(TypedDict, total=False):
    """How a duty is asked for: what `stamp_duty` takes beside the value."""

    on: date | None
    efile: bool
    instance: str
    rounding: str | None
    table: LawTable | None


def stamp_duty_change(before: int, after: int, **how: Unpack[How]) -> Computation[int]:
    """The duty on a change of claim (민사소송 등 인지법 5): that of the value after, less that of the value before.

    Takes what `stamp_duty` takes. A value that does not rise costs nothing; nothing is paid back either.
    """
    paid, due = stamp_duty(before, **how), stamp_duty(after, **how)
    on, table = day(how.get("on")), how.get("table") or shipped()
    more = max(0, due.result - paid.result)
    steps: tuple[Step[object], ...] = (
        *due.steps,
        Step("stamp.after", due.result, params={"value": after}),
        *paid.steps,
        Step("stamp.before", paid.result, params={"value": before}),
        Step(
            "stamp.difference" if after > before else "stamp.no_difference",
            more,
            f"{written(due.result)} − {written(paid.result)} = {written(due.result - paid.result)}",
            rows=(table.row("stamp.change", on),),
        ),
    )
    return Computation(more, steps)


def stamp_refund(paid: int, *, on: date | None = None, table: LawTable | None = None) -> Computation[int]:
    """What may be asked back after a withdrawal before the hearing closes, a settlement and the like, in won.

    민사소송 등 인지법 14①: half of the duty paid; where half is less than 100,000 won, what is above 100,000 won.
    """
    paid, on, table = won(paid), day(on), table or shipped()
    half_row, kept_row = table.row("stamp.refund.share", on), table.row("stamp.refund.kept", on)
    half, kept = paid * share(half_row), kept_row.number
    steps: list[Step[int | Fraction]] = [
        Step("stamp.refund.half", half, f"{written(paid)} × {part(half_row)} = {written(half)}", rows=(half_row,))
    ]
    if half < kept:
        rest = max(0, paid - kept)
        shown = f"{written(paid)} − {written(kept)} = {written(rest)}" if rest else f"{written(paid)} ≤ {written(kept)}"
        steps.append(Step("stamp.refund.rest", rest, shown, {"kept": kept}, (kept_row,)))
    return Computation(int(steps[-1].value), tuple(steps))


def least_to_file(value: int, *, on: date | None = None, table: LawTable | None = None) -> Computation[int]:
    """The duty below which the court may hold a filing (민사소송 등 인지법 13②), in won."""
    value, on, table = won(value), day(on), table or shipped()
    start = _bracket("stamp.hold", value, on, table)
    row = table.row(start.key.replace(".from", ".least"), on)
    return Computation(
        row.number, (Step("stamp.hold", row.number, written(row.number), {"value": value}, (start, row)),)
    )


def is_paid_in_cash(duty: int, *, on: date | None = None, table: LawTable | None = None) -> Computation[bool]:
    """Whether a duty must be paid in cash or by card instead of stamps (민사소송 등 인지규칙 27)."""
    duty, row = won(duty), (table or shipped()).row("stamp.cash.from", day(on))
    cash = duty >= row.number
    sign = "≥" if cash else "<"
    code = "stamp.cash" if cash else "stamp.paper_stamps"
    shown = f"{written(duty)} {sign} {written(row.number)}"
    return Computation(cash, (Step(code, cash, shown, {"least": row.value}, (row,)),))


def _rounding(asked: str | None, on: date, table: LawTable) -> Step[str]:
    chosen, rows = policy(asked, "policy.stamp_rounding", on, table)
    word = one_of(chosen, ROUNDINGS, "stamp.rounding")
    return Step(f"stamp.rounding.{word}", word, rows=rows)


def _article_2(value: int, on: date, table: LawTable) -> list[Step[int | Fraction]]:
    """Article 2(1), and the least duty of article 2(2)."""
    start = _bracket("stamp.bracket", value, on, table)
    rate, plus = (table.row(start.key.replace(".from", end), on) for end in (".rate", ".plus"))
    duty = value * share(rate) + plus.number
    added = f" + {written(plus.number)}" if plus.value else ""
    shown = f"{written(value)} × {part(rate)}{added} = {written(duty)}"
    steps: list[Step[int | Fraction]] = [Step("stamp.bracket", duty, shown, {"value": value}, (start, rate, plus))]
    least = table.row("stamp.least", on)
    if duty < least.number:
        shown = f"{written(duty)} < {written(least.number)}"
        steps.append(Step("stamp.least", Fraction(least.number), shown, {"least": least.value}, (least,)))
    return steps


def _bracket(prefix: str, value: int, on: date, table: LawTable) -> Row:
    """The row where the bracket of a value begins: the highest beginning that is not above the value."""
    starts = [table.row(key, on) for key in table.keys(prefix) if key.endswith(".from")]
    return max((row for row in starts if row.number <= value), key=lambda row: row.number)


def _times(key: str, amount: int | Fraction, on: date, table: LawTable) -> Step[Fraction]:
    row = table.row(key, on)
    product = amount * share(row)
    return Step(key, product, f"{written(amount)} × {part(row)} = {written(product)}", rows=(row,))


def _drop(amount: int | Fraction, on: date, table: LawTable) -> Step[int]:
    row = table.row("stamp.step", on)
    dropped = amount // row.number * row.number
    return Step("stamp.step", dropped, f"{written(amount)} → {written(dropped)}", {"step": row.value}, (row,))
