"""Reciprocity, the route of a power of attorney and security for costs: what is known, and unknown as a value."""

import re
from datetime import date
from pathlib import Path

import pytest

from litigation.law import foreign, sentences
from litigation.law.foreign import (
    authentication_route,
    countries_by_status,
    needs_security,
    reciprocity,
    reciprocity_of,
)
from litigation.law.rows import LawProblem, Row, shipped

ACT = date(2021, 12, 31)
TODAY = date(2026, 11, 26)


def with_row(**changes):
    row = {"key": "reciprocity.US", "value": "no", "unit": "status", "citation": "made up", "confidence": "K"}
    return shipped().with_rows([Row(**row | changes)])


@pytest.mark.parametrize(
    ("country", "result", "codes", "sources"),
    [
        ("KR", "not_needed", ["reciprocity.national"], ["foreign.home"]),
        (
            "JP",
            "yes",
            ["reciprocity.foreigner", "reciprocity.yes"],
            ["foreign.reciprocity", "reciprocity.JP", "foreign.reciprocity.standard"],
        ),
        (
            "VN",
            "lower_courts",
            ["reciprocity.foreigner", "reciprocity.lower_courts"],
            ["foreign.reciprocity", "reciprocity.VN", "foreign.reciprocity.standard"],
        ),
        ("US", "unknown", ["reciprocity.foreigner", "reciprocity.unknown"], ["foreign.reciprocity"]),
    ],
)
def test_reciprocity_says_what_courts_said_and_unknown_where_none_did(country, result, codes, sources):
    found = reciprocity(country, ACT)
    assert (found.result, [step.code for step in found.steps], [row.key for row in found.rows]) == (
        result,
        codes,
        sources,
    )
    assert not found.is_confirmed


@pytest.mark.parametrize(
    ("countries", "result"),
    [
        (["KR", "US"], "not_needed"),
        (["US", "JP"], "yes"),
        (["US", "VN"], "lower_courts"),
        (["US", "DE"], "unknown"),
        ([], "unknown"),
    ],
)
def test_of_several_nationalities_at_the_time_of_the_act_the_best_counts(countries, result):
    assert reciprocity_of(countries, ACT).result == result


def test_a_row_that_counsel_adds_counts_from_its_day_on():
    table = with_row(effective_from=date(2026, 12, 1))
    assert reciprocity("US", date(2026, 11, 30), table=table).result == "unknown"
    assert reciprocity("US", date(2026, 12, 1), table=table).result == "no"
    assert reciprocity_of(["US", "DE"], date(2026, 12, 1), table=table).result == "unknown"


def test_a_status_nobody_knows_is_refused_and_so_is_no_country():
    with pytest.raises(LawProblem, match="no status of reciprocity"):
        reciprocity("US", ACT, table=with_row(value="perhaps"))
    for code in ("", "usa", "U1", None):
        with pytest.raises(LawProblem, match="no country"):
            reciprocity(code, ACT)


@pytest.mark.parametrize(
    ("country", "on", "result"),
    [
        ("KR", TODAY, "plain"),
        ("VN", date(2026, 9, 10), "consular"),
        ("VN", date(2026, 9, 11), "apostille"),
        ("CN", date(2023, 11, 6), "consular"),
        ("CN", date(2023, 11, 7), "apostille"),
        ("BD", date(2025, 3, 30), "apostille"),
        ("DZ", date(2026, 7, 8), "consular"),
        ("CA", date(2024, 1, 11), "apostille"),
        ("TW", TODAY, "unknown"),
    ],
)
def test_the_route_of_a_power_of_attorney_follows_country_and_day(country, on, result):
    assert authentication_route(country, on).result == result


@pytest.mark.parametrize(("country", "result"), [("KR", "not_ordered"), ("VN", "may_be_ordered"), ("", "unknown")])
def test_security_may_be_ordered_of_whoever_lives_abroad(country, result):
    found = needs_security(country, TODAY)
    assert (found.result, [row.citation for row in found.rows]) == (result, ["민사소송법 117, 119, 120"])


def test_countries_by_status_are_those_of_reciprocity():
    assert countries_by_status(TODAY) == {
        "not_needed": ["KR"], "yes": ["JP"], "lower_courts": ["VN"], "unknown": [], "no": [],
    }  # fmt: skip


def test_every_step_about_foreigners_has_its_sentence():
    text = Path(foreign.__file__).read_text("utf-8")
    written = set(re.findall(r'"((?:reciprocity|route|security)\.[a-z_]+)"', text)) - {"reciprocity.status"}
    written |= {f"reciprocity.{status}" for status in ("yes", "lower_courts", "no")}
    written |= {f"route.{route}" for route in ("plain", "apostille", "consular")}
    assert written == set(sentences.FOREIGN)
    for found in (reciprocity("VN", TODAY), authentication_route("VN", TODAY), needs_security("VN", TODAY)):
        assert all("VN" in sentences.sentence(step) or step.code == "reciprocity.best" for step in found.steps)
