"""What a process cost. Each contestant runs alone, and everything it starts is counted with it."""

import ctypes
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "var" / "bench" / "venv"
_BECOME_SUBREAPER = 36  # prctl: orphans of our children become ours, so that their time is counted


class Cost(NamedTuple):
    cpu: float
    """Seconds of user and system time, of the process and all it started."""
    rss: float
    """Megabytes of its biggest process at its biggest."""


def cost_of(command, **options) -> Cost:
    """Run a command to its end and say what it cost. Raises when it fails."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os._exit(_run_and_report(command, writer, options))
    os.close(writer)
    with os.fdopen(reader) as told:
        line = told.read()
    _pid, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError(f"{' '.join(map(str, command))} failed")
    cpu, rss = line.split()
    return Cost(float(cpu), float(rss))


def engine(name, count, cells, out) -> Cost:
    """What one engine of engines.py needs for so many plaintiffs."""
    python = PEERS / "bin" / "python" if name in ("typst", "reportlab") else Path(sys.executable)
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    return cost_of([python, "-m", "bench.engines", name, str(count), str(cells), str(out)], env=compiled)


def _run_and_report(command, writer, options):
    ctypes.CDLL(None).prctl(_BECOME_SUBREAPER, 1)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False, **options)
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    os.write(writer, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}".encode())
    return done.returncode
