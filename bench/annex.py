"""The annex of 1,000, 10,000 and 100,000 plaintiffs: ours against every peer and the floor, and whether it is right.

All engines of a size run in turn, so that a busy machine is busy for all of them; the middle one of their times counts.
"""

import subprocess
from pathlib import Path
from statistics import median

from bench.people import plaintiffs, write_cells
from bench.processes import engine
from bench.registry import Goal, measurement

ROUNDS = 3


@measurement(
    annex_1k_vs_weasyprint=Goal(least=40),
    annex_1k_vs_typst=Goal(least=6),
    annex_1k_vs_chromium=Goal(least=10),
)
def annex_1k(folder):
    """Every engine, in turn."""
    names = ("direct", "weasyprint_naive", "weasyprint_fixed", "typst", "chromium", "reportlab", "floor")
    cpu, _rss = _in_turn(names, 1_000, folder)
    ours = cpu["direct"]
    return {
        **{f"annex_1k_{name}_cpu_s": seconds for name, seconds in cpu.items()},
        "annex_1k_vs_weasyprint": cpu["weasyprint_naive"] / ours,
        "annex_1k_vs_weasyprint_fixed": cpu["weasyprint_fixed"] / ours,
        "annex_1k_vs_typst": cpu["typst"] / ours,
        "annex_1k_vs_chromium": cpu["chromium"] / ours,
        "annex_1k_vs_reportlab": cpu["reportlab"] / ours,
    }


@measurement(
    annex_10k_vs_floor=Goal(most=3),
    annex_10k_vs_weasyprint=Goal(least=100),
    rss_100k_vs_10k=Goal(most=1.2),
    rss_100k_mb=Goal(most=150),
)
def annex_10k_100k(folder):
    """Ours, the floor and Typst in turn; WeasyPrint, which takes minutes, and 100,000 plaintiffs once."""
    cpu, rss = _in_turn(("direct", "floor", "typst"), 10_000, folder)
    naive = engine("weasyprint_naive", 10_000, _cells(10_000, folder), folder / "naive.pdf")
    great = engine("direct", 100_000, _cells(100_000, folder), folder / "direct_100000.pdf")
    ours = cpu["direct"]
    return {
        **{f"annex_10k_{name}_cpu_s": seconds for name, seconds in cpu.items()},
        "annex_10k_weasyprint_naive_cpu_s": naive.cpu,
        "annex_10k_weasyprint_naive_mb": naive.rss,
        "annex_100k_direct_cpu_s": great.cpu,
        "annex_10k_vs_weasyprint": naive.cpu / ours,
        "annex_10k_vs_typst": cpu["typst"] / ours,
        "annex_10k_vs_floor": ours / cpu["floor"],
        "rss_100k_vs_10k": great.rss / rss["direct"],
        "rss_100k_mb": great.rss,
    }


@measurement(
    annex_names_lost=Goal(most=0),
    annex_missing_glyphs=Goal(most=0),
    annex_fonts_not_embedded=Goal(most=0),
    annex_page_difference=Goal(most=0),
    annex_qpdf_complaints=Goal(most=0),
    annex_bytes_differ=Goal(most=0),
)
def annex_gates(folder):
    """Whether the fast annex is a right one: what was lost, by two readers; everything here should be 0."""
    from documents.rendering.check import inspect

    first, again = folder / "gate.pdf", folder / "again.pdf"
    for out in (first, again):
        engine("direct", 1_000, _cells(1_000, folder), out)
    engine("weasyprint_fixed", 1_000, _cells(1_000, folder), folder / "reference.pdf")
    facts = inspect(first.read_bytes())
    return {
        "annex_names_lost": float(sum(len(_lost(text)) for text in ("".join(facts.text), _poppler(first)))),
        "annex_missing_glyphs": float(facts.missing_glyphs),
        "annex_fonts_not_embedded": float(not facts.fonts_embedded),
        "annex_page_difference": float(abs(facts.pages - _pages(folder / "reference.pdf"))),
        "annex_qpdf_complaints": float(
            subprocess.run(["qpdf", "--check", first], capture_output=True, check=False).returncode
        ),
        "annex_bytes_differ": float(first.read_bytes() != again.read_bytes()),
    }


def _in_turn(names, count, folder):
    """({name: median CPU seconds}, {name: peak megabytes}) of engines that took turns."""
    costs = {name: [] for name in names}
    for _round in range(ROUNDS):
        for name in names:
            costs[name].append(engine(name, count, _cells(count, folder), folder / f"{name}.pdf"))
    cpu = {name: median(cost.cpu for cost in each) for name, each in costs.items()}
    return cpu, {name: max(cost.rss for cost in each) for name, each in costs.items()}


def _cells(count, folder) -> Path:
    file = folder / f"cells_{count}.jsonl"
    if not file.exists():
        write_cells(count, file)
    return file


def _lost(text):
    """Names of the first thousand that cannot be found."""
    from documents.rendering.check import PdfFacts

    facts = PdfFacts(1, (), True, (), (text,), 0, False, False, False)
    words = {name for row in plaintiffs(1_000) for name in (row.hangul_name, row.passport_name, row.own_name) if name}
    return [name for name in sorted(words) if not facts.contains(name)]


def _poppler(file):
    return subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True).stdout.decode()


def _pages(file):
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()
