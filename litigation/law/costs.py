"""What the loser pays back of the winner's lawyer, and the security a plaintiff abroad may have to give. Pure.

Rates are rows of data/costs.toml. These are estimates of orders a court makes; the court may decide otherwise.
"""

from datetime import date
from fractions import Fraction

from litigation.law.computation import Computation, Step
from litigation.law.figures import day, one_of, part, policy, share, won, written
from litigation.law.rows import LawTable, shipped
from litigation.law.service_fee import service_fee
from litigation.law.stamp import FIRST, INSTANCES, stamp_duty
from litigation.law.value import CASE_TYPES, track

EVERY_COST, DEFENDANT_ONLY = SCOPES = ("every_cost", "defendant_only")
APPEAL_TYPES = {"appeal": "나", "final": "다"}


def lawyer_cost(
    value: int, *, on: date | None = None, contested: bool = True, table: LawTable | None = None
) -> Computation[int]:
    """The most of a lawyer's fee that counts as costs in one instance, in won; never more than was really paid or is owed.

    변호사보수의 소송비용 산입에 관한 규칙 3 and its table; 5: half where the defendant did not contest. The court may cut it or
    raise it by up to half (6).
    """
    value, on, table = won(value), day(on), table or shipped()
    starts = [table.row(key, on) for key in table.keys("lawyer.bracket") if key.endswith(".above")]
    above = max((row for row in starts if row.number < max(value, 1)), key=lambda row: row.number)
    base, rate = (table.row(above.key.replace(".above", end), on) for end in (".base", ".rate"))
    fee = base.number + (value - above.number) * share(rate)
    shown = written(fee)
    if rate.value:
        shown = f"{written(base.number)} + ({written(value)} − {written(above.number)}) × {part(rate)} = {written(fee)}"
    steps: list[Step[int | Fraction]] = [Step("lawyer.bracket", fee, shown, {"value": value}, (above, base, rate))]
    if not contested:
        half = table.row("lawyer.uncontested", on)
        shown = f"{written(fee)} × {part(half)} = {written(fee * share(half))}"
        steps.append(Step("lawyer.uncontested", fee * share(half), shown, rows=(half,)))
    if (last := steps[-1].value) != int(last):
        steps.append(Step("lawyer.whole", int(last), f"{written(last)} → {written(int(last))}"))
    return Computation(int(steps[-1].value), tuple(steps))


def security_for_costs(
    value: int,
    *,
    plaintiffs: int,
    defendants: int,
    on: date | None = None,
    scope: str | None = None,
    efile: bool = False,
    table: LawTable | None = None,
) -> Computation[int]:
    """An estimate of the security for costs (민사소송법 117, 120②): what three instances would cost, in won.

    Each instance: the lawyer's fee that counts as costs, stamp duty, service. Under the scope "defendant_only" the stamps and
    the service of the first instance, which the plaintiffs prepay, are left out; the table's policy decides unless told. The
    steps show each amount with its own derivation before it.
    """
    value, on, table = won(value), day(on), table or shipped()
    chosen, counted = policy(scope, "policy.security_scope", on, table)
    scope = one_of(chosen, SCOPES, "security.scope")
    steps: list[Step[object]] = [Step(f"security.{scope}", scope, rows=counted)]
    amounts: list[int] = []
    for instance in INSTANCES:
        case_type = APPEAL_TYPES.get(instance) or CASE_TYPES[track(value, on=on, table=table).result]
        parts = {"lawyer": lawyer_cost(value, on=on, table=table)}
        if scope == EVERY_COST or instance != FIRST:
            parts["stamp"] = stamp_duty(value, on=on, efile=efile, instance=instance, table=table)
            parts["service"] = service_fee(
                case_type=case_type, plaintiffs=plaintiffs, defendants=defendants, on=on, table=table
            )
        for name, found in parts.items():
            steps += [*found.steps, Step(f"security.{name}.{instance}", found.result, written(found.result))]
            amounts.append(found.result)
    total = sum(amounts)
    rows = (table.row("security.duty", on), table.row("security.sum", on))
    steps.append(Step("security.sum", total, f"{' + '.join(map(written, amounts))} = {written(total)}", rows=rows))
    return Computation(total, tuple(steps))
