from litigation.law.computation import Computation
from litigation.law.figures import read_day, read_whole
from litigation.law.rows import LawTable
from litigation.law.service_fee import PARTY_COUNTS, case_types, service_fee

NAME = "service-fee"
HELP = "What serving the papers costs, in won."


def add_arguments(parser):
    parser.add_argument("--type", required=True, dest="case_type", metavar="TYPE", help=", ".join(case_types()))
    parser.add_argument("--plaintiffs", required=True, metavar="N", help="How many plaintiffs.")
    parser.add_argument("--defendants", required=True, metavar="M", help="How many defendants.")
    parser.add_argument(
        "--party-count", metavar="POLICY", help=f"One of {', '.join(PARTY_COUNTS)}; else what the table says."
    )
    parser.add_argument("--on", metavar="DATE", help="The day of payment, as 2026-11-26. Today in Seoul unless named.")


def answer(table: LawTable, *, case_type, plaintiffs, defendants, party_count, on, **options) -> Computation:
    return service_fee(
        case_type=case_type,
        plaintiffs=read_whole(plaintiffs),
        defendants=read_whole(defendants),
        on=read_day(on),
        party_count=party_count,
        table=table,
    )
