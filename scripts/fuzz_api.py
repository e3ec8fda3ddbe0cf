"""Schemathesis over the whole API: so many made-up requests of each operation by each role (20 where none is said).

`make test` runs a few of them (tests/api/test_fuzz.py); this is the same test with more. Ends with 1 where any answer was
a 5xx or not as described.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def main(arguments):
    each = arguments[0] if arguments else "20"
    if not each.isdigit() or int(each) < 1:
        sys.exit(
            f"{each!r} is no number. Write how many requests of each operation and role are made: make fuzz ARGS=50"
        )
    environment = os.environ | {"HAMKKE_TEST_FUZZ": each}
    command = [sys.executable, "-m", "pytest", "-q", "tests/api/test_fuzz.py"]
    return subprocess.run(command, cwd=HERE, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
