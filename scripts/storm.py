"""A storm on a real PostgreSQL and a real Redis: what was acknowledged must be there, once, and the package the same.

    scripts/storm.py                                        20 minutes, a round of 1,000 plaintiffs
    scripts/storm.py --minutes 5 --plaintiffs 200 --seed 3  a smaller one, struck at other moments

People register, attorneys decide and a round is filed, while processes are killed, Redis is emptied, connections are cut,
the database crashes, the disk is full and the mail server is away. At the end a table; 1 where a verdict is bad. Data and
servers are of its own, in a folder that goes; --keep leaves it, with the log of Hamkke.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from tests.faults import storm  # noqa: E402


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20, help="How long it storms (20).")
    parser.add_argument("--plaintiffs", type=int, default=1000, help="How many are in the round (1000).")
    parser.add_argument("--seed", type=int, default=1, help="Draws what is struck when (1).")
    parser.add_argument("--keep", action="store_true", help="Leave the folder with the log.")
    told = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="hamkke-storm-"))
    folder.chmod(0o755)  # the database's own account passes through
    try:
        table, went_well = storm.run(storm.Size(told.minutes, told.plaintiffs, told.seed), folder)
    finally:
        if told.keep:
            print(f"Kept: {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(table)
    return 0 if went_well else 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # as Ctrl-C: what was begun is ended
    sys.exit(main(sys.argv[1:]))
