from litigation.law.computation import Computation
from litigation.law.figures import read_day, read_whole
from litigation.law.rows import LawTable
from litigation.law.stamp import FIRST, INSTANCES, ROUNDINGS, stamp_duty

NAME = "stamp-duty"
HELP = "The stamp duty on a complaint or an appeal, in won."


def add_arguments(parser):
    parser.add_argument("value", metavar="VALUE", help="The value of the claim, or of the part appealed, in won.")
    parser.add_argument("--efile", action="store_true", help="Filed electronically.")
    parser.add_argument("--instance", default=FIRST, metavar="INSTANCE", help=f"One of {', '.join(INSTANCES)}.")
    parser.add_argument(
        "--rounding", metavar="POLICY", help=f"One of {', '.join(ROUNDINGS)}; else what the table says."
    )
    parser.add_argument("--on", metavar="DATE", help="The day of filing, as 2026-11-26. Today in Seoul unless named.")


def answer(table: LawTable, *, value, efile, instance, rounding, on, **options) -> Computation:
    return stamp_duty(
        read_whole(value), on=read_day(on), efile=efile, instance=instance, rounding=rounding, table=table
    )
