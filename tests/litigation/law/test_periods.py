import calendar
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law import holidays_kr, periods
from litigation.law.periods import Length, e_service, legal_end, legal_start
from litigation.law.rows import LawProblem, Row, shipped

ONE = timedelta(days=1)
DAY = date.fromisoformat
STARTS = st.dates(date(2008, 1, 1), date(2030, 12, 31))
LENGTHS = st.one_of(
    st.builds(Length, st.integers(1, 400), st.just("d")),
    st.builds(Length, st.integers(1, 60), st.just("w")),
    st.builds(Length, st.integers(1, 48), st.just("m")),
    st.builds(Length, st.integers(1, 12), st.just("y")),
)


@pytest.mark.parametrize(
    ("start", "length", "raw", "end"),
    [
        ("2021-10-21", "3y", "2024-10-21", "2024-10-21"),
        ("2026-02-26", "3y", "2029-02-26", "2029-02-26"),
        ("2021-10-20", "5y", "2026-10-20", "2026-10-20"),
        ("2021-12-31", "5y", "2026-12-31", "2026-12-31"),
        ("2021-12-31", "10y", "2031-12-31", "2031-12-31"),
        ("2024-02-29", "3y", "2027-02-28", "2027-03-02"),
        ("2026-11-23", "90d", "2027-02-21", "2027-02-22"),
        ("2026-09-10", "14d", "2026-09-24", "2026-09-28"),
        ("2026-09-10", "2w", "2026-09-24", "2026-09-28"),
        ("2024-01-30", "1m", "2024-02-29", "2024-02-29"),  # the 31st is the first day, February has none
        ("2023-01-30", "1m", "2023-02-28", "2023-02-28"),
        ("2024-01-31", "1m", "2024-02-29", "2024-02-29"),
        ("2025-12-31", "1y", "2026-12-31", "2026-12-31"),
        ("2026-11-26", "1d", "2026-11-27", "2026-11-27"),
    ],
)
def test_period_ends_as_the_civil_act_counts(start, length, raw, end):
    computation = legal_end(DAY(start), length)
    assert (computation.steps[1].value, computation.result) == (DAY(raw), DAY(end))


def test_period_shows_each_rule_it_used_with_its_row():
    computation = legal_end(date(2024, 2, 29), "3y")
    told = [(step.code, step.value, [row.citation for row in step.rows]) for step in computation.steps]
    assert told == [
        ("period.first_day", date(2024, 3, 1), ["민법 157"]),
        ("period.calendar", date(2027, 2, 28), ["민법 160①②"]),
        ("period.sunday", date(2027, 3, 1), ["민법 161"]),
        ("period.holiday", date(2027, 3, 2), ["민법 161", "공휴일에 관한 법률; 관공서의 공휴일에 관한 규정 2-4"]),
        ("period.last_day", date(2027, 3, 2), []),
    ]
    assert computation.steps[3].params == {"day": date(2027, 3, 1), "name": "삼일절 (Independence Movement Day)"}
    assert not computation.is_confirmed


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [("2026-12-01", "2w", "2026-12-14"), ("2021-01-01", "5y", "2025-12-31"), ("2026-11-26", "1d", "2026-11-26")],
)
def test_period_that_begins_at_midnight_counts_its_first_day(start, length, end):
    computation = legal_end(DAY(start), length, first_day_counts=True)
    assert (computation.steps[0].code, computation.result) == ("period.first_day_counts", DAY(end))


def test_period_grows_by_what_the_court_added_and_by_days_the_portal_was_down():
    added = legal_end(date(2026, 11, 23), "2w", added_days=3)
    assert [(step.code, step.value) for step in added.steps[2:]] == [
        ("period.distance", date(2026, 12, 10)),
        ("period.last_day", date(2026, 12, 10)),
    ]
    outages = (date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 20), date(2026, 11, 23))
    down = legal_end(date(2026, 11, 23), "2w", outages=outages)
    assert [(step.code, step.value) for step in down.steps[2:]] == [
        ("period.outage", date(2026, 12, 8)),
        ("period.outage", date(2026, 12, 9)),
        ("period.last_day", date(2026, 12, 9)),
    ]


