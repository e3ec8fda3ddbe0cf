"""The measurements of the bench. To add one: a function with @measurement, in a module named in MODULES."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

MODULES = ("bench.annex", "bench.complaint", "bench.filing", "bench.radar", "bench.rounds")


class Goal(NamedTuple):
    """What a figure should be: at least, or at most."""

    least: float | None = None
    most: float | None = None

    def is_met(self, figure) -> bool:
        return (self.least is None or figure >= self.least) and (self.most is None or figure <= self.most)

    def __str__(self):
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"


class Measurement(NamedTuple):
    name: str
    run: Callable[[Path], dict[str, float]]
    """Given a folder to work in, the figures by their keys in results.json."""
    goals: dict[str, Goal]


_measurements: list[Measurement] = []


def measurement(**goals: Goal):
    """Register the decorated function; goals name some of the keys it gives."""

    def register(run):
        _measurements.append(Measurement(run.__name__, run, goals))
        return run

    return register


def measurements() -> list[Measurement]:
    for module in MODULES:
        import_module(module)
    return list(_measurements)
