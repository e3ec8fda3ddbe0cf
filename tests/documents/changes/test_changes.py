"""After the freeze: who leaves, whose name is corrected, who acts for whom. The frozen entries never change."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from claimants.notices.models import Notice
from documents.changes import actions
from documents.changes.models import AskedChange, RosterChange
from documents.changes.queries import line_of, plaintiffs_now
from documents.changes.rules import next_sha256, read_numbers
from documents.papers.types.correction import spelled
from documents.rounds import actions as rounds
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.workflow import move
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 3)
    return people.filed(people.freeze(rounds.open_round(case=case, actor=lead), lead), lead)


@pytest.fixture
def frozen(case, lead):
    """Frozen, and not filed yet."""
    people.make_accepted(case, 3)
    return people.freeze(rounds.open_round(case=case, actor=lead), lead)


def code_of(act):
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_who_leaves_makes_the_next_version_and_keeps_the_number(frozen, lead):
    rows = list(frozen.roster.values_list("number", "sha256"))
    change = actions.drop(round=frozen, number=2, reason="Asked us in writing.", actor=lead)
    assert (change.version, change.entry.number) == (2, 2)
    assert change.sha256 == next_sha256(frozen.roster_sha256, 2, "drop", {})
    assert change.entry.claim.status == "withdrawn"
    assert list(frozen.roster.values_list("number", "sha256")) == rows
    assert [line_of(frozen, number).has_left for number in (1, 2, 3)] == [False, True, False]
    event = LedgerEvent.objects.get(verb="roster.drop")
    assert event.data == {"round": 1, "plaintiff": 2, "version": 2, "sha256": change.sha256}


def test_who_withdrew_before_is_taken_out_too(frozen, lead):
    claim = frozen.roster.get(number=1).claim
    move(claim, "withdrawn", actor=claim.claimant.account)
    assert actions.drop(round=frozen, number=1, reason="Left by the page.", actor=lead).version == 2


@pytest.mark.parametrize("stands", ["frozen", "round"])
def test_nobody_leaves_twice_or_is_changed_after(stands, request, lead):
    round = request.getfixturevalue(stands)
    left = actions.drop(round=round, number=2, reason="Left.", actor=lead)
    if stands == "round":
        people.in_force(left, lead)
    acts = [
        lambda: actions.drop(round=round, number=2, reason="Left.", actor=lead),
        lambda: actions.correct_name(round=round, number=2, names={"hangul": "새"}, reason="x", actor=lead),
        lambda: actions.substitute(
            round=round, number=2, acting=[{"hangul": "새"}], capacity="heirs", reason="x", actor=lead
        ),
    ]
    assert [code_of(act) for act in acts] == ["roster.left"] * 3
    assert RosterChange.objects.count() == 1


def test_name_is_corrected_for_later_papers_only(frozen, lead):
    entry = frozen.roster.get(number=1)
    before = dict(entry.snapshot["person"])
    change = actions.correct_name(
        round=frozen, number=1, names={"hangul": " 바른  이름 "}, reason="Typed wrongly.", actor=lead
    )
    assert change.person == {"hangul": "바른 이름"}
    line = line_of(frozen, 1)
    assert line.person.to_json() == {**before, "hangul": "바른 이름"}
    assert line.entry.snapshot["person"] == before


def test_change_of_a_filed_round_waits_and_changes_nothing_meanwhile(round, lead):
    """Only the paper of the court takes a person out."""
    Notice.objects.all().delete()
    asked = actions.drop(round=round, number=2, reason="Asked us in writing.", actor=lead)
    assert (asked.number, asked.status, asked.paper, asked.filing) == (1, "asked", "withdrawal", None)
    assert (RosterChange.objects.count(), plaintiffs_now(round), line_of(round, 2).has_left) == (0, 3, False)
    assert (round.roster.get(number=2).claim.status, Notice.objects.count()) == ("filed", 0)
    event = LedgerEvent.objects.get(verb="change.asked")
    assert event.data == {"round": 1, "number": 1, "plaintiff": 2, "change": "drop"}
    change = people.in_force(asked, lead)
    assert (change.version, change.paper, asked.status, asked.handed_in_on) == (
        2,
        "withdrawal",
        "handed_in",
        timezone.localdate(),
    )
    assert (plaintiffs_now(round), round.roster.get(number=2).claim.status) == (2, "withdrawn")


def test_one_change_of_a_plaintiff_waits_at_a_time(round, lead):
    first = actions.correct_name(round=round, number=1, names={"hangul": "바른 이름"}, reason="Typo.", actor=lead)
    assert code_of(lambda: actions.drop(round=round, number=1, reason="Left.", actor=lead)) == "change.waits"
    assert actions.drop(round=round, number=2, reason="Left.", actor=lead).number == 2
    actions.take_back(asked=first, reason="Was right.", actor=lead)
    assert actions.drop(round=round, number=1, reason="Left.", actor=lead).number == 3


def test_change_that_was_taken_back_comes_into_no_roster(round, lead):
    asked = actions.drop(round=round, number=2, reason="Asked us.", actor=lead)
    actions.take_back(asked=asked, reason="Changed their mind.", actor=lead)
    assert code_of(lambda: actions.take_back(asked=asked, reason="Again.", actor=lead)) == "workflow.not_allowed"
    today = timezone.localdate()
    assert code_of(lambda: actions.put_in_force(asked=asked, on=today, actor=lead)) == "workflow.not_allowed"
    assert (RosterChange.objects.count(), line_of(round, 2).has_left) == (0, False)
    assert LedgerEvent.objects.get(verb="change.taken_back").data["reason"] == "Changed their mind."


def test_change_nobody_confirmed_comes_into_no_roster(round, lead):
    asked = actions.drop(round=round, number=2, reason="Asked us.", actor=lead)
    today = timezone.localdate()
    assert code_of(lambda: actions.put_in_force(asked=asked, on=today, actor=lead)) == "workflow.not_allowed"
    assert (RosterChange.objects.count(), round.roster.get(number=2).claim.status) == (0, "filed")


def test_change_before_filing_needs_no_paper_of_the_court(frozen, lead):
    left = actions.drop(round=frozen, number=2, reason="Asked us in writing.", actor=lead)
    corrected = actions.correct_name(round=frozen, number=1, names={"hangul": "바른 이름"}, reason="Typo.", actor=lead)
    assert (left.paper, corrected.paper, AskedChange.objects.count()) == ("", "", 0)


def test_nobody_takes_a_plaintiffs_place_in_a_round_that_is_not_filed(frozen, lead):
    act = {"acting": [{"hangul": "상속인"}], "capacity": "heirs", "reason": "Died.", "actor": lead}
    assert code_of(lambda: actions.substitute(round=frozen, number=3, **act)) == "roster.not_filed"
    assert RosterChange.objects.count() == 0


@pytest.mark.parametrize("names", [{}, {"hangul": " "}, {"roman": ""}, {"birth_date": "1990-01-01"}])
def test_name_that_is_none_is_refused(round, lead, names):
    if "roman" in names:
        names = {"roman": line_of(round, 1).person.passport_name}  # as it stands already
    assert (
        code_of(lambda: actions.correct_name(round=round, number=1, names=names, reason="x", actor=lead))
        == "roster.name"
    )


def test_heirs_act_under_the_same_number(round, lead):
    acting = [{"hangul": "상속인 하나", "roman": "HEIR ONE"}, {"hangul": "상속인 둘"}]
    asked = actions.substitute(round=round, number=3, acting=acting, capacity="heirs", reason="Died.", actor=lead)
    assert (asked.paper, line_of(round, 3).acting) == ("party_change", None)
    people.in_force(asked, lead)
    assert line_of(round, 3).acting == {
        "capacity": "heirs",
        "acting": [{"hangul": "상속인 하나", "roman": "HEIR ONE"}, {"hangul": "상속인 둘", "roman": ""}],
    }
    assert line_of(round, 3).entry.claim.status == "filed"


@pytest.mark.parametrize(
    ("acting", "capacity", "code"),
    [
        ([], "heirs", "roster.nobody"),
        ([{"hangul": " ", "roman": " "}], "heirs", "roster.nobody"),
        ([{"hangul": "", "roman": "HEIR"}], "heirs", "roster.nobody"),
        ([{"hangul": "상속인"}], "friend", "roster.capacity"),
    ],
)
def test_substitution_needs_somebody_with_a_capacity(round, lead, acting, capacity, code):
    act = {"acting": acting, "capacity": capacity, "reason": "x", "actor": lead}
    assert code_of(lambda: actions.substitute(round=round, number=1, **act)) == code


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 301])
def test_change_needs_a_reason_that_fits(round, lead, reason):
    assert code_of(lambda: actions.drop(round=round, number=1, reason=reason, actor=lead)) == "roster.text"
    assert (round.roster.get(number=1).claim.status, AskedChange.objects.count()) == ("filed", 0)


def test_versions_are_chained(frozen, lead):
    first = actions.drop(round=frozen, number=1, reason="Left.", actor=lead)
    second = actions.correct_name(round=frozen, number=2, names={"hangul": "바른"}, reason="x", actor=lead)
    assert second.version == 3
    assert second.sha256 == next_sha256(first.sha256, 2, "correct", second.person)


def test_open_round_has_no_roster_to_change(case, lead):
    open_round = rounds.open_round(case=case, actor=lead)
    assert code_of(lambda: actions.drop(round=open_round, number=1, reason="x", actor=lead)) == "round.not_frozen"


def test_unknown_number_is_not_found(round, lead):
    with pytest.raises(Http404):
        actions.drop(round=round, number=9, reason="x", actor=lead)


def test_each_change_is_told_to_the_person(round, lead):
    Notice.objects.all().delete()
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    names = {"hangul": "바른"}
    people.in_force(actions.correct_name(round=round, number=2, names=names, reason="x", actor=lead), lead)
    told = Notice.objects.order_by("created_at").values_list("kind", "params")
    assert list(told) == [
        ("roster_changed", {"round": 1, "change": "drop", "filed": True}),
        ("roster_changed", {"round": 1, "change": "correct", "filed": True}),
    ]


def test_database_keeps_versions_apart(frozen, lead):
    change = actions.drop(round=frozen, number=1, reason="Left.", actor=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterChange.objects.filter(pk=change.pk).update(version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterChange.objects.create(
            round=frozen,
            version=3,
            entry=change.entry,
            kind="drop",
            person={},
            reason="x",
            sha256="0" * 64,
            made_by=lead,
        )


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("1", [1]), ("1-3, 7", [1, 2, 3, 7]), ("7 1 – 2;2", [1, 2, 7]), ("3~3\n1", [1, 3])],
)
def test_numbers_are_read_as_people_type_them(typed, numbers):
    assert read_numbers(typed) == numbers


@pytest.mark.parametrize("typed", ["", " ", "0", "3-1", "a", "1-", "-1", "1.5", "1-99999999", "1-9999999"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(DomainError, match=r"appeal\.numbers"):
        read_numbers(typed)


def test_pages_walk_through_a_change(client, settings, frozen, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    assert "as frozen" in client.get("/staff/rounds/1/roster/").content.decode()
    at = "/staff/rounds/1/plaintiffs/2/"
    assert client.post(at + "drop/", {"reason": ""}).status_code == 422
    done = client.post(at + "drop/", {"reason": "Asked us in writing."}, follow=True)
    assert done.redirect_chain == [(at, 302)]
    assert "Left the suit" in done.content.decode()
    client.post("/staff/rounds/1/plaintiffs/1/correct/", {"hangul": "바른 이름", "reason": "Typed wrongly."})
    page = client.get("/staff/rounds/1/plaintiffs/1/").content.decode()
    assert ("바른 이름" in page, "version 3" in page) == (True, True)
    assert LedgerEvent.objects.filter(verb="plaintiff.viewed").count() == 2
    found = client.get("/staff/rounds/1/roster/?q=2").content.decode()
    assert ("Left the suit" in found, "/plaintiffs/1/" in found.split("<aside>")[0]) == (True, False)


def test_pages_say_what_waits_in_a_filed_round(client, settings, round, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    said = {"capacity": "heirs", "acting": "상속인 하나, HEIR ONE\n\n상속인 둘", "reason": "Died."}
    asked = client.post("/staff/rounds/1/plaintiffs/3/substitute/", said, follow=True)
    assert asked.redirect_chain == [("/staff/rounds/1/asked-changes/1/", 302)]
    assert [each["roman"] for each in AskedChange.objects.get().person["acting"]] == ["HEIR ONE", ""]
    plaintiff = client.get("/staff/rounds/1/plaintiffs/3/").content.decode()
    ways = ("/asked-changes/1/", "/plaintiffs/3/drop/", "nothing has changed")
    assert [way in plaintiff.lower() for way in ways] == [True, False, True]
    assert "/asked-changes/1/" in client.get("/staff/rounds/1/roster/").content.decode()
    back = client.post("/staff/rounds/1/asked-changes/1/take-back/", {"reason": "A mistake."}, follow=True)
    assert (back.redirect_chain, AskedChange.objects.get().status) == (
        [("/staff/rounds/1/asked-changes/1/", 302)],
        "taken_back",
    )
    assert "/plaintiffs/3/drop/" in client.get("/staff/rounds/1/plaintiffs/3/").content.decode()


def test_roster_is_searched_by_number_name_and_reference(client, settings, frozen, lead):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(lead)
    second = frozen.roster.select_related("claim__claimant").get(number=2)
    person = second.claim.claimant
    person.hangul_name = "특별한이름"
    person.save()
    actions.correct_name(round=frozen, number=2, names={"hangul": "바른 이름"}, reason="Typed wrongly.", actor=lead)
    found = {
        wanted: [line.entry.number for line in client.get("/staff/rounds/1/roster/", {"q": wanted}).context["page"]]
        for wanted in ("", "2", "특별한", "바른 이름", second.claim.reference, "nobody")
    }
    everybody = list(range(1, frozen.roster_count + 1))
    assert found == {
        "": everybody,
        "2": [2],
        "특별한": [2],
        "바른 이름": [2],
        second.claim.reference: [2],
        "nobody": [],
    }
    page = client.get("/staff/rounds/1/roster/?q=2").content.decode()
    assert "바른 이름" in page


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda **of: actions.correct_name(names={"hangul": "김ꪎ"}, **of), "hangul"),
        (lambda **of: actions.correct_name(names={"hangul": "김하늘", "roman": "KIM 😀"}, **of), "roman"),
        (lambda **of: actions.substitute(acting=[{"hangul": "김ꪎ"}], capacity="heirs", **of), "acting"),
    ],
)
def test_a_name_that_papers_cannot_print_comes_into_no_version(round, lead, act, field):
    with pytest.raises(DomainError) as refused:
        act(round=round, number=1, reason="Asked us in writing.", actor=lead)
    assert (refused.value.code, set(refused.value.fields)) == ("text.unprintable", {field})
    assert AskedChange.objects.count() == 0


def test_a_correction_keeps_an_own_name_that_papers_leave_out(round, lead):
    names = {"hangul": "김하늘", "native": "ꪎꪳꪒ"}
    change = actions.correct_name(round=round, number=1, names=names, reason="Asked.", actor=lead)
    assert change.person["native"] == "ꪎꪳꪒ"
    assert "ꪎ" not in spelled({**change.person})
