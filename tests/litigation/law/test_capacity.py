"""From which day on somebody signs for themselves."""

from datetime import date

import pytest

from litigation.law.capacity import of_age_from

ON = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("birth", "first"),
    [
        (date(2007, 11, 29), date(2026, 11, 29)),  # on the birthday itself (Civil Act 158)
        (date(2007, 11, 30), date(2026, 11, 30)),
        (date(2008, 2, 29), date(2027, 3, 1)),
    ],
)
def test_majority_begins_on_the_nineteenth_birthday(birth, first):
    assert of_age_from(birth, ON).result == first


def test_majority_follows_the_law_of_the_day():
    """Until 30 June 2013 it was twenty years."""
    born = date(1993, 7, 1)
    assert of_age_from(born, date(2013, 6, 30)).result == date(2013, 7, 1)
    assert of_age_from(born, date(2013, 7, 1)).result == date(2012, 7, 1)


def test_majority_names_its_sources():
    assert [row.citation for row in of_age_from(date(2000, 1, 1), ON).rows] == [
        "민법 4, 158",
        "민사소송법 57; 국제사법 28",
    ]
