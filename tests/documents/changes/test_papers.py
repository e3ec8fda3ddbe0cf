"""The paper the court needs for a change of the roster: what is known stands in its form, and there is one for each change."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from documents.changes import actions
from documents.changes.models import AskedChange
from documents.papers.forms import began, jsonable
from documents.papers.models import Filing
from documents.papers.registry import asked_kinds
from documents.papers.samples import sample_values
from documents.proceedings.actions import correct, enter
from documents.rendering.check import inspect
from documents.requests import actions as filings
from documents.rounds import actions as rounds
from litigation.cases.models import CaseText
from litigation.errors import DomainError
from litigation.jobs import engine, tasks
from litigation.ledger.models import LedgerEvent
from litigation.vault.files import read_bytes
from litigation.web.api_forms import sent
from tests.api.conftest import program
from tests.documents import people

pytestmark = pytest.mark.django_db
NUMBER = "2026가합12345"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch, settings):
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)


@pytest.fixture
def case():
    case = people.make_case()
    for paper in AskedChange.PAPERS.values():
        body = f"# {asked_kinds()[paper].title_ko}\n\n위 사건에 관하여 제출합니다."
        CaseText.objects.create(case=case, key=f"paper.{paper}", language="ko", body=body, sha256="0" * 64)
    return case


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, 3)
    return people.filed(people.freeze(rounds.open_round(case=case, actor=lead), lead), lead)


@pytest.fixture
def left(round, lead):
    return actions.drop(round=round, number=2, reason="Asked us in writing.", actor=lead)


def known(change):
    form = asked_kinds()[change.paper].form
    return began(form, change.round, form.of_change(change))


def values(change, **more):
    """The form as it opens, with what nobody knows, cleaned as the page cleans it."""
    form = asked_kinds()[change.paper].form
    filled = form(sent(form, known(change) | {"case_number": NUMBER} | more), round=change.round)
    assert filled.is_valid(), filled.errors
    return jsonable(filled.cleaned_data)


def test_withdrawal_knows_who_leaves(left):
    assert {name: known(left)[name] for name in ("plaintiffs", "consent")} == {"plaintiffs": [2], "consent": False}


def test_withdrawal_needs_consent_once_the_other_side_has_answered(round, left, lead):
    today = timezone.localdate()
    suit = round.proceedings.get()
    answer = enter(proceeding=suit, kind="answer_received", day=today, actor=lead)
    assert known(left)["consent"] is True
    correct(entry=answer, kind="other", day=today, actor=lead)
    assert known(left)["consent"] is False


def test_correction_knows_the_name_before_and_after(round, lead):
    first = actions.correct_name(
        round=round, number=1, names={"hangul": "첫째 이름"}, reason="Typed wrongly.", actor=lead
    )
    people.in_force(first, lead)
    second = actions.correct_name(round=round, number=1, names={"roman": "RIGHT NAME"}, reason="Again.", actor=lead)
    own = round.roster.get(number=1).snapshot["person"]
    others = f"{own['roman']}, {own['native']}"
    assert (known(first)["before"], known(first)["after"]) == (f"{own['hangul']} ({others})", f"첫째 이름 ({others})")
    assert (known(second)["before"], known(second)["after"]) == (
        f"첫째 이름 ({others})",
        f"첫째 이름 (RIGHT NAME, {own['native']})",
    )
    assert known(first)["plaintiff"] == [1]


@pytest.mark.parametrize("kind", ["correct", "substitute"])
def test_teams_own_note_comes_into_no_paper_of_the_court(round, lead, kind):
    why = {"reason": "A colleague had typed it wrongly; apologised by telephone.", "actor": lead}
    if kind == "correct":
        change = actions.correct_name(round=round, number=1, names={"hangul": "바른 이름"}, **why)
    else:
        change = actions.substitute(round=round, number=1, acting=[{"hangul": "상속인"}], capacity="heirs", **why)
    assert why["reason"] not in str(known(change))
    assert not known(change)["reasons"]


def test_succession_knows_who_goes_on_and_asks_where_they_live(round, lead):
    acting = [{"hangul": "상속인 하나", "roman": "HEIR ONE"}, {"hangul": "상속인 둘"}]
    change = actions.substitute(round=round, number=3, acting=acting, capacity="heirs", reason="Died.", actor=lead)
    assert known(change)["successors"] == [["상속인 하나 (HEIR ONE)", "상속인", ""], ["상속인 둘", "상속인", ""]]
    form = asked_kinds()["party_change"].form
    filled = form(sent(form, known(change) | {"case_number": NUMBER}), round=round)
    assert list(filled.errors) == ["successors", "reasons"]


def test_asking_twice_gives_the_same_paper(left, lead):
    first = filings.ask_for_change(asked=left, values=values(left), actor=lead)
    assert filings.ask_for_change(asked=left, values=values(left, division="제1민사부"), actor=lead) == first
    assert list(Filing.objects.filter(change=left)) == [first]
    assert LedgerEvent.objects.filter(verb="paper.asked").count() == 1


def test_corrected_paper_is_the_one_of_the_change(left, lead):
    first = filings.ask_for_change(asked=left, values=values(left), actor=lead)
    kind = asked_kinds()["withdrawal"]
    fixed = filings.ask_for(round=left.round, kind=kind, values=values(left), actor=lead, corrects=first)
    assert (fixed.change, fixed.version) == (left, 2)
    assert filings.ask_for_change(asked=left, values=values(left), actor=lead) == fixed
    assert AskedChange.objects.get(pk=left.pk).filing == fixed


def test_paper_names_the_plaintiff_who_leaves(left, lead):
    filing = filings.ask_for_change(asked=left, values=values(left), actor=lead)
    engine.work()
    facts = inspect(read_bytes(filing.files.get().stored_name))
    assert facts.contains(left.entry.snapshot["person"]["hangul"])
    assert facts.contains(NUMBER)


def person(round, number):
    return round.roster.get(number=number).snapshot["person"]["hangul"]


def text_of(filing):
    engine.work()
    return inspect(read_bytes(filing.files.get().stored_name))


def renamed(round, number, lead):
    names = {"hangul": "바른 이름"}
    people.in_force(actions.correct_name(round=round, number=number, names=names, reason="Typed.", actor=lead), lead)


def ask(kind, round, lead, **more):
    """A paper of that kind, with the sample's words."""
    kind = asked_kinds()[kind]
    typed = sample_values(kind) | {"case_number": NUMBER} | more
    CaseText.objects.get_or_create(
        case=round.case, key=kind.text, language="ko", defaults={"body": "# 제목\n\n{{원고수}}명", "sha256": "0" * 64}
    )
    return filings.ask_for(round=round, kind=kind, values=typed, actor=lead)


