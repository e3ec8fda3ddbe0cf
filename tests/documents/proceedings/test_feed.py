"""The calendar as RFC 5545 wants it, and its private address."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from documents.proceedings import actions, actions_feed
from documents.proceedings.ics import Event, calendar, escaped, folded
from documents.proceedings.models import CalendarFeed
from litigation.cases.models import Membership
from litigation.frame.logs import clean
from tests.documents import people
from tests.documents.proceedings.conftest import SERVED

AT = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)


def test_a_calendar_is_written_line_by_line():
    event = Event("1@hamkke.example", date(2026, 12, 31), "Appeal; 2026가합1, now", "a\nb\\", "https://x.example/1", AT)
    assert calendar("Hamkke", [event]).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hamkke//Deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Hamkke",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "BEGIN:VEVENT",
        "UID:1@hamkke.example",
        "DTSTAMP:20261126T070000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Appeal\\; 2026가합1\\, now",
        "DESCRIPTION:a\\nb\\\\",
        "URL:https://x.example/1",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_alarms_are_nine_in_the_morning_so_many_days_before():
    event = Event("1@hamkke.example", date(2026, 12, 31), "Appeal, now", "", "https://x.example/1", AT, alarms=(14, 1))
    lines = calendar("Hamkke", [event]).decode().split("\r\n")
    assert lines[lines.index("TRANSP:TRANSPARENT") + 1 : lines.index("END:VEVENT")] == [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Appeal\\, now",
        "TRIGGER:-P13DT15H",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Appeal\\, now",
        "TRIGGER:-P0DT15H",
        "END:VALARM",
    ]


@given(st.text(max_size=400))
def test_a_folded_line_is_short_and_unfolds_to_itself(text):
    line = "SUMMARY:" + escaped(text)
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


@given(st.text(max_size=100))
def test_escaped_text_holds_no_break_and_comes_back(text):
    written = escaped(text)
    assert not {"\r", "\n", "\x00"} & set(written)
    back, place = "", 0
    while place < len(written):
        if written[place] == "\\":
            back, place = back + {"n": "\n"}.get(written[place + 1], written[place + 1]), place + 2
        else:
            back, place = back + written[place], place + 1
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert back == "".join(character for character in plain if character in "\t\n" or character.isprintable())


@pytest.fixture
def address(suit, park):
    actions.enter(proceeding=suit, kind="judgment_first", day=SERVED, actor=park)
    return reverse("calendar_feed", args=[actions_feed.make(user=park)[1]])


def unfolded(answer):
    return answer.content.decode().replace("\r\n ", "")


def test_a_feed_holds_deadlines_and_nothing_of_any_claimant(client, address, suit):
    answer = client.get(address)
    text = unfolded(answer)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-store"
    assert f"UID:{suit.deadlines.get().pk}@" in text and "DTSTART;VALUE=DATE:20261116" in text
    assert "2026가합12345" in text
    for entry in suit.round.roster.select_related("claim__claimant"):
        person = entry.claim.claimant
        for private in (person.hangul_name, person.family_name, entry.claim.reference):
            assert private not in text


def test_a_deadline_that_is_done_wakes_nobody(client, address, suit, park):
    assert unfolded(client.get(address)).count("BEGIN:VALARM") == 4
    actions.settle(deadline=suit.deadlines.get(), state="done", note="", actor=park)
    assert "BEGIN:VALARM" not in unfolded(client.get(address))


def test_the_secret_is_kept_nowhere_and_logged_nowhere(address, park):
    secret = address.split("/")[2].removesuffix(".ics")
    assert secret not in str(list(CalendarFeed.objects.values()))
    assert secret not in clean(f"GET {address}") and secret not in clean({"request": f"GET {address}"})["request"]


def test_a_new_address_ends_the_old_one_and_revoking_ends_the_new(client, address, park):
    newer = reverse("calendar_feed", args=[actions_feed.make(user=park)[1]])
    assert (client.get(address).status_code, client.get(newer).status_code) == (404, 200)
    actions_feed.revoke(user=park)
    actions_feed.revoke(user=park)
    assert client.get(newer).status_code == 404
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 0


def test_who_left_the_team_or_was_closed_out_reads_nothing(client, address, park, case):
    Membership.objects.filter(user=park).delete()
    assert "VEVENT" not in unfolded(client.get(address))
    type(park).objects.filter(pk=park.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_a_feed_shows_only_cases_its_person_works_in(client, address, case):
    other = people.make_member(people.make_case("another-case"), "coordinator").user
    secret = actions_feed.make(user=other)[1]
    assert "VEVENT" not in unfolded(client.get(reverse("calendar_feed", args=[secret])))