def test_period_rolls_over_a_temporary_holiday_counsel_added():
    row = Row(
        key="holiday.day", value="임시공휴일", unit="name", citation="관보", confidence="K",
        effective_from=date(2026, 12, 31), effective_to=date(2026, 12, 31),
    )  # fmt: skip
    computation = legal_end(date(2021, 12, 31), "5y", table=shipped().with_rows([row]))
    assert computation.result == date(2027, 1, 4)  # 31 Dec, New Year's Day, Saturday, Sunday
    assert row in computation.rows


def test_period_ends_on_a_day_that_counsel_made_a_working_day():
    row = Row(
        key="holiday.day", value="working day", unit="name", citation="관보", confidence="K",
        effective_from=date(2026, 5, 1), effective_to=date(2026, 5, 1),
    )  # fmt: skip
    assert legal_end(date(2026, 4, 30), "1d").result == date(2026, 5, 4)
    assert legal_end(date(2026, 4, 30), "1d", table=shipped().with_rows([row])).result == date(2026, 5, 1)


def test_of_two_rows_for_a_day_the_one_added_last_counts():
    day = {"key": "holiday.day", "unit": "name", "citation": "관보", "confidence": "K"} | dict.fromkeys(
        ("effective_from", "effective_to"), date(2026, 5, 1)
    )
    rows = [Row(value="working day", **day), Row(value="근로자의 날", **day)]
    ends = [legal_end(date(2026, 4, 30), "1d", table=shipped().with_rows(some)).result for some in (rows, rows[::-1])]
    assert ends == [date(2026, 5, 4), date(2026, 5, 1)]


def test_period_ended_on_a_saturday_before_saturdays_were_holidays():
    assert legal_end(date(2007, 12, 14), "1d").result == date(2007, 12, 15)
    assert legal_end(date(2008, 1, 11), "1d").result == date(2008, 1, 14)


def test_period_before_an_event_ends_on_a_working_day_before():
    computation = legal_start(date(2026, 10, 12), "7d")
    assert [(step.code, step.value) for step in computation.steps] == [
        ("period.before", date(2026, 10, 5)),
        ("period.holiday", date(2026, 10, 4)),
        ("period.sunday", date(2026, 10, 3)),
        ("period.holiday", date(2026, 10, 2)),
        ("period.last_day", date(2026, 10, 2)),
    ]


def test_e_service_is_the_opening_or_the_fiction_of_a_week():
    notified = date(2026, 11, 23)
    assert e_service(notified).result == date(2026, 12, 1)
    assert e_service(notified, date(2026, 11, 24)).result == date(2026, 11, 24)
    assert e_service(notified, date(2026, 12, 20)).result == date(2026, 12, 1)
    with pytest.raises(LawProblem) as refused:
        e_service(notified, date(2026, 11, 22))
    assert refused.value.code == "service.read_before"


@pytest.mark.parametrize("text", ["100y", "1200m", "5218w", "36525d", "1d"])
def test_length_goes_up_to_a_hundred_years(text):
    assert str(Length.parse(text)) == text


@pytest.mark.parametrize("text", ["", "3x", "y", "3", "-3y", "0d", "3.5y", "3 y", "٣y", "101y", "1000000d", None, 3])
def test_length_refuses_what_is_none(text):
    with pytest.raises(LawProblem) as refused:
        Length.parse(text)
    assert refused.value.code in ("period.length", "period.length_range")
    assert str(refused.value)


