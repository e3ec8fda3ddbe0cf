from litigation.law.computation import Computation
from litigation.law.figures import read_day
from litigation.law.periods import legal_end
from litigation.law.rows import LawTable

NAME = "period"
HELP = "The legal last day of a period (Civil Act 155-161): law period 2021-12-31 5y."


def add_arguments(parser):
    parser.add_argument("start", metavar="START", help="The day of the event it begins with, as 2021-12-31.")
    parser.add_argument("length", metavar="LENGTH", help="A number and d, w, m or y: 90d, 2w, 6m, 3y.")
    parser.add_argument("--first-day-counts", action="store_true", help="The event was at 00:00 of its day.")


def answer(table: LawTable, *, start, length, first_day_counts, **options) -> Computation:
    return legal_end(read_day(start), length, first_day_counts=first_day_counts, table=table)
