"""What is done with a package that is made: submissions under the cap, spot checks on the record, nightly reading, mail."""

import pytest
from django.core import mail
from django.urls import reverse

from claimants.notices.models import Notice
from documents.packages import nightly
from documents.packages.actions import look_at_package, record_spot_check
from documents.packages.models import SpotCheck
from documents.packages.queries import examined
from documents.packages.rules import Envelopes, Limit
from documents.papers.queries import package_files
from documents.rounds import actions
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.vault.files import delete, put_as
from tests.documents import people
from tests.litigation.accounts.tools import is_there

pytestmark = pytest.mark.django_db
MB = 1_000_000


def verify_newest():
    """What the nightly bells come to."""
    for package in nightly.newest():
        nightly.verify_one(package)


def test_files_are_packed_in_the_order_of_the_folder_under_the_cap():
    envelopes = Envelopes(Limit(10, 100, is_confirmed=False))
    files = [
        ("1_소장/소장.pdf", 60 * MB),
        ("2_위임장/a.pdf", 40 * MB),
        ("2_위임장/b.pdf", 1),
        ("3_증거/c.pdf", 100 * MB),
    ]
    assert [envelopes.of(*file) for file in files] == [1, 1, 2, 3]


def test_file_over_the_cap_stands_alone_and_what_only_we_read_goes_nowhere():
    envelopes = Envelopes(Limit(10, 100, is_confirmed=False))
    files = [
        ("1_소장/소장.pdf", 150 * MB),
        ("2_위임장/a.pdf", 1),
        ("4_참고/목록.pdf", 1),
        ("manifest.json", 1),
        ("manifest.json.p7s", 1),
    ]
    assert [envelopes.of(*file) for file in files] == [1, 2, 0, 0, 0]


def test_package_remembers_which_file_goes_into_which_submission(freeze, make):
    package = make(freeze(1))
    told = dict(package.contents.values_list("path", "submission"))
    assert {path for path, number in told.items() if number == 0} == {
        "4_참고/당사자목록.csv", "4_참고/당사자목록.xlsx", "4_참고/목록.pdf", "4_참고/목록.xlsx",
        "manifest.json", "manifest.json.p7s",
    }  # fmt: skip
    assert {number for number in told.values() if number} == {1}


def test_spot_check_is_on_the_record(freeze, make, lead, reader):
    round = freeze(2)
    package = make(round)
    first, second = round.roster.order_by("number")
    people.look_through(package, first, reader)
    record_spot_check(package=package, entry=first, passed=True, actor=reader, note="not needed")
    record_spot_check(package=package, entry=second, passed=False, actor=lead, note="  The name is\nanother.  ")
    said = SpotCheck.objects.values_list("entry__number", "passed", "note", "checked_by")
    assert list(said) == [(1, True, "", reader.pk), (2, False, "The name is another.", lead.pk)]
    events = LedgerEvent.objects.filter(verb="package.spot_checked").order_by("seq")
    assert [event.data for event in events] == [
        {"version": 1, "plaintiff": 1, "passed": True},
        {"version": 1, "plaintiff": 2, "passed": False},
    ]


def test_spot_check_names_what_is_wrong_and_is_about_this_round(case, freeze, make, lead):
    round = freeze(1)
    package = make(round)
    with pytest.raises(DomainError, match=r"spot_check\.no_note"):
        record_spot_check(package=package, entry=round.roster.get(), passed=False, actor=lead, note="  ")
    other = people.make_case("other-case")
    people.make_accepted(other, 1, start=50)
    stranger = people.make_member(other, "case_lead").user
    elsewhere = people.freeze(actions.open_round(case=other, actor=stranger), stranger)
    with pytest.raises(DomainError, match=r"spot_check\.other_round"):
        record_spot_check(package=package, entry=elsewhere.roster.get(), passed=True, actor=lead)
    assert SpotCheck.objects.count() == 0


def test_page_takes_the_spot_check_and_shows_it(client, settings, freeze, make, lead):
    settings.STAFF_SECOND_FACTOR = False
    package = make(freeze(1))
    is_there(client, lead)
    url = reverse("desk_spot_check", args=[package.pk, 1])
    assert client.post(url, {"says": "wrong", "note": ""}).status_code == 422
    checks = reverse("desk_round_looked_at", args=[1])
    assert client.post(url, {"says": "wrong", "note": "Another signature", "_once": "a"}).url == checks
    assert "Another signature" in client.get(checks).content.decode()
    page = client.get(reverse("desk_round", args=[1])).content.decode()
    assert ("1 of 1 looked at" in page, "1 wrong" in page, "제출 1" in page) == (True, True, True)


