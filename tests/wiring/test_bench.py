"""The bench goes on after a measurement that fails, and says which one it was."""

import importlib.util
import json

import pytest
from django.conf import settings

from bench.registry import Goal, Measurement


@pytest.fixture
def bench(tmp_path, monkeypatch):
    """scripts/bench.py, writing elsewhere and installing nothing."""
    spec = importlib.util.spec_from_file_location("bench_script", settings.BASE_DIR / "scripts" / "bench.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(script, "install_peers", lambda: None)
    return script


def dies(_folder):
    raise ValueError("a reference was drawn twice")


def leaves(_folder):
    raise SystemExit("the database is not there")


MEASUREMENTS = [
    Measurement("first", lambda _folder: {"first_seconds": 2.0}, {"first_seconds": Goal(most=1)}),
    Measurement("dies", dies, {}),
    Measurement("leaves", leaves, {}),
    Measurement("last", lambda _folder: {"last_seconds": 3.14159}, {}),
]


def test_bench_writes_what_it_has_and_names_what_failed(bench, monkeypatch, capsys):
    monkeypatch.setattr(bench, "measurements", lambda: MEASUREMENTS)
    with pytest.raises(SystemExit) as ended:
        bench.main([])
    assert ended.value.code == "Failed, so without figures: dies, leaves. Run one alone: scripts/bench.py dies"
    assert json.loads(bench.RESULTS.read_text()) == {"first_seconds": 2.0, "last_seconds": 3.142}
    said = capsys.readouterr()
    assert "Missed: first_seconds." in said.out and "a reference was drawn twice" in said.err


def test_bench_in_which_nothing_fails_ends_well(bench, monkeypatch):
    monkeypatch.setattr(bench, "measurements", lambda: [MEASUREMENTS[0], MEASUREMENTS[3]])
    assert bench.main([]) is None


def test_bench_of_one_keeps_the_figures_of_the_others(bench, monkeypatch):
    monkeypatch.setattr(bench, "measurements", lambda: MEASUREMENTS)
    bench.RESULTS.write_text('{"first_seconds": 9, "dies_seconds": 8}')
    bench.main(["last"])
    assert json.loads(bench.RESULTS.read_text()) == {"first_seconds": 9, "dies_seconds": 8, "last_seconds": 3.142}
