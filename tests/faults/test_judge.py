"""The judge of a storm sees each kind of fault, and takes none for one that is none. Plain values, no servers."""

import importlib.util
from collections import Counter

import pytest
from django.conf import settings

from tests.faults import judge, storm
from tests.faults.clients import Answers
from tests.faults.judge import Kept, Verdict

CLAIM, FILE = Kept("claim", "storm1@example.org", "HK-1"), Kept("file", "HK-1", "00ff")


class Answer:
    def __init__(self, status_code, text, content_type="text/html"):
        self.status_code, self.text, self.headers = status_code, text, {"Content-Type": content_type}

    def json(self):
        return {"title": self.text}


def test_acknowledged_thing_that_is_not_there_is_lost():
    assert judge.lost([CLAIM, FILE], {CLAIM, FILE}).wrong == []
    assert judge.lost([CLAIM, FILE], {FILE, Kept("claim", "storm1@example.org", "HK-2")}) == (
        "lost", "acknowledged: 1 claim, 1 file", 2, ["claim of storm1@example.org: HK-1"]
    )  # fmt: skip


def test_file_with_another_byte_is_lost():
    assert judge.lost([FILE], {FILE._replace(value="00fe")}).wrong == ["file of HK-1: 00ff"]


def test_thing_that_is_there_twice_is_doubled():
    rows = Counter({("claim", "storm1@example.org"): 1, ("trip", "HK-1"): 2, ("trip", "HK-2"): 1})
    assert judge.doubled(rows) == ("doubled", "claim of 1, trip of 2", 3, ["('trip', 'HK-1'): 2 times"])


def test_silence_and_an_error_without_a_sentence_are_unanswered():
    answers = Answers()
    answers.note("GET /", Answer(500, "<h1>Something broke on our side</h1> Hamkke"))
    answers.note("GET /api/", Answer(503, "Try again later.", "application/problem+json"))
    answers.note("GET /my/", Answer(200, ""))
    assert judge.unanswered(answers).wrong == []
    answers.note("GET /bare/", Answer(500, "<h1>Internal Server Error</h1>"))
    answers.silent.append("GET /silent/: no answer within 60 s")
    assert judge.unanswered(answers) == (
        "unanswered", "requests (3 answered 5xx, 0 broken and cured by a retry, 0 acts refused)", 4,
        ["GET /silent/: no answer within 60 s", "GET /bare/: 500 '<h1>Internal Server Error</h1>'"],
    )  # fmt: skip


def test_package_of_another_manifest_or_of_none_differs():
    assert judge.differing({"version 1": "a", "version 2": "a"}, "a").wrong == []
    assert judge.differing({"version 1": "b", "version 2": ""}, "a").wrong == [
        "version 1: b, not a",
        "version 2: never whole, not a",
    ]
    assert judge.differing({}, "a").wrong == ["there is nothing to compare"]


def test_mail_that_never_came_or_came_twice_without_a_reason_is_wrong():
    notices = {"1": ("sent", 1), "2": ("sent", 2), "3": ("sent", 1), "4": ("sent", 1), "5": ("failed", 8)}
    received = {"1": 1, "2": 2, "3": 2, "code": 1, "code twice": 2}
    assert judge.missent(notices, received) == (
        "mail unsent or doubled", "mails (2 sent again: their sender died before it could note it)", 5,
        ["3: received 2 times in 1 attempts", "4: sent, received 0 times", "5: failed, received 0 times",
         "code twice: received 2 times"],
    )  # fmt: skip


def test_table_names_what_was_struck_and_what_went_wrong():
    bad = Verdict("lost", "acknowledged: 9 file", 9, [f"file {number}" for number in range(7)])
    told = judge.table({"worker killed": (1200, 30)}, [bad, Verdict("doubled", "claim of 2", 2, [])])
    assert told.splitlines()[1:] == [
        "struck                       times    met work",
        "worker killed                1,200          30",
        "",
        "must not be                  count     verdict  looked at",
        "lost                             9     7 WRONG  acknowledged: 9 file",
        "doubled                          2        none  claim of 2",
        *[f"  lost: file {number}" for number in range(5)],
        "  lost: and 2 more",
    ]


@pytest.mark.parametrize(("went_well", "code"), [(True, 0), (False, 1)])
def test_command_prints_the_table_and_ends_with_1_where_a_verdict_is_bad(monkeypatch, capsys, went_well, code):
    spec = importlib.util.spec_from_file_location("storm_script", settings.BASE_DIR / "scripts" / "storm.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    asked = []
    monkeypatch.setattr(storm, "run", lambda size, folder: asked.append((size, folder)) or ("the table", went_well))
    assert script.main(["--minutes", "0.5", "--plaintiffs", "7"]) == code
    [(size, folder)] = asked
    assert (size, folder.exists(), capsys.readouterr().out) == (storm.Size(0.5, 7, 1), False, "the table\n")


def test_same_seed_strikes_at_the_same_moments_each_kind_once_at_least_and_the_crash_just_once():
    plan = storm.planned(storm.Size(5, 10, 3))
    assert plan == storm.planned(storm.Size(5, 10, 3)) != storm.planned(storm.Size(5, 10, 4))
    kinds = Counter(what for _second, what in plan)
    assert (set(kinds), kinds[storm.RESTART]) == ({storm.RESTART, *storm.WEIGHTS}, 1)
    assert plan == sorted(plan) and all(0 < second < 300 for second, _what in plan)
