"""What serving the papers costs (송달료). Pure; every price is a row of data/service.toml."""

from datetime import date

from litigation.law import figures
from litigation.law.computation import Computation, Step
from litigation.law.figures import day, one_of, written
from litigation.law.rows import LawTable, shipped

COUNSEL_ONCE, EACH = PARTY_COUNTS = ("counsel_counts_once", "each_counts")
ROUNDS = "service.rounds."


def service_fee(
    *,
    case_type: str,
    plaintiffs: int,
    defendants: int,
    on: date | None = None,
    party_count: str | None = None,
    table: LawTable | None = None,
) -> Computation[int]:
    """The fee for service, prepaid by the plaintiffs, in won: parties × rounds × price of one service.

    민사소송규칙 19①1, 송달료규칙 2; rounds by case type from 재일 87-4 별표 1. Plaintiffs with one counsel are counted once
    ("counsel_counts_once", 서울중앙지방법원 2010라936) or each ("each_counts"); the table's policy decides unless told.
    """
    on, table = day(on), table or shipped()
    one_of(case_type, case_types(table), "service.case_type")
    plaintiffs, defendants = figures.plaintiffs(plaintiffs), figures.defendants(defendants)
    parties = _parties(plaintiffs, defendants, party_count, on, table)
    rounds, unit = table.row(f"{ROUNDS}{case_type}", on), table.row("service.unit", on)
    fee = parties.value * rounds.number * unit.number
    shown = f"{written(parties.value)} × {written(rounds.number)} × {written(unit.number)} = {written(fee)}"
    return Computation(
        fee,
        (
            parties,
            Step("service.rounds", rounds.number, written(rounds.number), {"type": case_type}, (rounds,)),
            Step("service.unit", unit.number, written(unit.number), {"day": on}, (unit,)),
            Step("service.fee", fee, shown, rows=(table.row("service.formula", on),)),
        ),
    )


def case_types(table: LawTable | None = None) -> list[str]:
    """The courts' letters for kinds of cases that have a number of rounds: 가합, 가단 …"""
    return [key.removeprefix(ROUNDS) for key in (table or shipped()).keys(ROUNDS)]


def _parties(plaintiffs: int, defendants: int, asked: str | None, on: date, table: LawTable) -> Step[int]:
    counted, rows = figures.policy(asked, "policy.party_count", on, table)
    once = one_of(counted, PARTY_COUNTS, "service.party_count") == COUNSEL_ONCE
    served = 1 if once else plaintiffs
    return Step(
        "service.one_counsel" if once else "service.everyone",
        served + defendants,
        f"{written(served)} + {written(defendants)} = {written(served + defendants)}",
        {"plaintiffs": plaintiffs, "defendants": defendants},
        rows,
    )
