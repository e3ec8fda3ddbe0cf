"""`manage.py law`: what a person types, what they read, and what a program reads."""

import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def ask(capsys, *arguments):
    call_command("law", *arguments)
    return capsys.readouterr().out


def test_json_is_result_steps_and_sources(capsys):
    answer = json.loads(ask(capsys, "stamp-duty", "3000000", "--efile", "--on", "2026-11-26", "--json"))
    assert list(answer) == ["result", "steps", "sources"]
    assert answer["result"] == 13_500
    assert [step["code"] for step in answer["steps"]] == [
        "stamp.rounding.calculator",
        "stamp.bracket",
        "stamp.efile",
        "stamp.step",
    ]
    assert {"key", "value", "citation", "confidence", "effective_from"} <= set(answer["sources"][0])


def test_explain_tells_the_arithmetic_the_source_and_whether_counsel_confirmed_it(capsys):
    told = ask(capsys, "stamp-duty", "3,000,000", "--on", "2026-11-26", "--explain")
    assert told.splitlines()[0] == "15,000"
    assert "   3,000,000 × 50/10,000 = 15,000" in told.splitlines()
    assert "   민사소송 등 인지법 2①1 (V; not yet confirmed by counsel)" in told.splitlines()


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["stamp-duty", "50000000", "--instance", "appeal", "--efile"], "310,500"),
        (["stamp-duty", "10024692", "--efile", "--rounding", "literal"], "45,000"),
        (["service-fee", "--type", "가합", "--plaintiffs", "500", "--defendants", "1"], "169,200"),
        (["track", "500000001"], "panel"),
    ],
)
def test_without_options_the_answer_stands_alone(capsys, arguments, answer):
    assert ask(capsys, *arguments, "--on", "2026-11-26") == f"{answer}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["stamp-duty", "-1"],
        ["stamp-duty", "1.5"],
        ["stamp-duty", "1,5"],
        ["stamp-duty", "٣"],
        ["stamp-duty", "1", "--instance", "second"],
        ["stamp-duty", "1", "--on", "0000-01-01"],
        ["service-fee", "--type", "하", "--plaintiffs", "1", "--defendants", "1"],
        ["service-fee", "--type", "가합", "--plaintiffs", "0", "--defendants", "1"],
        ["service-fee", "--type", "가합", "--plaintiffs", "1", "--defendants", "1", "--on", "2019-04-30"],
        ["track", "9" * 30],
    ],
)
def test_a_wrong_question_is_refused_in_one_sentence(capsys, arguments):
    with pytest.raises(CommandError) as refused:
        call_command("law", *arguments)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
    assert capsys.readouterr().out == ""