@pytest.mark.parametrize(
    ("start", "length", "more", "code"),
    [
        (datetime(2026, 1, 1), "3y", {}, "law.day"),
        ("2026-01-01", "3y", {}, "law.day"),
        (None, "3y", {}, "period.no_day"),
        (date(2026, 1, 1), "3y", {"added_days": -1}, "period.added_days"),
        (date(2026, 1, 1), "3y", {"added_days": 366}, "period.added_days"),
        (date(2026, 1, 1), "3y", {"added_days": True}, "period.added_days"),
        (date(1950, 1, 1), "3y", {}, "law.outside"),
        (date(2060, 1, 1), "3y", {}, "law.outside"),
        (date(9999, 1, 1), "3y", {}, "law.day_far"),
    ],
)
def test_period_refuses_what_cannot_be_counted(start, length, more, code):
    with pytest.raises(LawProblem) as refused:
        legal_end(start, length, **more)
    assert refused.value.code == code


def test_backwards_refuses_months():
    with pytest.raises(LawProblem, match="Only days and weeks"):
        legal_start(date(2026, 1, 1), "1m")


@given(STARTS, LENGTHS, st.booleans())
def test_last_day_is_never_a_saturday_sunday_or_holiday(start, length, counts):
    end = legal_end(start, length, first_day_counts=counts).result
    assert end.weekday() < 5
    assert holidays_kr.holiday(end) is None


@given(STARTS, LENGTHS, st.integers(0, 40))
def test_later_start_never_ends_earlier(start, length, days):
    assert legal_end(start, length).result <= legal_end(start + days * ONE, length).result


@given(STARTS, LENGTHS, st.integers(0, 20))
def test_longer_period_never_ends_earlier(start, length, more):
    if length.count + more <= periods.MOST[length.unit]:
        longer = Length(length.count + more, length.unit)
        assert legal_end(start, length).result <= legal_end(start, longer).result


@given(STARTS, LENGTHS)
def test_counting_the_first_day_never_ends_later(start, length):
    assert legal_end(start, length, first_day_counts=True).result <= legal_end(start, length).result


def test_period_agrees_with_a_count_by_hand_over_twenty_years():
    """Every start of twenty years, each length, by a counter that walks day by day and knows nothing of date arithmetic."""
    for length in ("1d", "14d", "90d", "1w", "2w", "1m", "2m", "6m", "1y", "3y"):
        start = date(2008, 1, 1)
        while start < date(2028, 1, 1):
            assert legal_end(start, length).result == counted_by_hand(start, length), (start, length)
            start += 3 * ONE


def counted_by_hand(start, text):
    number, unit = int(text[:-1]), text[-1]
    first = start + ONE
    day, left = first, number * {"d": 1, "w": 7}.get(unit, 0)
    if left:
        while left > 1:
            day, left = day + ONE, left - 1
    else:
        day = walked_months(first, number * (12 if unit == "y" else 1))
    while day.weekday() in (calendar.SATURDAY, calendar.SUNDAY) or day in KOREAN_HOLIDAYS:
        day += ONE
    return day


def walked_months(first, months):
    """Walk until so many months began; stop the day before the first day's number comes again, or at the month's end."""
    day, begun = first, 0
    while begun < months:
        day += ONE
        begun += day.day == 1
    while day.day != first.day:
        if (day + ONE).day == 1:
            return day
        day += ONE
    return day - ONE


def test_holidays_know_temporary_ones_substitutes_and_new_national_days():
    named = {day: holidays_kr.holiday(DAY(day)) for day in ("2024-10-01", "2026-07-17", "2026-05-25", "2026-11-26")}
    assert {day: found and found.name for day, found in named.items()} == {
        "2024-10-01": "임시공휴일 (국군의 날)",
        "2026-07-17": "제헌절 (Constitution Day)",
        "2026-05-25": "부처님오신날 대체 휴일 (Alternative holiday for Buddha's Birthday)",
        "2026-11-26": None,
    }


def _korean_holidays():
    import holidays

    return set(holidays.country_holidays("KR", years=range(2008, 2033)))


KOREAN_HOLIDAYS = _korean_holidays()
