from datetime import date

import pytest

from claimants.claims.models import Claim
from claimants.trips.actions import change_trip, remove_trip
from claimants.trips.models import Trip
from claimants.trips.queries import judged_trips
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_claim, tell_person, tell_trip

pytestmark = pytest.mark.django_db


def verbs(claim):
    return list(LedgerEvent.objects.filter(claim_id=str(claim.pk)).order_by("seq").values_list("verb", flat=True))


@pytest.fixture
def claim():
    claim = make_claim(case=make_case())
    tell_person(claim.claimant)
    return claim


def test_a_trip_lets_the_claim_be_judged_again(claim):
    tell_trip(claim)
    claim = Claim.objects.get()
    assert (claim.verdict, claim.rule_version, Trip.objects.get().verdict) == ("yes", 1, "in_window")
    assert verbs(claim)[-2:] == ["trip.added", "claim.judged"]


def test_a_trip_outside_the_window_is_accepted_and_said_to_be_so(claim):
    tell_trip(claim, date=date(2022, 3, 1), precision="month")
    assert Claim.objects.get().verdict == "no"
    [judged] = judged_trips(claim)
    assert (judged.state, str(judged.word), judged.tone) == ("after", "After the days covered", "")
    assert judged.reasons == ("The journey was after 20 October 2021. Nothing shows that records from then were used.",)


def test_a_changed_trip_is_judged_anew(claim):
    trip = tell_trip(claim, date=date(2022, 3, 1))
    change_trip(trip=trip, actor=claim.claimant.account, date=date(2019, 1, 1), precision="year")
    trip.refresh_from_db()
    assert (trip.date, trip.precision, trip.verdict, trip.version) == (date(2019, 1, 1), "year", "in_window", 2)
    assert Claim.objects.get().verdict == "yes"


def test_removing_the_only_trip_leaves_a_maybe(claim):
    trip = tell_trip(claim)
    remove_trip(trip=trip, actor=claim.claimant.account)
    assert (Trip.objects.count(), Claim.objects.get().verdict) == (0, "maybe")
    assert verbs(claim)[-2:] == ["trip.removed", "claim.judged"]


@pytest.mark.parametrize("status", ["submitted", "accepted", "withdrawn"])
def test_trips_are_fixed_once_the_claim_is_sent(status):
    claim = make_claim(case=make_case(), status=status, ready=True)
    trip = claim.trips.get()
    account = claim.claimant.account
    for act in (
        lambda: tell_trip(claim),
        lambda: change_trip(trip=trip, actor=account, port="GMP"),
        lambda: remove_trip(trip=trip, actor=account),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.code == "claim.not_editable"
    assert list(Trip.objects.values_list("port", flat=True)) == ["ICN"]


@pytest.mark.parametrize("field", ["other_port", "carrier", "number"])
def test_a_trip_that_papers_cannot_print_is_refused_and_nothing_is_kept(claim, field):
    with pytest.raises(DomainError) as refused:
        tell_trip(claim, **{field: "Air 😀"})
    assert (refused.value.code, set(refused.value.fields)) == ("text.unprintable", {field})
    tell_trip(claim)
    with pytest.raises(DomainError):
        change_trip(trip=Trip.objects.get(), actor=claim.claimant.account, **{field: "ꪎ"})
    assert not set("😀ꪎ") & set(str(Trip.objects.values_list(field).get()))