def test_paper_asked_for_after_a_correction_has_the_corrected_name(round, lead):
    frozen = person(round, 1)
    before = ask("identity_sheet", round, lead, plaintiffs=[])
    people.in_force(
        actions.correct_name(round=round, number=1, names={"hangul": "바른 이름"}, reason="Typed wrongly.", actor=lead),
        lead,
    )
    after = ask("identity_sheet", round, lead, plaintiffs=[])
    for filing, shown, hidden in ((before, frozen, "바른 이름"), (after, "바른 이름", frozen)):
        facts = text_of(filing)  # both are made after the correction
        assert (facts.contains(shown), facts.contains(hidden)) == (True, False)
    assert person(round, 1) == frozen


def test_everybody_is_whoever_is_in_the_suit_and_who_is_named_is_meant(round, lead):
    gone, others = person(round, 1), [person(round, 2), person(round, 3)]
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    everybody = text_of(ask("identity_sheet", round, lead, plaintiffs=[]))
    assert [everybody.contains(name) for name in (gone, *others)] == [False, True, True]
    assert everybody.contains(f"{others[0]} 외 1명")
    assert everybody.contains("2명")
    named = text_of(ask("identity_sheet", round, lead, plaintiffs=[1, 2]))
    assert [named.contains(name) for name in (gone, *others)] == [True, True, False]


def test_each_persons_paper_is_made_for_those_in_the_suit_or_named(round, lead):
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    people.in_force(
        actions.correct_name(round=round, number=2, names={"hangul": "바른 이름"}, reason="Typed wrongly.", actor=lead),
        lead,
    )
    everybody = ask("access_request", round, lead, plaintiffs=[])
    named = ask("access_request", round, lead, plaintiffs=[1, 2])
    engine.work()
    assert [
        list(each.files.values_list("entry__number", flat=True).order_by("key")) for each in (everybody, named)
    ] == [
        [2, 3],
        [1, 2],
    ]
    second = everybody.files.get(entry__number=2)
    assert inspect(read_bytes(second.stored_name)).contains("바른 이름")


def test_preview_shows_the_roster_as_it_stands(client, round, lead):
    client.force_login(lead)
    people.in_force(actions.drop(round=round, number=1, reason="Left.", actor=lead), lead)
    people.in_force(
        actions.correct_name(round=round, number=2, names={"hangul": "바른 이름"}, reason="Typed wrongly.", actor=lead),
        lead,
    )
    kind = asked_kinds()["withdrawal"]
    sends = sent(kind.form, sample_values(kind) | {"plaintiffs": [3], "proceeding": round.proceedings.get().pk})
    facts = inspect(client.post(reverse("desk_paper_preview", args=[1, "withdrawal"]), sends).content)
    assert facts.contains("바른 이름 외 1명")
    assert facts.contains(person(round, 3))


def test_paper_without_a_text_is_refused_and_nothing_is_kept(left, lead):
    CaseText.objects.filter(key="paper.withdrawal").delete()
    with pytest.raises(DomainError) as refused:
        filings.ask_for_change(asked=left, values={}, actor=lead)
    assert refused.value.code == "paper.text_missing"
    assert left.filing is None


