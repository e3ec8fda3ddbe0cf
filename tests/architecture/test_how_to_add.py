"""The table "How to add" of ARCHITECTURE.md is enough: in a copy of the tree one of each is added with the files its row
names, and the copy lists it and is as sound as before."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from django.conf import settings

HOME = Path(settings.BASE_DIR)
COPIED = ("litigation", "claimants", "documents", "templates", "static", "tests", "manage.py", "pyproject.toml")
PACK = "litigation/cases/packs/second-case"
NEW = {  # what is added, as the table calls it → {file: what it holds}
    "an evidence kind": {
        "claimants/evidence/kinds/receipt.py": """
            from claimants.evidence.kinds import EvidenceKind

            KIND = EvidenceKind(
                name="receipt", order=9, title="Receipt", hint="Of a shop at the airport.", icon="ticket",
                exhibit_number=90, exhibit_title="영수증",
            )
        """
    },
    "a filing type": {
        "documents/papers/types/notice.py": """
            from dataclasses import dataclass
            from typing import ClassVar

            from documents.papers.forms import CourtForm, MarkedField
            from documents.papers.letter import Letter, shared
            from documents.papers.names import file_name
            from documents.papers.registry import Made, asked
            from documents.rendering import html
            from documents.rounds.roster import Roster


            class NoticeForm(CourtForm):
                text = MarkedField(label="Text")


            @dataclass(frozen=True, kw_only=True)
            class NoticePaper(Letter):
                folder: ClassVar[str] = "notice"
                title: ClassVar[str] = "통지서"
                stem: ClassVar[str] = "통지서"


            @asked("통지서", "Notice", form=NoticeForm, place=990)
            def make(round: Roster, asked):
                made = html.render(NoticePaper(**shared(round, asked)))
                yield Made("notice", file_name(f"통지서_{asked.number}", "pdf"), made.pdf, made.pages)
        """,
        "templates/papers/notice/paper.html": '{% extends "letter.html" %}',
        "templates/papers/notice/paper.css": "/* Nothing beyond court.css. */",
        "templates/papers/notice/sample.toml": 'text = "통지합니다."',
        "litigation/cases/packs/airport-face-data/texts/ko/paper.notice.md": "# 통지서\n\n통지합니다.",
    },
    "a kind of long work": {
        "claimants/trips/jobs.py": """
            from litigation.jobs.kinds import JobKind, kind


            @kind("trips.count")
            class Count(JobKind):
                title = "Count trips"

                def run_item(self, item):
                    return {}
        """
    },
    "a case": {
        f"{PACK}/case.toml": 'languages = ["ko"]\nkorean_only = []\nconsents = []',
        f"{PACK}/facts.toml": "facts = []",
        f"{PACK}/eligibility.toml": "rules = []",
        f"{PACK}/texts/ko/home.lead.md": "# 두 번째 사건\n\n소개합니다.",
    },
    "a panel on the page of a claim": {
        "documents/letters/panel.py": """
            TEMPLATE = "desk/letters_panel.html"


            def show(request, claim):
                return {"claim": claim}
        """,
        "templates/desk/letters_panel.html": "A panel of {{ claim }}",
    },
}
CHANGED = {  # the same → {file: (what stands there, what stands there afterwards)}
    "a right": {
        "litigation/accounts/rights.py": ("RIGHTS = _table(", 'RIGHTS = _table(\n    ("trip.count", "Count.", (AUDITOR,)),')
    },
    "a gate rule": {
        "documents/rounds/gate.py": ("", '\n\n@gate_rule("moon", "Full moon", "Wait.")\ndef _moon(_case):\n    return Q()\n')
    },
    "an order of plaintiffs": {
        "documents/rounds/orders.py": ("", '\n\n@order_rule("age", "By age", "Oldest first.")\ndef _age():\n    return ["pk"]\n')
    },
    "a panel on the page of a claim": {
        "documents/apps.py": (
            "        panels.register(",
            "        from documents.letters import panel as letters\n\n"
            "        panels.register(letters.TEMPLATE, letters.show)\n        panels.register(",
        )
    },
}  # fmt: skip
HELD = "tests/architecture/test_furniture.py tests/architecture/test_house.py -k".split()  # what must stay green
LISTED = """
import contextlib, json, sys
from types import SimpleNamespace
import django
import pytest
django.setup()
from django.core.management import call_command
from django.template.loader import render_to_string
from importlinter.cli import lint_imports
from claimants.evidence import kinds as evidence
from claimants.review.panels import panels
from documents.papers import registry
from documents.rounds import gate, orders
from litigation.accounts.rights import RIGHTS
from litigation.cases.pack import names, open_pack
from litigation.jobs import kinds as work

