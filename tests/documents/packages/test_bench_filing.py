"""manage.py bench_filing: its people can be filed as any, its gates see what is missing, and it is for demonstrations only."""

import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from claimants.demo.build import filing_case
from claimants.demo.bulk import filed_people
from claimants.mandates.models import Mandate
from claimants.mandates.signed import Signed
from documents.management import filing
from documents.papers.mandate_paper import paper_of
from documents.papers.registry import kinds
from documents.rounds.models import Round
from documents.rounds.queries import gate
from litigation.cases.models import Case
from litigation.jobs import engine
from litigation.kept import sha256

pytestmark = pytest.mark.django_db


def test_it_makes_nobody_up_outside_a_demonstration():
    with pytest.raises(CommandError, match="demonstration"):
        call_command("bench_filing", claimants=2)
    assert Case.objects.count() == 0


def test_people_made_as_rows_pass_the_gate_and_sign_what_the_others_sign(settings):
    settings.DEMO = True
    case = filing_case(30, purpose="bench-3")
    filed_people(case, 30, photos=3)
    mandates = list(Mandate.objects.all())
    assert [sha256(mandate.snapshot) for mandate in mandates] == [mandate.content_sha256 for mandate in mandates]
    assert {paper_of(Signed.from_json(mandate.snapshot)).method for mandate in mandates} == {"drawn", "typed"}
    case, lead, coordinator = filing.demonstration(30, purpose="bench-3")
    round = filing.freeze(case, coordinator, lead)
    assert (round.roster_count, gate(Round(case=case)).left_out) == (30, 0)
    assert {len(entry.snapshot["exhibits"]) for entry in round.roster.all()} == {3}


def test_figures_are_told_as_json_and_both_makings_agree(settings, monkeypatch, capsys):
    settings.DEMO = True
    monkeypatch.setattr("documents.management.filing.run_processes", _here)
    call_command("bench_filing", claimants=2, photos=2, json=True, again=True)
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["claimants"], told["problems"]) == (2, [])
    assert told["seconds"].keys() == {"people", "freeze", "package", "verifying", "package_again"}


def test_paper_that_a_maker_forgets_without_a_word_is_a_problem(settings, monkeypatch):
    settings.DEMO = True
    kind = kinds()["exhibit"]
    forgetful = replace(kind, make=lambda round, entry: list(kind.make(round, entry))[1:])
    monkeypatch.setattr("documents.packages.making.kinds", lambda: kinds() | {"exhibit": forgetful})
    monkeypatch.setattr("documents.management.filing.run_processes", _here)
    with pytest.raises(CommandError, match="3_증거/ has 4 files, not 6"):
        call_command("bench_filing", claimants=2, photos=3, json=True)


def _here(job_id, workers):
    engine.work(job_id)
    return [{"worker": "here", "items": 1, "peak_rss_bytes": 1_000_000}]
