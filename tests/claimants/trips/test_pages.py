import uuid
from datetime import date

import pytest
from django.urls import reverse

from claimants.trips.models import Trip
from tests.factories import JOURNEY, make_case, make_claim, tell_trip
from tests.pages import bare, says, send, shown

pytestmark = pytest.mark.django_db

ADD = {**JOURNEY, "when_month": "5", "when_year": "2018"}


@pytest.fixture
def claim():
    return make_claim(case=make_case(), ready=True)


@pytest.fixture
def claimant(client, claim):
    client.force_login(claim.claimant.account)
    return client


def test_a_trip_known_to_the_month_is_added(claimant, claim):
    response = send(claimant, reverse("my_trip_add"), ADD | {"carrier": "Vietnam Airlines"})
    assert response.url == reverse("my_trips")
    trip = Trip.objects.latest("created_at")
    assert (trip.date, trip.precision, trip.carrier, trip.nationality.code) == (
        date(2018, 5, 1),
        "month",
        "Vietnam Airlines",
        "VN",
    )
    assert says(claimant.get(reverse("my_trips")), "The trip is saved. It is covered by this case.")


def test_a_trip_outside_the_window_is_saved_with_its_reason(claimant):
    response = send(claimant, reverse("my_trip_add"), ADD | {"when_year": "2023"}, without=["when_month"])
    assert says(
        claimant.get(response.url),
        "The trip is saved. The journey was after 20 October 2021. Nothing shows that records from then were used.",
    )


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"when_year": "2561"}, "You wrote 2561. Do you mean 2018?"),
        ({"when_year": "1980"}, "This is before you were born. Look at the year again"),
        ({"when_year": "2099"}, "The date of the journey must be in the past"),
        ({"when_year": ""}, "The date of the journey must include a year"),
        ({"nationality": ""}, "Choose the country of the passport you showed"),
        ({"direction": ""}, "Choose which way you travelled"),
        ({"port": "LAX"}, "Choose an answer for “Which Korean airport or port?”."),
    ],
)
def test_a_wrong_answer_is_named(claimant, wrong, sentence):
    response = send(claimant, reverse("my_trip_add"), ADD | wrong)
    assert response.status_code == 422
    assert says(response, sentence)
    assert Trip.objects.count() == 1


def test_a_trip_is_changed_and_an_unknown_port_stays_unknown(claimant, claim):
    trip = claim.trips.get()
    send(claimant, reverse("my_trip", args=[trip.pk]), {"port": "", "number": "409"})
    trip.refresh_from_db()
    assert (trip.port, trip.number, trip.date) == ("", "409", date(2018, 5, 11))
    assert says(claimant.get(reverse("my_trips")), "a Korean port")


def test_a_trip_is_removed_after_asking_once_more(claimant, claim):
    trip = claim.trips.get()
    url = reverse("my_trip_remove", args=[trip.pk])
    page = claimant.get(url)
    assert says(page, "Remove this trip?") and Trip.objects.count() == 1
    fields = shown(page)
    first, again = (claimant.post(url, fields) for _ in range(2))
    assert (first.url, again.url, Trip.objects.count()) == (reverse("my_trips"), reverse("my_trips"), 0)


def test_somebody_elses_trip_and_no_trip_look_the_same(claimant, claim):
    theirs = tell_trip(make_claim(case=claim.case))
    nobodys = uuid.uuid4()
    for name in ("my_trip", "my_trip_remove"):
        for method in (claimant.get, claimant.post):
            foreign, absent = (method(reverse(name, args=[pk])) for pk in (theirs.pk, nobodys))
            assert (foreign.status_code, absent.status_code) == (404, 404)
            assert bare(foreign, theirs.pk) == bare(absent, nobodys)
    assert Trip.objects.filter(pk=theirs.pk).exists()


def test_after_sending_the_list_is_there_to_read_only(client):
    claim = make_claim(case=make_case(), status="submitted")
    client.force_login(claim.claimant.account)
    page = client.get(reverse("my_trips"))
    assert says(page, "You have sent your claim, so the trips are fixed.")
    assert reverse("my_trip_add") not in page.content.decode()
    assert client.get(reverse("my_trip_add")).url == reverse("my_trips")
    assert client.post(reverse("my_trip_add"), ADD).status_code == 409


@pytest.mark.parametrize("trips", [1, 3])
def test_the_list_takes_the_same_queries_for_one_trip_and_for_three(
    claimant, claim, trips, django_assert_max_num_queries
):
    for _ in range(trips - 1):
        tell_trip(claim)
    claimant.get(reverse("my_trips"))
    with django_assert_max_num_queries(10):
        claimant.get(reverse("my_trips"))
