"""How fast the radar opens at 120,000 claims: scripts/bench_radar.py, its milliseconds as figures."""

import re
import subprocess
import sys

from bench.processes import ROOT
from bench.registry import measurement

_LINE = re.compile(r"^  (.+?) +([\d.]+) ms", re.MULTILINE)


@measurement()
def radar(folder):
    told = subprocess.run(
        [sys.executable, "scripts/bench_radar.py"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    figures = {}
    for part in re.split(r"^(?=\S)", told, flags=re.MULTILINE):
        database = part.partition(",")[0].lower()
        for what, taken in _LINE.findall(part):
            figures[f"radar_{database}_{re.sub(r'[^a-z]+', '_', what.lower())}_ms"] = float(taken)
    return figures
