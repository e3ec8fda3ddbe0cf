from litigation.law.computation import Computation
from litigation.law.figures import read_day, read_whole
from litigation.law.rows import LawTable
from litigation.law.value import track

NAME = "track"
HELP = "Who hears a claim of this value: small, single or panel; and which court hears the appeal."


def add_arguments(parser):
    parser.add_argument("value", metavar="VALUE", help="The value of the claim, in won.")
    parser.add_argument("--on", metavar="DATE", help="The day of filing, as 2026-11-26. Today in Seoul unless named.")


def answer(table: LawTable, *, value, on, **options) -> Computation:
    return track(read_whole(value), on=read_day(on), table=table)
