"""Who sits at somebody else's open browser freezes, files and takes away nothing: they are asked who they are first."""

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.packages.models import BookVolume, Package
from documents.rounds.actions import open_round
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(settings):
    settings.STAFF_SECOND_FACTOR = False
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 2)
    return open_round(case=case, actor=lead)


@pytest.fixture
def borrowed(client, lead):
    """Signed in long ago."""
    client.force_login(lead)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    return client


def asks(answer):
    return answer.status_code == 302 and answer["Location"].startswith(reverse("account_reauthenticate"))


def test_freeze_asks_who_is_there_and_its_page_does_not(borrowed, lead, round):
    people.approve(round, lead)
    url = reverse("desk_round_freeze", args=[1])
    assert (borrowed.get(url).status_code, asks(borrowed.post(url))) == (200, True)
    round.refresh_from_db()
    assert round.status == "open"


def test_filing_asks_who_is_there_and_keeps_what_was_typed(borrowed, lead, round):
    people.freeze(round, lead)
    url, day = reverse("desk_round_file", args=[1]), timezone.localdate()
    days = {"filed_on_day": day.day, "filed_on_month": day.month, "filed_on_year": day.year}
    owner = borrowed.get(url).context["guard"].split('name="_owner" value="')[1].split('"')[0]
    answer = borrowed.post(url, {"court": "서울중앙지방법원", "number": "2026가합4711", "_owner": owner, **days})
    round.refresh_from_db()
    assert (asks(answer), round.status) == (True, "frozen")
    again = borrowed.get(url).context
    assert (again["restored"], again["form"]["number"].value()) == (True, "2026가합4711")


def test_package_and_court_book_are_taken_away_only_by_who_is_there(borrowed, lead, round):
    people.freeze(round, lead)
    made = {"state": "ready", "manifest_sha256": "0" * 64, "ready_at": timezone.now()}
    package = Package.objects.create(round=round, version=1, **made)
    kept = {"stored_name": "x", "sha256": "0" * 64, "size": 1}
    volume = BookVolume.objects.create(package=package, number=1, first=1, pages=1, files=1, **kept)
    whole = reverse("desk_package_zip", args=[package.pk])
    book = reverse("desk_book_volume", args=[package.pk, volume.number])
    assert [asks(borrowed.get(url)) for url in (whole, book)] == [True, True]
