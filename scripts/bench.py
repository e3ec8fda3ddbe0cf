"""How fast papers are made. Installs the peers beside the project, measures, prints a table, writes bench/results.json.

    scripts/bench.py            every measurement (about 25 minutes of CPU; WeasyPrint alone takes most of it)
    scripts/bench.py annex_1k   those named

Ratios are of CPU seconds of whole processes, start and fonts included. A figure that misses its goal is marked, not hidden.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import traceback
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from bench.processes import PEERS  # noqa: E402
from bench.registry import measurements  # noqa: E402

LOCK, RESULTS = HERE / "bench" / "requirements.txt", HERE / "bench" / "results.json"


def main(wanted):
    install_peers()
    chosen = [each for each in measurements() if not wanted or each.name in wanted]
    if unknown := set(wanted) - {each.name for each in chosen}:
        sys.exit(f"No such measurement: {', '.join(sorted(unknown))}")
    results = json.loads(RESULTS.read_text()) if wanted and RESULTS.exists() else {}
    missed, failed = measure(chosen, results)
    print(f"\nWritten to {RESULTS.name}. " + (f"Missed: {', '.join(missed)}." if missed else "Every goal is met."))
    if failed:
        sys.exit(f"Failed, so without figures: {', '.join(failed)}. Run one alone: scripts/bench.py {failed[0]}")


def measure(chosen, results):
    """Run what was chosen and write each one's figures when it is done: (keys that missed their goal, names that failed).

    One that fails stops no other: a night of measuring is not lost because its last minute went wrong.
    """
    missed, failed = [], []
    for each in chosen:
        print(f"\n{each.name}", flush=True)
        try:
            with tempfile.TemporaryDirectory(prefix="hamkke-bench-") as folder:
                figures = each.run(Path(folder))
        except (Exception, SystemExit):  # noqa: BLE001  a measurement may fail in any way
            traceback.print_exc()
            failed.append(each.name)
            continue
        for key, figure in figures.items():
            goal = each.goals.get(key)
            missed += [key] if goal and not goal.is_met(figure) else []
            print(f"  {'✗' if key in missed else '·'} {key:36} {figure:12.2f}  {goal or ''}", flush=True)
        results |= {key: round(figure, 3) for key, figure in figures.items()}
        RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    return missed, failed


def install_peers():
    """Typst and ReportLab, hashed, in an environment of their own; the others are on the machine already."""
    for program in ("chromium", "qpdf", "pdftotext"):
        if shutil.which(program) is None:
            sys.exit(f"The bench needs {program}: apt-get install chromium qpdf poppler-utils")
    seen, stamp = hashlib.sha256(LOCK.read_bytes()).hexdigest(), PEERS / "lock"
    if stamp.exists() and stamp.read_text() == seen:
        return
    print("Installing the peers", flush=True)
    venv.create(PEERS, with_pip=True, clear=True)
    pip = [PEERS / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", LOCK], check=True)
    stamp.write_text(seen)


if __name__ == "__main__":
    main(sys.argv[1:])
