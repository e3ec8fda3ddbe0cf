"""What one process of a command does; several of them need a database they can share (test_races.py)."""

import json

import pytest
from django.db import connection

from litigation.jobs import processes
from litigation.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_a_process_does_the_work_and_reports_what_it_took(begin, capsys):
    job = begin(3)
    processes.drain(job.pk)
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (report["items"], Job.objects.get().state) == (3, "finished")
    assert report["worker"] == Job.objects.get().worker
    assert report["peak_rss_bytes"] > 10_000_000


def test_processes_are_refused_a_database_that_only_one_can_see(begin, monkeypatch):
    job = begin(1)
    if connection.vendor == "sqlite":
        monkeypatch.setattr(connection, "is_in_memory_db", lambda: True)
        with pytest.raises(ValueError, match="cannot share a database in memory"):
            processes.run_processes(job.pk)


def test_a_process_that_died_reports_nothing_and_its_output_is_closed(monkeypatch):
    for program, reports in (("print(); print('[1]')", [[1]]), ("raise SystemExit(1)", []), ("pass", [])):
        monkeypatch.setattr(processes, "CHILD", program)
        child = processes._begin("any")
        child.wait()
        assert processes._report(child) == reports
        assert child.stdout.closed
