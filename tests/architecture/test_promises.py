"""Every sentence that promises somebody an act names what keeps it, in every language."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.urls import get_resolver

from claimants.notices.kinds import KINDS
from litigation.celery import app
from tests.architecture.promises import KEPT_BY, NO_PROMISE, PROMISE

HOME = Path(settings.BASE_DIR)
OF_COURT = ("complaint.", "paper.")  # texts the court reads


def messages():
    """Every English sentence of the catalogue."""
    blocks = (HOME / "locale/ko/LC_MESSAGES/django.po").read_text().split("\n\n")
    for block in blocks:
        if not block.startswith("#~"):
            for found in re.findall(r'^msgid(?:_plural)? ((?:"(?:[^"\\]|\\.)*"\n?)+)', block, re.MULTILINE):
                yield "".join(map(json.loads, re.findall(r'"(?:[^"\\]|\\.)*"', found)))


def lines():
    """(text, line) of what the packs say to people in English."""
    for path in sorted((HOME / "litigation/cases/packs").glob("*/texts/en/*.md")):
        if not path.name.startswith(OF_COURT):
            yield from ((path.stem, line) for line in path.read_text().splitlines())


def unkept(sentence):
    """The promises in a sentence that lie in no phrase of the tables."""
    known = [
        (start.start(), start.end())
        for phrase in (*KEPT_BY, *NO_PROMISE)
        for start in re.finditer(re.escape(phrase), sentence)
    ]
    return [
        found[0]
        for found in PROMISE.finditer(sentence)
        if not any(start <= found.start() and found.end() <= end or _within(found, start, end) for start, end in known)
    ]


def _within(found, start, end):
    """A word may go on behind the phrase: “looks” behind “look”."""
    return start <= found.start() < end <= found.end()


def test_every_promise_of_a_message_names_what_keeps_it():
    assert {each: unkept(each) for each in messages() if unkept(each)} == {}


def test_every_promise_of_a_text_for_people_names_what_keeps_it():
    assert {(key, line): unkept(line) for key, line in lines() if unkept(line)} == {}


def test_no_phrase_outlives_its_sentence():
    said = "\n".join([*messages(), *(line for _key, line in lines())])
    assert [phrase for phrase in (*KEPT_BY, *NO_PROMISE) if phrase not in said] == []


def test_texts_stand_in_every_language_of_the_pack_so_that_a_promise_does_too():
    for folder in sorted((HOME / "litigation/cases/packs").glob("*/texts")):
        english = {path.name for path in (folder / "en").glob("*.md") if not path.name.startswith(OF_COURT)}
        assert english <= {path.name for path in (folder / "ko").glob("*.md")}


def is_there(keeper):
    what, _, name = keeper.partition(":")
    if what == "page":
        return name in get_resolver().reverse_dict
    if what == "mail":
        return name in KINDS and (HOME / f"templates/emails/{name}.txt").exists()
    if what == "bell":
        app.loader.import_default_modules()
        return name in current_app.tasks and name in {each["task"] for each in app.conf.beat_schedule.values()}
    if what == "test":
        path, _, test = name.partition("::")
        return f"def {test}(" in (HOME / path).read_text()
    module, _, attribute = name.rpartition(".")
    return hasattr(import_module(module), attribute)


@pytest.mark.parametrize("keeper", sorted({each for row in KEPT_BY.values() for each in row.split()}))
def test_keeper_is_there(keeper):
    assert is_there(keeper)