with contextlib.redirect_stdout(sys.stderr):
    call_command("check", fail_level="WARNING")
    broken = [lint_imports(no_cache=True), int(pytest.main(["-q", "-p", "no:cacheprovider", *sys.argv[1:]]))]
texts = open_pack("airport-face-data").texts
shown = [render_to_string(each.template, each.context) for each in panels(None, SimpleNamespace(status="draft"))]
listed = {
    "an evidence kind": "receipt" in evidence.every(),
    "a filing type": "notice" in registry.asked_kinds() and ("paper.notice", "ko") in texts,
    "a kind of long work": "trips.count" in work.every(),
    "a case": "second-case" in names() and open_pack("second-case").texts != {},
    "a right": "trip.count" in RIGHTS,
    "a gate rule": "moon" in [rule.code for rule in gate.gate_rules()],
    "an order of plaintiffs": "age" in [rule.code for rule in orders.order_rules()],
    "a panel on the page of a claim": ["A panel of" in each for each in shown] == [True],
}
print(json.dumps({"broken": broken, "listed": listed}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a process in the copy says, once everything was added."""
    home = tmp_path_factory.mktemp("how-to-add")
    for name in COPIED:
        copy(HOME / name, home / name)
    for files in NEW.values():
        for name, text in files.items():
            assert not (home / name).exists()
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(dedent(text).strip() + "\n")
    for files in CHANGED.values():
        for name, (there, instead) in files.items():
            text = (home / name).read_text()
            assert there in text
            (home / name).write_text(text.replace(there, instead, 1) if there else text + instead)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "CI": ""}  # leaves tests out, and may
    command = [sys.executable, "-c", LISTED, *HELD, "furniture or whole"]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]) | {"said": done.stderr}


def copy(source, target):
    """Fonts and pictures, most of what there is, stay where they are; with their times, files need not be compiled again."""
    if source.is_file():
        shutil.copy(source, target)
        return

    def link_what_is_large(file, to):
        if Path(file).suffix in (".ttf", ".otf", ".png", ".jpg", ".pdf"):
            Path(to).symlink_to(file)
        else:
            shutil.copy2(file, to)

    shutil.copytree(source, target, copy_function=link_what_is_large)


def row(thing):
    """The names of files in the row of the table that says how to add it, as regular expressions of their ends."""
    page = (HOME / "ARCHITECTURE.md").read_text()
    (touched,) = re.findall(rf"(?m)^\| {re.escape(thing)} \| (.+) \|$", page)
    named = re.findall(r"`([^`]*[/.][^`]*)`", touched)
    return [re.sub(r"<[^>]+>", "[^/]+", re.escape(each).replace("\\<", "<").replace("\\>", ">")) for each in named]


def test_copy_is_as_sound_as_the_tree(told):
    assert told["broken"] == [0, 0], told["said"]


@pytest.mark.parametrize("thing", [*NEW, *(thing for thing in CHANGED if thing not in NEW)])
def test_row_names_every_file_and_the_copy_lists_what_was_added(told, thing):
    for file in (*NEW.get(thing, ()), *CHANGED.get(thing, ())):
        assert any(
            re.search(rf"(^|/){each}" if each.endswith("/") else rf"(^|/){each}$", file) for each in row(thing)
        ), file
    assert told["listed"][thing]