def test_database_keeps_one_paper_for_a_change(left, lead):
    first = filings.ask_for_change(asked=left, values=values(left), actor=lead)
    again = {"round": left.round, "type": first.type, "asked": {}, "asked_by": lead}
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.create(number=9, change=left, **again)
    Filing.objects.create(number=9, **again)


def test_page_offers_the_paper_and_then_shows_it(client, left, lead):
    client.force_login(lead)
    change, ask = "/staff/rounds/1/asked-changes/1/", "/staff/rounds/1/asked-changes/1/paper/"
    assert ask in client.get(change).content.decode()
    assert "Paper not made yet" in client.get("/staff/rounds/1/roster/").content.decode()
    form = client.get(ask).context["form"]
    assert form["plaintiffs"].value() == "2"
    made = client.post(ask, sent(type(form), known(left) | {"case_number": NUMBER}))
    own = reverse("desk_filing", args=[left.filing.pk])
    assert (made.status_code, made["Location"]) == (302, own)
    page = client.get(change).content.decode()
    assert (own in page, ask in page) == (True, False)
    assert client.get(ask)["Location"] == own
    assert "Paper not made yet" not in client.get("/staff/rounds/1/roster/").content.decode()


def test_what_nobody_asked_for_has_no_paper(client, left, lead):
    client.force_login(lead)
    for number in (0, 2):
        assert client.get(f"/staff/rounds/1/asked-changes/{number}/paper/").status_code == 404


def test_auditor_sees_whether_there_is_a_paper_and_no_way_to_it(client, case, left):
    client.force_login(people.make_member(case, "auditor").user)
    page = client.get("/staff/rounds/1/asked-changes/1/").content.decode()
    assert ("Not made yet" in page, "/paper/" in page) == (True, False)
    assert client.get("/staff/rounds/1/asked-changes/1/paper/").status_code == 403


def test_program_asks_with_what_nobody_knows(case, left, lead):
    hers = program(lead, "round.read", "paper.make", case=case)
    at = "/api/v1/rounds/1/asked-changes/1/paper/"
    assert hers.post(at, {"values": {"plaintiffs": []}}).json()["fields"].keys() == {"plaintiffs"}
    assert hers.post(at, {"values": {"colour": "red"}}).json()["fields"].keys() == {"colour"}
    made = hers.post(at, {"values": {"case_number": NUMBER}})
    told = {name: made.json()[name] for name in ("id", "type", "number", "version", "state")}
    assert (made.status_code, told) == (
        202,
        {"id": str(left.filing.pk), "type": "withdrawal", "number": 1, "version": 1, "state": "waiting"},
    )
    again = hers.post(at, {"values": {}})
    assert (again.status_code, again.json()) == (200, made.json())
    assert hers.get("/api/v1/rounds/1/asked-changes/").json()[0]["filing"] == made.json()["id"]


@pytest.mark.parametrize(
    "wrong", [{"plaintiffs": ["x"]}, {"plaintiffs": {"a": 1}}, {"dated": "tomorrow"}, {"dated": 7}]
)
def test_program_that_sends_nonsense_is_told_the_field(case, left, lead, wrong):
    hers = program(lead, "paper.make", case=case)
    answer = hers.post("/api/v1/rounds/1/asked-changes/1/paper/", {"values": {"case_number": NUMBER} | wrong})
    assert (answer.status_code, answer.json()["fields"].keys()) == (422, wrong.keys())


@pytest.mark.parametrize("kind", ["identity_sheet", "appeal", "withdrawal", "access_request"])
def test_papers_after_a_substitution_name_those_who_act(round, lead, kind):
    dead = person(round, 3)
    acting = [{"hangul": "김상속", "roman": "KIM SANGSOK"}]
    said = {"acting": acting, "capacity": "heirs", "reason": "Died.", "actor": lead}
    people.in_force(actions.substitute(round=round, number=3, **said), lead)
    who = {"appeal": "appellants"}.get(kind, "plaintiffs")
    facts = text_of(ask(kind, round, lead, **{who: [3]}))
    assert [facts.contains(each) for each in (f"망 {dead}", "소송수계인 김상속 (KIM SANGSOK)")] == [True, True]


def test_identity_sheet_bears_the_number_of_its_proceeding_and_may_go_without(round, lead):
    form = asked_kinds()["identity_sheet"].form
    suit = round.proceedings.get()
    named = form(sent(form, {"plaintiffs": [], "dated": timezone.localdate(), "proceeding": suit.pk}), round=round)
    bare = form(sent(form, {"plaintiffs": [], "dated": timezone.localdate()}), round=round)
    assert (named.is_valid(), bare.is_valid()) == (True, True)
    assert text_of(ask("identity_sheet", round, lead, **jsonable(named.cleaned_data))).contains(suit.number)
