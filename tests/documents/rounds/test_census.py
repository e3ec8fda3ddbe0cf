"""The count of valid plaintiffs: exact at every moment that has passed, whatever happened since."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claimants.mandates.actions import revoke
from documents.rounds import actions
from documents.rounds.census import census
from litigation.errors import DomainError
from litigation.workflow import move
from tests.documents import people

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def frozen(case, lead):
    people.make_accepted(case, 3)
    return people.freeze(actions.open_round(case=case, actor=lead), lead)


def counted(case, at):
    found = census(case, at)
    return found.valid, {line.status: (line.claims, line.mandated, line.valid) for line in found.lines}, found.by_round


def test_nobody_is_a_plaintiff_before_the_freeze_and_all_are_after(case, frozen):
    entered = [entry.claim.status_changed_at for entry in frozen.roster.select_related("claim")]
    assert counted(case, min(entered) - TICK) == (0, {"accepted": (3, 3, 0)}, ())
    assert counted(case, timezone.now()) == (3, {"in_round": (3, 3, 3)}, ((1, 3),))


def test_who_leaves_counts_until_that_moment(case, frozen, lead):
    claim = frozen.roster.first().claim
    move(claim, "withdrawn", actor=lead)
    left = claim.status_changed_at
    assert counted(case, left - TICK)[0] == 3
    assert counted(case, left) == (2, {"in_round": (2, 2, 2), "withdrawn": (1, 1, 0)}, ((1, 2),))


def test_mandate_counts_from_signing_until_it_is_taken_back(case, frozen, lead):
    mandate = frozen.roster.first().claim.mandates.get()
    revoke(mandate=mandate, actor=lead)
    mandate.refresh_from_db()
    assert counted(case, mandate.ended_at - TICK)[0] == 3
    assert counted(case, mandate.ended_at) == (2, {"in_round": (3, 2, 2)}, ((1, 2),))
    type(mandate).objects.filter(pk=mandate.pk).update(ended_at=timezone.now())
    assert counted(case, timezone.now())[0] == 2


def test_new_mandate_after_an_old_one_leaves_no_gap_and_counts_once(case, frozen):
    claim = frozen.roster.first().claim
    now = timezone.now()
    claim.mandates.update(state="superseded", ended_at=now)
    people.make_mandate(claim, signed_at=now)
    assert [counted(case, at)[0] for at in (now - TICK, now)] == [3, 3]


def test_later_round_changes_no_earlier_count(case, frozen, lead):
    before = timezone.now()
    people.make_accepted(case, 2, start=10)
    people.freeze(actions.open_round(case=case, actor=lead), lead)
    assert counted(case, before)[::2] == (3, ((1, 3),))
    assert counted(case, timezone.now())[::2] == (5, ((1, 3), (2, 2)))


def test_moment_to_come_is_refused(case):
    with pytest.raises(DomainError) as refused:
        census(case, timezone.now() + timedelta(hours=1))
    assert refused.value.code == "census.future"


def test_count_is_one_query_for_one_person_and_for_many(case, frozen, django_assert_num_queries):
    with django_assert_num_queries(1):
        census(case, timezone.now())
    people.make_accepted(case, 3, start=10)
    with django_assert_num_queries(1):
        census(case, timezone.now())


def test_other_case_is_not_counted(case, frozen):
    assert counted(people.make_case("other-case"), timezone.now()) == (0, {}, ())


def test_command_counts_at_a_moment_in_seoul(case, frozen):
    out = StringIO()
    call_command("count_plaintiffs", case.slug, "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert (said["valid"], said["by_round"]) == (3, {"1": 3})
    assert said["by_state"] == {"in_round": {"claims": 3, "mandated": 3, "valid": 3}}
    out = StringIO()
    call_command("count_plaintiffs", case.slug, "--at", "2026-11-01 14:00", stdout=out)
    assert out.getvalue() == "2026-11-01 14:00:00 Seoul: 0 valid plaintiffs.\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "There is no case “nowhere”."),
        (["airport-face-data", "--at", "yesterday"], "“yesterday” is no moment."),
        (["airport-face-data", "--at", "2026-13-01 14:00"], "“2026-13-01 14:00” is no moment."),
        (["airport-face-data", "--at", "2999-01-01 00:00"], "This moment has not come yet"),
    ],
)
def test_command_says_what_is_wrong(case, arguments, told):
    with pytest.raises(CommandError, match=told.replace("?", r"\?")):
        call_command("count_plaintiffs", *arguments)


def test_page_counts_now_and_at_the_moment_asked(client, settings, case, frozen, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    now = client.get("/staff/rounds/census/").content.decode()
    then = client.get("/staff/rounds/census/?at=2026-11-01T14:00").content.decode()
    wrong = client.get("/staff/rounds/census/?at=2999-01-01T14:00")
    assert ("<dd>3</dd>" in now, "<dd>0</dd>" in then) == (True, True)
    assert "has not come yet" in wrong.content.decode()
