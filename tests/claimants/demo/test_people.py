import re
import unicodedata
from datetime import date

import airportsdata
import pytest

from claimants.demo.people import TODAY, WEIGHTS, country_data, person
from claimants.demo.readers.mrz import transliterate
from litigation.law.eligibility import Nationality, Trip, judge
from tests.litigation.law.test_eligibility import RULE

MANY = [person(n) for n in range(1500)]


def test_person_is_always_the_same_one():
    assert person(7, seed=3) == person(7, seed=3)
    assert person(7, seed=3) != person(7, seed=4)
    assert person(7) != person(8)


@pytest.mark.parametrize("code", sorted(WEIGHTS))
def test_tables_are_whole(code):
    data = country_data(code)
    for part in ("family", "given"):
        rows = [row.split("|") for row in data[part]]
        assert len(rows) >= 25
        assert len({own for own, _, _ in rows}) == len(rows), f"{part}: a name stands twice"
        for own, latin, hangul in rows:
            assert own == unicodedata.normalize("NFC", own)
            assert transliterate(latin), latin
            assert re.fullmatch(r"[가-힣]+( [가-힣]+)*", hangul), hangul
    for route in data["routes"]:
        assert re.fullmatch(r"[A-Z0-9]{2}\|\d{1,4}\|[A-Z]{3}\|(ICN|GMP|PUS)", route)
    for address in data["addresses"]:
        assert address.count("|") == 2
        assert address.count("{n}") == 2
        assert re.search("[가-힣]", address.split("|")[2])


def test_airports_are_real():
    known = airportsdata.load("IATA")
    used = {code for country in WEIGHTS for route in country_data(country)["routes"] for code in route.split("|")[2:]}
    assert used - set(known) == set()


def test_world_has_every_kind_of_person():
    assert {p.nationality.lower() for p in MANY} == set(WEIGHTS)
    assert any(p.one_name and not p.given_name for p in MANY)
    assert any(len(p.nationalities) == 2 for p in MANY)
    assert any(p.country == "KR" and p.nationality != "KR" for p in MANY)
    assert {t.precision for p in MANY for t in p.trips} == {"day", "month", "year"}
    assert {t.direction for p in MANY for t in p.trips} == {"entry", "departure"}
    assert len({p.email for p in MANY}) == len({p.passport_number for p in MANY}) == len(MANY)


def test_nobody_could_be_real():
    for p in MANY:
        assert p.email.endswith("@example.org")
        assert re.search(r"\b(0{3,4}|8800|555)\b", p.phone), p.phone
        assert p.birth_date < TODAY < p.passport_expiry
        assert all(trip.day >= p.birth_date for trip in p.trips)
        assert p.country == "KR" or p.address_ko.startswith(country_data(p.country.lower())["name_ko"])


def test_names_stand_in_the_order_of_their_place():
    seen = {p.nationality: p for p in MANY if not p.one_name}
    hangul = {latin: korean for _own, latin, korean in (row.split("|") for row in country_data("vn")["family"])}
    assert seen["VN"].hangul_name.startswith(hangul[seen["VN"].family_name] + " ")
    assert " " not in seen["KR"].hangul_name + seen["CN"].own_name
    family, given = seen["US"].family_name, seen["US"].given_name
    assert transliterate(seen["US"].own_name) == transliterate(f"{given} {family}")


def test_most_people_are_affected_and_some_are_not():
    def result(p):
        held = [Nationality(*each) for each in p.nationalities]
        trips = [Trip("t", t.remembered, t.direction, t.port, t.nationality) for t in p.trips]
        return judge(RULE, birth_date=p.birth_date, nationalities_over_time=held, trips=trips).result

    results = [result(p) for p in MANY]
    shares = {answer: results.count(answer) / len(MANY) for answer in ("yes", "maybe", "no")}
    assert shares["yes"] > 0.75
    assert 0.02 < shares["maybe"] < 0.15
    assert 0.02 < shares["no"] < 0.15


def test_trip_is_told_as_it_is_remembered():
    trip = next(t for p in MANY for t in p.trips if t.precision == "month")
    assert trip.remembered.first == date(trip.day.year, trip.day.month, 1)
    assert {trip.origin, trip.destination} == {trip.port, trip.other_port}
