"""Spot checks: everybody or those drawn, and the sheet that lies beside the package without changing it."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from documents.packages import spot_checks
from documents.packages.actions import look_at_package, make_papers, record_spot_check
from documents.packages.models import SpotCheck
from documents.packages.queries import zip_of
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead_client(client, settings, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    return client


@pytest.fixture
def reader_client(client, settings, reader):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(reader)
    return client


def test_spot_check_of_everybody_offers_every_plaintiff_and_comes_back_to_the_list(freeze, make, reader, reader_client):
    package = make(freeze(6))
    url = reverse("desk_spot_checks", args=[package.pk])
    people.look_through(package, package.round.roster.get(number=6), reader)
    page = reader_client.get(url).content.decode()
    assert [page.count(reverse("desk_spot_check", args=[package.pk, number])) for number in range(1, 8)] == [1] * 6 + [
        0
    ]
    posted = reader_client.post(
        reverse("desk_spot_check", args=[package.pk, 6]), {"says": "right", "everybody": "1", "_once": "a"}
    )
    assert posted.url == f"{url}?page=1"
    assert spot_checks.counts(package) == {"seen": 1, "wrong": 0, "all": 6}
    assert "1 of 6 looked at, 0 wrong." in reader_client.get(url).content.decode()


def test_spot_check_counts_what_was_said_last_of_each(freeze, make, lead, reader):
    round = freeze(2)
    package = make(round)
    entry = round.roster.get(number=1)
    record_spot_check(package=package, entry=entry, passed=False, note="Another signature", actor=lead)
    assert spot_checks.counts(package) == {"seen": 1, "wrong": 1, "all": 2}
    people.look_through(package, entry, reader)
    record_spot_check(package=package, entry=entry, passed=True, actor=reader)
    assert spot_checks.counts(package) == {"seen": 1, "wrong": 0, "all": 2}
    assert SpotCheck.objects.count() == 2


def test_sheet_says_who_was_looked_at_and_who_was_not(freeze, make, lead, lead_client):
    round = freeze(2)
    package = make(round)
    first, second = round.roster.select_related("claim").order_by("number")
    record_spot_check(package=package, entry=first, passed=False, note="=1+1", actor=lead)
    answer = lead_client.get(reverse("desk_spot_sheet", args=[package.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    _header, *rows = sheet.values
    assert [(row[0], row[1], row[2], row[3], row[4], row[-1]) for row in rows] == [
        (1, first.claim.reference, "예", "문제 있음", "=1+1", package.manifest_sha256),
        (2, second.claim.reference, "예", "확인 전", None, package.manifest_sha256),
    ]
    assert "f" not in {cell.data_type for cell in sheet["E"]}
    assert LedgerEvent.objects.filter(verb="package.file_downloaded").count() == 1


def test_right_is_said_by_who_opened_every_paper_and_did_not_prepare_the_round(freeze, make, lead, reader):
    package = make(freeze(1))
    entry = package.round.roster.get()
    people.look_through(package, entry, lead)
    with pytest.raises(DomainError, match=r"spot_check\.own"):
        record_spot_check(package=package, entry=entry, passed=True, actor=lead)
    with pytest.raises(DomainError) as refused:
        record_spot_check(package=package, entry=entry, passed=True, actor=reader)
    assert (refused.value.code, "not opened yet: 2" in refused.value.sentence) == ("spot_check.unopened", True)
    assert SpotCheck.objects.count() == 0
    record_spot_check(
        package=package, entry=entry, passed=False, note="Blurred", actor=lead
    )  # what is wrong, anybody says


def test_whole_package_taken_home_counts_as_opened_and_an_older_look_does_not(freeze, make, reader):
    package = make(freeze(1))
    entry = package.round.roster.get()
    people.look_through(package, entry, reader)
    package = make(package.round)
    with pytest.raises(DomainError, match=r"spot_check\.unopened"):
        record_spot_check(package=package, entry=entry, passed=True, actor=reader)
    look_at_package(package=package, actor=reader)
    assert record_spot_check(package=package, entry=entry, passed=True, actor=reader).passed


def test_sheet_changes_no_byte_of_the_package(freeze, make, reader):
    round = freeze(1)
    package = make(round)
    before = zip_of(package).read()
    record_spot_check(package=package, entry=round.roster.get(), passed=False, note="Blurred", actor=reader)
    assert spot_checks.sheet(package) == spot_checks.sheet(package)
    assert zip_of(package).read() == before
    assert make(round, anew=True).manifest_sha256 == package.manifest_sha256


def test_sheet_of_a_package_that_is_not_put_together_is_refused(freeze, lead, lead_client):
    package = make_papers(round=freeze(1), actor=lead)
    urls = [reverse(name, args=[package.pk]) for name in ("desk_spot_checks", "desk_spot_sheet")]
    assert [lead_client.get(url).status_code for url in urls] == [409, 409]
