"""What the factory costs: a power of attorney, a marked photo, and the whole package of 10,000 plaintiffs."""

import json
import os
import shutil
import subprocess
import sys
import time
from statistics import median

from bench.processes import ROOT, cost_of
from bench.registry import Goal, measurement

PHOTOS, ROUNDS = 200, 5
DEMONSTRATION = {
    "HAMKKE_DEMO": "1",
    "HAMKKE_SECRET_KEY": "for the bench only: a key that everybody knows",
    "HAMKKE_VAULT_KEYS": "k1:dGVzdCBrZXkgb2YgdGhlIHZhdWx0LCAzMiBieXRlcyE=",
    "HAMKKE_URL": "http://localhost:8000",
    "HAMKKE_HOSTS": "localhost",
}
_SET_UP = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django; django.setup()
"""
_MANDATES = (
    _SET_UP
    + """
from dataclasses import replace
from documents.papers import mandate_overlay, mandate_paper
from tests.documents.papers import samples
paper = samples.a_drawn_power_of_attorney()
make = mandate_paper.render if {full} else mandate_overlay.render
for number in range({count}):
    name = chr(0xAC00 + number * 7 % 11172) + "길동"
    person = replace(paper.claimant, hangul_name=name, passport_name=f"HONG GIL DONG {{number}}")
    assert make(replace(paper, claimant=person, reference=f"HK-7K4M-{{number:04}}")).pages == 2
"""
)


@measurement(mandate_vs_weasyprint=Goal(least=100))
def mandates(folder):
    """One more document in a warm process, WeasyPrint ÷ ours, in turns. Imports, fonts and the one layout cancel out."""
    turns = [(_each(full=1, few=2, many=12), _each(full=0, few=100, many=1100)) for _round in range(3)]
    full, ours = (median(column) for column in zip(*turns, strict=True))
    return {"mandate_vs_weasyprint": full / ours, "mandate_weasyprint_ms": full * 1000, "mandate_ms": ours * 1000}


def _each(*, full, few, many):
    less, more = (
        cost_of([sys.executable, "-c", _MANDATES.format(full=full, count=count)]).cpu for count in (few, many)
    )
    return (more - less) / (many - few)


_EXHIBITS = (
    _SET_UP
    + """
import sys
from bench.filing import exhibits_here
exhibits_here(sys.argv[1])
"""
)


@measurement(exhibits_vs_copy=Goal(most=1.25))
def exhibits(folder):
    """The same photos marked and copied in turns, in one process: CPU of ours ÷ a plain copy; and through the vault."""
    subprocess.run([sys.executable, "-c", _EXHIBITS, folder], cwd=ROOT, check=True)
    return json.loads((folder / "figures.json").read_text())


def exhibits_here(folder):
    from pathlib import Path

    from PIL import Image

    from claimants.evidence import jpeg
    from claimants.evidence.body import of_jpeg
    from documents.exhibits.marking import image_pieces
    from litigation.vault.files import put, read_bytes, together

    folder = Path(folder)
    photos = [folder / f"{number}.jpg" for number in range(8)]
    for number, photo in enumerate(photos):
        Image.effect_noise((2000, 1500), 60 + number).convert("RGB").save(photo, "JPEG", quality=93)
    bodies = [of_jpeg(jpeg.read(photo.read_bytes())) for photo in photos]  # read once, when the file came
    stored = [put(photo.read_bytes(), prefix="evidence").name for photo in photos]

    def copy(number):
        shutil.copyfile(photos[number % 8], folder / f"copy{number}")

    def mark(number):
        with (folder / f"ours{number}").open("wb", buffering=0) as out:
            out.writelines(image_pieces(photos[number % 8], f"갑 제3호증의 {number + 1}", bodies[number % 8]))

    def through_the_vault(number):
        source, mark = read_bytes(stored[number % 8]), f"갑 제3호증의 {number + 1}"
        put(image_pieces(source, mark, bodies[number % 8]), prefix="papers")

    def cost(act, count):
        begun = time.process_time()
        for number in range(count):
            act(number)
        return (time.process_time() - begun) / count

    cost(copy, PHOTOS), cost(mark, PHOTOS)  # both write over what is there from now on
    turns = [(cost(copy, PHOTOS), cost(mark, PHOTOS)) for _round in range(ROUNDS)]
    plain, ours = (median(column) for column in zip(*turns, strict=True))
    with together():
        vault = cost(through_the_vault, PHOTOS // 4)
    size = sum(photo.stat().st_size for photo in photos) / 8 / 1e6
    figures = {
        "exhibits_vs_copy": median(mine / theirs for theirs, mine in turns),
        "exhibits_mb_per_cpu_s": size / ours,
        "copy_mb_per_cpu_s": size / plain,
        "exhibits_vault_vs_copy": vault / plain,
    }
    (folder / "figures.json").write_text(json.dumps(figures))


@measurement(package_10k_seconds=Goal(most=300))
def package_10k(folder):
    """10,000 plaintiffs, a mandate and three exhibits each, by two processes; made twice, byte for byte the same."""
    told = _filed(folder, 10_000, "--again")
    return {
        "package_10k_seconds": told["seconds"]["package"],
        "package_10k_again_seconds": told["seconds"]["package_again"],
        "package_10k_files": told["files"],
        "package_10k_pages": told["pages"],
        "package_10k_peak_mb": max(told["peak_mb"]),
    }


@measurement(two_workers_speed_up=Goal(least=1.6))
def two_workers(folder):
    """The same 1,000 plaintiffs by one process and by two, in turns: wall seconds of one ÷ those of two, on two free cores."""
    turns = [(_package_seconds(folder, 1), _package_seconds(folder, 2)) for _round in range(3)]
    alone, together = (median(column) for column in zip(*turns, strict=True))
    return {"one_worker_seconds": alone, "two_workers_seconds": together, "two_workers_speed_up": alone / together}


def _package_seconds(folder, workers):
    return _filed(folder, 1_000, "--workers", str(workers))["seconds"]["package"]


def _filed(folder, count, *options):
    """What `manage.py bench_filing` tells of so many plaintiffs in a demonstration in this folder."""
    command = [sys.executable, "manage.py", "bench_filing", "--claimants", str(count), *options, "--json"]
    environment = os.environ | DEMONSTRATION | {"HAMKKE_VAR": str(folder)}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])
