"""Answers take what they say of their fields from what they show."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Annotated, Literal, TypedDict
from uuid import UUID

import pytest
from rest_framework import serializers

from claimants.claims.models import Claim, Status
from claimants.evidence.models import Evidence
from documents.rounds.models import Round
from litigation.cases.models import CaseFact
from litigation.web.api_answers import Answer

ROUND = UUID("5c2d95f8-d0cc-45e4-8a3a-3d794604395f")


@dataclass
class Counts:
    when: date
    reasons: tuple[str, ...]
    waiting: Annotated[int, "Who waits."] = 0
    state: Literal["open", "closed"] = "open"
    first: int | None = None
    round: Round | None = None
    either: int | str = 0

    @property
    def all(self) -> int:
        """Everybody."""
        return self.waiting + 1

    @property
    def untyped(self):
        return 1


class Told(TypedDict):
    label: str
    pace: float


def answer(shown, names, **more):
    return type("Made", (Answer,), {"of": shown, "shows": names, **more})


def test_a_column_says_type_choices_and_description():
    fields = answer(Claim, "reference status submitted_at version")().fields
    assert [type(each) for each in fields.values()] == [
        serializers.CharField, serializers.ChoiceField, serializers.DateTimeField, serializers.IntegerField
    ]  # fmt: skip
    assert list(fields["status"].choices) == Status.values
    assert [each.allow_null for each in fields.values()] == [False, False, True, False]
    assert fields["submitted_at"].help_text == "When it was first sent."
    assert all(each.required for each in fields.values())


def test_choices_that_may_be_empty_say_so():
    assert list(answer(Evidence, "grade")().fields["grade"].choices) == ["", "strong", "fair", "weak"]


def test_what_may_be_empty_promises_no_format():
    assert type(answer(CaseFact, "source_url")().fields["source_url"]) is serializers.CharField


def test_a_relation_is_the_key_of_the_other_row_and_reads_nothing():
    row = Round(follows_id=ROUND)
    assert answer(Round, "follows")(row).data == {"follows": str(ROUND)}


def test_a_path_over_nothing_is_null():
    made = answer(Round, "number follows=follows.number")
    assert made().fields["follows"].allow_null
    assert made(Round(number=2)).data == {"number": 2, "follows": None}
    assert made(Round(number=2, follows=Round(number=1))).data == {"number": 2, "follows": 1}


def test_a_path_goes_from_a_dataclass_into_a_row():
    made = answer(Counts, "round=round.number")
    assert made().fields["round"].help_text == "1, 2, 3 … within the case; never reused."
    assert made(Counts(date(2026, 12, 3), (), round=Round(number=7))).data == {"round": 7}
    assert made(Counts(date(2026, 12, 3), ())).data == {"round": None}


def test_annotations_and_properties_say_type_and_description():
    made = answer(Counts, "when reasons waiting state first all")
    fields = made().fields
    assert (fields["waiting"].help_text, fields["all"].help_text) == ("Who waits.", "Everybody.")
    assert list(fields["state"].choices) == ["open", "closed"]
    assert fields["first"].allow_null
    assert made(Counts(date(2026, 12, 3), ("a", "b"))).data == {
        "when": "2026-12-03", "reasons": ["a", "b"], "waiting": 0, "state": "open", "first": None, "all": 1
    }  # fmt: skip


def test_a_mapping_is_read_by_its_keys():
    assert answer(Told, "label pace")({"label": "x", "pace": 1.5, "more": 1}).data == {"label": "x", "pace": 1.5}


def test_what_is_declared_stands_where_it_is_named_or_at_the_end():
    own = {"reference": serializers.CharField(help_text="Ours."), "last": serializers.IntegerField()}
    fields = answer(Claim, "status reference version", **own)().fields
    assert list(fields) == ["status", "reference", "version", "last"]
    assert fields["reference"].help_text == "Ours."


def test_helps_change_what_is_said_there_and_nowhere_else():
    assert answer(Claim, "version", helps={"version": "Send it back."})().fields["version"].help_text == "Send it back."
    assert answer(Claim, "version")().fields["version"].help_text.startswith("Counts changes")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("untyped", "Counts.untyped says no type"),
        ("nothing", "Counts.nothing says no type"),
        ("either", "No field for int | str"),
        ("round", "No field for .*Round"),
    ],
)
def test_what_says_no_type_is_refused_by_name(name, sentence):
    with pytest.raises(TypeError, match=sentence):
        answer(Counts, name)().fields  # noqa: B018  fields are made when they are asked for


def test_fields_are_the_own_of_each_answer():
    made = answer(Claim, "version")
    first, second = made().fields["version"], made().fields["version"]
    assert first is not second
    assert made(SimpleNamespace(version=3)).data == {"version": 3}
