"""Odd files, good and bad, made anew by each run from code: what each is, and what must come of it (test_corpus.py)."""

from collections.abc import Callable
from dataclasses import dataclass

CANARY = b"CANARY-37.5665N"


@dataclass(frozen=True)
class Odd:
    """code: "" where it is taken; warnings: codes; upright: whether its red corner must come out at the upper left."""

    name: str
    make: Callable[[], bytes]
    code: str = ""
    warnings: tuple[str, ...] = ()
    upright: bool = False

    @property
    def outcome(self):
        return {"accepted": not self.code, "code": self.code, "same": not self.code, "warnings": list(self.warnings)}
