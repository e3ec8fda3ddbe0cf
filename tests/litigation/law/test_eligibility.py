"""Windows, ages and nationalities at their edges. Every date here is a boundary somebody will have stood on."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.eligibility import (
    ANSWERS,
    DEPARTURE,
    TRIP_STATES,
    Nationality,
    Reason,
    Trip,
    age_on,
    asked_window,
    check_anonymous,
    check_rule,
    judge,
)
from litigation.law.partial import PartialDate

RULE = {
    "version": 3,
    "home": "KR",
    "windows": [
        {
            "group": "national",
            "directions": ["entry", "departure"],
            "first": "2005-02-03",
            "last": "2021-10-20",
        },
        {"group": "foreign", "directions": ["entry"], "first": "2010-08-23", "last": "2021-10-20"},
    ],
    "age": {"group": "foreign", "directions": ["entry"], "least": 17},
    "ports": [],
}
FOREIGN_WINDOW = {"first": "2010-08-23", "last": "2021-10-20"}
ADULT = date(1980, 1, 1)


def state(when, *, country="VN", birth=ADULT, nationalities=None, **trip):
    when = PartialDate.parse(when) if when else None
    held = nationalities if nationalities is not None else [Nationality(country)]
    verdict = judge(RULE, birth_date=birth, nationalities_over_time=held, trips=[Trip("t", when, **trip)])
    return verdict.result, verdict.per_trip[0].state


@pytest.mark.parametrize(
    ("country", "direction", "when", "expected"),
    [
        ("VN", "entry", "2010-08-22", ("no", "before")),
        ("VN", "entry", "2010-08-23", ("yes", "in_window")),
        ("VN", "entry", "2021-10-20", ("yes", "in_window")),
        ("VN", "entry", "2021-10-21", ("no", "after")),
        ("VN", "departure", "2018-05-11", ("no", "not_covered")),
        ("KR", "entry", "2005-02-02", ("no", "before")),
        ("KR", "entry", "2005-02-03", ("yes", "in_window")),
        ("KR", "departure", "2005-02-03", ("yes", "in_window")),
        ("KR", "departure", "2021-10-20", ("yes", "in_window")),
        ("KR", "departure", "2021-10-21", ("no", "after")),
        ("KR", "entry", "2021-10-21", ("no", "after")),
    ],
)
def test_window_holds_on_both_ends(country, direction, when, expected):
    assert state(when, country=country, direction=direction) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2010-07", ("no", "before")),
        ("2010-08", ("maybe", "uncertain")),
        ("2010-09", ("yes", "in_window")),
        ("2021-10", ("maybe", "uncertain")),
        ("2021-11", ("no", "after")),
        ("2009", ("no", "before")),
        ("2010", ("maybe", "uncertain")),
        ("2015", ("yes", "in_window")),
        ("2021", ("maybe", "uncertain")),
        ("2022", ("no", "after")),
        (None, ("maybe", "uncertain")),
    ],
)
def test_approximate_date_is_uncertain_only_where_it_straddles(when, expected):
    assert state(when) == expected


@pytest.mark.parametrize(
    ("birth", "when", "expected"),
    [
        (date(2001, 5, 12), "2018-05-11", ("maybe", "exempt_age")),  # 16, the day before
        (date(2001, 5, 11), "2018-05-11", ("yes", "in_window")),  # 17th birthday
        (date(2001, 5, 11), "2018-05", ("maybe", "uncertain")),
        (date(2001, 5, 1), "2018-05", ("yes", "in_window")),
        (date(2001, 6, 1), "2018-05", ("maybe", "exempt_age")),
        (date(2004, 2, 29), "2021-02-28", ("maybe", "exempt_age")),
        (date(2004, 2, 29), "2021-03-01", ("yes", "in_window")),
        (None, "2018-05-11", ("maybe", "uncertain")),
        (None, "2022-05-11", ("no", "after")),
    ],
)
def test_young_foreigner_is_left_to_a_person(birth, when, expected):
    assert state(when, birth=birth) == expected


def test_young_national_is_not_exempt():
    assert state("2018-05-11", country="KR", birth=date(2010, 1, 1)) == ("yes", "in_window")


FORMER = [Nationality("KR", until=date(2012, 3, 4)), Nationality("US", since=date(2012, 3, 5))]
DUAL = [Nationality("KR"), Nationality("US")]


@pytest.mark.parametrize(
    ("held", "trip", "expected"),
    [
        (FORMER, {"when": "2012-03-04", "direction": DEPARTURE}, ("yes", "in_window")),
        (FORMER, {"when": "2012-03-05", "direction": DEPARTURE}, ("no", "not_covered")),
        (FORMER, {"when": "2012-03", "direction": DEPARTURE}, ("maybe", "uncertain")),
        (FORMER, {"when": "2012-03"}, ("yes", "in_window")),  # an entry counts on either side of the change
        (FORMER, {"when": "2007-01-01"}, ("yes", "in_window")),
        (DUAL, {"when": "2015-01-01"}, ("yes", "in_window")),
        (DUAL, {"when": "2007-01-01"}, ("maybe", "uncertain")),
        (DUAL, {"when": "2007-01-01", "nationality": "US"}, ("no", "before")),
        (DUAL, {"when": "2007-01-01", "nationality": "KR"}, ("yes", "in_window")),
        ([], {"when": "2015-01-01"}, ("yes", "in_window")),
        ([], {"when": "2007-01-01"}, ("maybe", "uncertain")),
        ([], {"when": "2004-01-01"}, ("no", "before")),
        ([Nationality("VN")], {"when": "2015-01-01", "direction": None}, ("maybe", "uncertain")),
        ([Nationality("KR")], {"when": "2015-01-01", "direction": None}, ("yes", "in_window")),
    ],
)
def test_nationality_is_that_of_the_trip_and_unknown_is_a_value(held, trip, expected):
    assert state(trip.pop("when"), nationalities=held, **trip) == expected


def test_verdict_says_why_and_which_version_judged():
    trips = [Trip("a", PartialDate(2009)), Trip("b", PartialDate(2018, 5, 11)), Trip("c", PartialDate(2010, 8))]
    verdict = judge(RULE, birth_date=ADULT, nationalities_over_time=[Nationality("JP")], trips=trips)
    assert (verdict.result, verdict.rule_version) == ("yes", 3)
    assert verdict.reasons == (Reason("in_window", FOREIGN_WINDOW),)
    assert [(t.key, t.state, t.reasons[0].code) for t in verdict.per_trip] == [
        ("a", "before", "before_window"),
        ("b", "in_window", "in_window"),
        ("c", "uncertain", "date_straddles"),
    ]
    assert json.loads(json.dumps(verdict.as_json()))["per_trip"][2]["reasons"][0]["params"]["when"] == "2010-08"


@pytest.mark.parametrize(
    ("countries", "direction", "codes"),
    [
        (["VN"], None, ["direction_unknown"]),
        (["VN", "CN"], None, ["direction_unknown"]),  # two foreign ones are one group
        (["VN", "KR"], "departure", ["nationality_both"]),
        ([], "departure", ["nationality_unknown"]),
        (["VN", "KR"], None, ["nationality_both", "direction_unknown"]),
    ],
)
def test_a_doubt_is_named_only_where_there_is_one(countries, direction, codes):
    trip = Trip("t", PartialDate.parse("2018-05-11"), direction)
    held = [Nationality(country) for country in countries]
    verdict = judge(RULE, birth_date=ADULT, nationalities_over_time=held, trips=[trip])
    assert [reason.code for reason in verdict.per_trip[0].reasons] == codes


def test_nobody_is_turned_away_before_telling_a_trip():
    verdict = judge(RULE, birth_date=None, nationalities_over_time=[], trips=[])
    assert (verdict.result, verdict.reasons) == ("maybe", (Reason("no_trips"),))


def test_named_ports_leave_others_out():
    rule = RULE | {"ports": ["ICN"]}
    trips = [
        Trip("a", PartialDate(2018), port="PUS"),
        Trip("b", PartialDate(2018), port="ICN"),
        Trip("c", PartialDate(2018)),
    ]
    verdict = judge(rule, birth_date=ADULT, nationalities_over_time=[Nationality("JP")], trips=trips)
    assert [t.state for t in verdict.per_trip] == ["other_port", "in_window", "in_window"]


def window(first, last, **changes):
    return {"group": "foreign", "directions": ["entry"], "first": first, "last": last, **changes}


GAPPED = RULE | {"windows": [window("2010-01-01", "2012-12-31"), window("2015-01-01", "2016-12-31")]}


@pytest.mark.parametrize(
    ("when", "state", "params"),
    [
        ("2009", "before", {"first": "2010-01-01", "last": "2012-12-31"}),
        ("2012-12-31", "in_window", {"first": "2010-01-01", "last": "2012-12-31"}),
        ("2013-06", "after", {"first": "2010-01-01", "last": "2012-12-31"}),
        ("2014-12-31", "after", {"first": "2010-01-01", "last": "2012-12-31"}),
        ("2015-01-01", "in_window", {"first": "2015-01-01", "last": "2016-12-31"}),
        ("2017", "after", {"first": "2015-01-01", "last": "2016-12-31"}),
    ],
)
def test_several_windows_of_a_group_all_count_and_the_days_between_do_not(when, state, params):
    trips = [Trip("t", PartialDate.parse(when))]
    verdict = judge(GAPPED, birth_date=ADULT, nationalities_over_time=[Nationality("VN")], trips=trips)
    assert (verdict.per_trip[0].state, verdict.per_trip[0].reasons[0].params) == (state, params)


def test_the_check_is_not_certain_where_some_days_between_are_not_covered():
    verdict = check_anonymous(GAPPED, CHECKS)
    assert (verdict.result, [reason.code for reason in verdict.reasons]) == ("maybe", ["window_has_gaps"])


DAYS = st.dates(date(2003, 1, 1), date(2023, 12, 31))


@given(DAYS, st.sampled_from([None, "VN", "KR"]), st.sampled_from(["entry", "departure", None]), st.none() | DAYS)
def test_knowing_less_never_contradicts(day, country, direction, birth):
    """A month or a year never says yes or no where one of its days says otherwise."""
    held = [Nationality(country)] if country else []

    def verdict(when):
        trips = [Trip("t", when, direction)]
        return judge(RULE, birth_date=birth, nationalities_over_time=held, trips=trips)

    exact = verdict(PartialDate.of(day))
    assert exact.per_trip[0].state in TRIP_STATES
    assert exact.per_trip[0].reasons
    for vague in (PartialDate(day.year, day.month), PartialDate(day.year)):
        assert verdict(vague).result in {"maybe", exact.result}


@given(st.dates(date(1920, 1, 1), date(2020, 12, 31)), st.dates(date(2021, 1, 1), date(2022, 1, 1)))
def test_age_grows_by_one_in_a_year(birth, day):
    assert age_on(birth, day.replace(year=day.year + 4)) == age_on(birth, day) + 4


CHECKS = {"national": "no", "when": "within", "old_enough": "yes", "proof": "yes"}


@pytest.mark.parametrize(
    ("changed", "result", "codes"),
    [
        ({}, "yes", ["in_window"]),
        ({"proof": "no"}, "yes", ["in_window", "proof_can_be_found"]),
        ({"when": "before"}, "no", ["before_window"]),
        ({"when": "after"}, "no", ["after_window"]),
        ({"when": "unsure"}, "maybe", ["date_unknown"]),
        ({"old_enough": "no"}, "maybe", ["needs_a_person"]),
        ({"old_enough": "unsure"}, "maybe", ["birth_date_unknown"]),
        ({"national": "yes", "old_enough": "no"}, "yes", ["in_window"]),
        ({"national": "both"}, "maybe", ["nationality_both"]),
        ({"national": "unsure", "proof": "unsure"}, "maybe", ["nationality_unknown", "proof_can_be_found"]),
    ],
)
def test_check_answers_in_four_taps(changed, result, codes):
    verdict = check_anonymous(RULE, CHECKS | changed)
    assert (verdict.result, [r.code for r in verdict.reasons], verdict.rule_version) == (result, codes, 3)


def test_check_takes_silence_as_not_sure_and_refuses_other_words():
    assert check_anonymous(RULE, {}).result == "maybe"
    with pytest.raises(ValueError, match="when"):
        check_anonymous(RULE, {"when": "yesterday"})


def test_check_asks_with_the_dates_of_the_group():
    assert asked_window(RULE, "no") == FOREIGN_WINDOW | {"directions": ["entry"]}
    nationals = {"first": "2005-02-03", "last": "2021-10-20", "directions": ["entry", "departure"]}
    assert [asked_window(RULE, answer) for answer in ("yes", "both", "unsure")] == [nationals] * 3
    assert set(ANSWERS) == set(CHECKS)


@pytest.mark.parametrize(
    "broken",
    [
        {"home": ""},
        {"windows": []},
        {"windows": [RULE["windows"][0] | {"first": "2022-01-01"}]},
        {"windows": [RULE["windows"][0] | {"group": "martian"}]},
        {"windows": [RULE["windows"][0] | {"first": "soon"}]},
        {"windows": [RULE["windows"][0] | {"first": "2005-02-30"}]},
        {"windows": [RULE["windows"][0] | {"directions": []}]},
        {"windows": [RULE["windows"][1], RULE["windows"][1]]},
        {"windows": [RULE["windows"][1], RULE["windows"][1] | {"first": "2021-10-20", "last": "2022-10-20"}]},
        {"age": RULE["age"] | {"least": 31}},
        {"age": RULE["age"] | {"group": "martian"}},
        {"ports": [""]},
    ],
)
def test_rule_that_cannot_judge_is_refused(broken):
    check_rule(RULE)
    with pytest.raises(ValueError):
        check_rule(RULE | broken)