def test_checks_say_that_nothing_was_found_only_when_papers_were_examined(client, settings, freeze, make, lead):
    settings.STAFF_SECOND_FACTOR = False
    round = freeze(1)
    is_there(client, lead)
    checks = reverse("desk_round_looked_at", args=[1])
    before = client.get(checks).content.decode()
    make(round)
    after = client.get(checks).content.decode()
    assert ["nothing was found" in page for page in (before, after)] == [False, True]
    assert ["Each is examined when it is made" in page for page in (before, after)] == [True, False]
    made = package_files(round)
    assert examined(round) == made.count() - made.filter(filing__type="party_list").count()


def test_history_of_a_round_tells_what_was_done_and_not_of_other_rounds(client, settings, freeze, make, lead):
    settings.STAFF_SECOND_FACTOR = False
    package = make(freeze(1))
    look_at_package(package=package, actor=lead, path="manifest.json")
    is_there(client, lead)
    rows = client.get(reverse("desk_round_history", args=[1])).context["rows"]
    verbs = [row["event"].verb for row in rows]
    assert verbs[:3] == ["package.file_downloaded", "package.made", "package.begun"]
    assert verbs[-1] == "round.opened"
    actions.open_round(case=package.round.case, actor=lead)
    again = client.get(reverse("desk_round_history", args=[1])).context["rows"]
    assert [row["event"].seq for row in again] == [row["event"].seq for row in rows]


def test_package_with_gaps_is_offered_with_a_warning(client, settings, freeze, make, lead):
    settings.STAFF_SECOND_FACTOR = False
    round = freeze(2)
    delete(round.roster.get(number=2).snapshot["exhibits"][0]["stored_name"])
    package = make(round)
    is_there(client, lead)
    page = client.get(reverse("desk_round", args=[1])).content.decode()
    assert "1 paper is missing in it." in page
    answer = client.get(reverse("desk_package_zip", args=[package.pk]))
    assert "-incomplete.zip" in answer["Content-Disposition"]
    b"".join(answer.streaming_content)


def test_download_is_gone_on_with_and_both_parts_are_recorded(client, settings, freeze, make, lead):
    settings.STAFF_SECOND_FACTOR = False
    package = make(freeze(1))
    is_there(client, lead)
    url = reverse("desk_package_zip", args=[package.pk])
    whole = client.get(url)
    everything = b"".join(whole.streaming_content)
    rest = client.get(url, headers={"Range": "bytes=5000-", "If-Range": whole["ETag"]})
    assert (rest.status_code, b"".join(rest.streaming_content)) == (206, everything[5000:])
    assert len(everything) == package.zip_size
    events = LedgerEvent.objects.filter(verb="package.downloaded").order_by("seq")
    assert [event.data for event in events] == [{"version": 1}, {"version": 1, "from": 5000}]


def test_each_night_the_newest_package_is_read_again(freeze, make, settings):
    settings.ADMINS = [("Operator", "operator@example.org")]
    round = freeze(1)
    make(round)
    package = make(round)
    verify_newest()
    package.refresh_from_db()
    assert (package.verified_at is not None, package.problems, mail.outbox) == (True, 0, [])
    put_as(package.contents.get(path="1_소장/소장.pdf").stored_name, b"%PDF another")
    verify_newest()
    package.refresh_from_db()
    assert (package.problems, [message.to for message in mail.outbox]) == (1, [["operator@example.org"]])
    assert [event.data for event in LedgerEvent.objects.filter(verb="package.verified").order_by("seq")] == [
        {"version": 2, "problems": 0},
        {"version": 2, "problems": 1},
    ]


def test_who_began_it_gets_a_mail_unless_nobody_shall_be_told(freeze, make, lead):
    round = freeze(2)
    make(round, tell=False)
    assert not Notice.objects.filter(kind__startswith="papers_").exists()
    make(round)
    delete(round.roster.get(number=2).snapshot["exhibits"][0]["stored_name"])
    make(round, anew=True)
    told = Notice.objects.filter(kind__startswith="papers_").order_by("pk").values_list("user", "kind", "params")
    assert sorted(told, key=lambda row: row[1]) == [
        (lead.pk, "papers_made", {"round": 1, "case_slug": "airport-face-data"}),
        (lead.pk, "papers_missing", {"round": 1, "case_slug": "airport-face-data"}),
    ]


def test_list_of_rounds_says_how_far_each_is(client, settings, freeze, make, lead):
    settings.STAFF_SECOND_FACTOR = False
    round = freeze(1)
    is_there(client, lead)
    before = client.get(reverse("desk_rounds")).content.decode()
    make(round)
    after = client.get(reverse("desk_rounds")).content.decode()
    assert ["Made</span>" in page for page in (before, after)] == [False, True]
