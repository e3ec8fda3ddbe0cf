"""In a fresh folder the commands for trying things out work at once; a database in use is the operator's to migrate."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from litigation.management.ready import make_database_if_empty

ROOT = Path(__file__).resolve().parents[2]


def test_load_case_makes_the_database_it_needs(tmp_path):
    environment = os.environ | {"HAMKKE_VAR": str(tmp_path / "var"), "DATABASE_URL": ""}
    command = [sys.executable, "manage.py", "load_case", "airport-face-data"]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.startswith("airport-face-data: ")
    assert (tmp_path / "var" / "hamkke.sqlite3").exists()


@pytest.mark.django_db
def test_database_with_tables_is_left_to_the_operator(monkeypatch):
    called = []
    monkeypatch.setattr("litigation.management.ready.call_command", lambda *a, **k: called.append(a))
    make_database_if_empty()
    assert (called, connection.introspection.table_names() != []) == ([], True)
