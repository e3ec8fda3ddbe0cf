"""Files that no row names go after a week; what a row holds, what is young and what is of others stays."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from litigation.vault import files, orphans

LATER = timedelta(days=8)


@pytest.fixture
def names():
    return [files.put_as(f"{folder}/{name}.hv", b"proof").name for folder in ("proof", "other") for name in "abc"]


def test_old_files_under_the_prefix_that_no_row_holds_are_deleted(names, monkeypatch):
    monkeypatch.setattr(orphans, "BATCH", 2)
    asked = []

    def held(some):
        asked.append(some)
        return [names[1]]

    with time_machine.travel(timezone.now() + LATER):
        assert orphans.sweep("proof", held) == 2
        assert orphans.sweep("proof", held) == 0
    assert [files.exists(name) for name in names] == [False, True, False, True, True, True]
    assert asked == [names[:2], names[2:3], names[1:2]]


def test_young_files_stay_since_their_row_may_still_come(names):
    assert orphans.sweep("proof", lambda some: []) == 0
    assert all(map(files.exists, names))


def test_halves_of_killed_processes_go_after_a_week(names):
    half = Path(settings.FILES_ROOT, "proof", "x.part")
    half.write_bytes(b"half")
    assert orphans.sweep_halves() == 0
    with time_machine.travel(timezone.now() + LATER):
        assert orphans.sweep_halves() == 1
    assert not half.exists()
    assert all(map(files.exists, names))
