import re

import pytest
from django.template import Context, Template
from django.utils import translation

from litigation.law.rows import LawProblem, Row, shipped
from litigation.law.sentences import SENTENCES
from litigation.law.stamp import stamp_duty
from litigation.lawbook.rules import group_of
from litigation.lawbook.titles import WORDS, title
from litigation.lawbook.words import CONFIDENCE, GROUPS, derivation, refusal, value_of

MONEY = ("stamp", "service", "value", "track", "interest", "lawyer", "costs", "security", "policy")


def row(value, unit):
    return Row(key="k", value=value, unit=unit, citation="c", confidence="V")


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (5_640, "won", "5,640 won"),
        (50, "per 10000", "50/10,000"),
        (15, "rounds", "15 rounds of service"),
        ("calculator", "policy", "once, at the end"),
        ("refund_event", "event", "withdrawal, settlement or the like"),
        (True, "rule", "yes"),
    ],
)
def test_a_value_is_written_with_its_unit(value, unit, written):
    assert value_of(row(value, unit)) == written


def test_every_confidence_has_its_words():
    assert set(CONFIDENCE) == {"V", "V2", "V2w", "C", "K"}


def test_every_table_about_money_has_its_name():
    assert set(MONEY) <= set(GROUPS)
    assert set(MONEY) <= {each.key.partition(".")[0] for each in shipped()}


def test_every_table_has_a_name():
    assert {group_of(each.key) for each in shipped()} - set(GROUPS) == set()


def test_every_number_has_its_title_and_every_word_its_meaning():
    assert {each.key for each in shipped() if title(each.key) == each.key} == set()
    words = {(each.unit, each.value) for each in shipped() if isinstance(each.value, bool | str)}
    told_elsewhere = {"length", "name", "country", "calendar"}  # written out, or a name of its own
    assert {value for unit, value in words if unit not in told_elsewhere and value not in WORDS} == set()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("stamp.bracket2.rate", "Bracket 2: rate"),
        ("service.rounds.가합", "Rounds of service in a case of type 가합"),
        ("service.unit", "Price of one service"),
        ("deadline.answer.length", "Answer of the other side: length"),
        ("apostille.VN", "Vietnam"),
        ("no.such.key", "no.such.key"),
    ],
)
def test_a_number_is_named_by_its_key(key, name):
    assert title(key) == name


def test_a_derivation_is_told_in_the_readers_language():
    answer = stamp_duty(3_000_000)
    with translation.override("ko"):
        step = derivation(answer)["steps"][1]
    assert step["sentence"] == "소가 3,000,000원에 대한 법 제2조의 인지액"
    assert [source["citation"] for source in step["sources"]] == ["민사소송 등 인지법 2①1"]


def test_every_sentence_of_the_law_is_translated():
    with translation.override("ko"):
        same = [code for code, sentence in SENTENCES.items() if translation.gettext(sentence) == sentence]
    assert same == []


def test_what_a_paper_kept_is_told_like_the_computation_itself():
    answer = stamp_duty(123_456_789, instance="appeal", efile=True)
    assert derivation(answer.as_json()) == derivation(answer)


def test_a_step_nobody_knows_any_more_is_named_by_its_code():
    kept = {"result": 1, "steps": [{"code": "old.step", "shown": "1", "params": {}, "sources": []}], "sources": []}
    assert derivation(kept) == {"steps": [{"sentence": "old.step", "shown": "1", "sources": []}], "confirmed": False}


def test_the_part_shows_arithmetic_source_and_that_nobody_confirmed_it():
    html = Template("{% computation answer %}").render(Context({"answer": stamp_duty(3_000_000)}))
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "3,000,000 × 50/10,000 = 15,000" in text
    assert "민사소송 등 인지법 2①1 , read in the text of the law" in text
    assert "Not yet confirmed by counsel" in text


def test_a_refusal_of_the_law_is_one_of_the_house_with_its_figures_filled_in():
    found = refusal(LawProblem("law.negative", "%(given)s is negative. Write an amount of 0 won or more.", given=-1))
    assert (found.code, found.sentence) == ("law.negative", "-1 is negative. Write an amount of 0 won or more.")
