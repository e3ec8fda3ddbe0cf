"""The attorney's desk: who sees what, what is decided, what every look leaves behind."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.intake import actions
from claimants.intake.models import Deficiency
from claimants.notices.models import Notice
from claimants.review.models import Note
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.pages import says

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def case(db):
    return factories.make_case()


@pytest.fixture
def kim(case):
    return factories.make_member(case, user=factories.make_user(display_name="Kim Seo-yeon")).user


@pytest.fixture
def lee(case):
    return factories.make_member(case, user=factories.make_user(display_name="Lee Ha-neul")).user


@pytest.fixture
def desk(client, kim):
    """A browser signed in as Kim, attorney of the case."""
    client.force_login(kim)
    return client


@pytest.fixture
def reading(case, kim):
    """A claim Kim has open."""
    return factories.make_claim(case=case, status="in_review", attorney=kim)


def url(name, claim=None, **query):
    return reverse(name, args=[claim.reference] if claim else [], query=query)


def page(client, name, claim=None, **query):
    return client.get(url(name, claim, **query)).content.decode()


def press(client, name, claim=None, **data):
    return client.post(url(name, claim), data)


def aged(claim, **ago):
    moment = timezone.now() - timedelta(**ago)
    Claim.objects.filter(pk=claim.pk).update(status_changed_at=moment, submitted_at=moment)
    return claim


# Who may -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("attorney", {"desk_today": 200, "desk_queue": 200, "desk_claimants": 200, "desk_claim": 200, "desk_ask": 200}),
        (
            "case_lead",
            {"desk_today": 200, "desk_queue": 200, "desk_claimants": 200, "desk_claim": 200, "desk_ask": 200},
        ),
        (
            "coordinator",
            {"desk_today": 200, "desk_queue": 200, "desk_claimants": 200, "desk_claim": 200, "desk_ask": 403},
        ),
        ("auditor", {"desk_today": 200, "desk_queue": 403, "desk_claimants": 200, "desk_claim": 200, "desk_ask": 403}),
        (None, {"desk_today": 403, "desk_queue": 403, "desk_claimants": 403, "desk_claim": 403, "desk_ask": 403}),
    ],
)
def test_pages_open_to_the_roles_that_have_the_right(client, case, reading, role, seen):
    client.force_login(factories.make_member(case, role).user if role else factories.make_user())
    of_a_claim = ("desk_claim", "desk_ask")
    assert {name: client.get(url(name, reading if name in of_a_claim else None)).status_code for name in seen} == seen


@pytest.mark.parametrize("role", ["coordinator", "auditor"])
@pytest.mark.parametrize(
    "act",
    ["desk_open", "desk_put_back", "desk_accept", "desk_ask", "desk_refuse", "desk_undo", "desk_note", "desk_hangul"],
)
def test_only_attorneys_and_leads_act(client, case, reading, role, act):
    client.force_login(factories.make_member(case, role).user)
    assert press(client, act, reading, code="no_proof", refusal="no_proof", text="x").status_code == 403
    reading.refresh_from_db()
    assert (reading.status, Note.objects.count(), Deficiency.objects.count()) == ("in_review", 0, 0)


def test_drafts_other_cases_and_nonsense_are_the_same_404(desk, case):
    draft = factories.make_claim(case=case, ready=True)
    answers = [desk.get(reverse("desk_claim", args=[ref])) for ref in (draft.reference, "HK-7K4M-92QX", "nonsense")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_colleague_of_another_case_finds_nothing_here(client, reading):
    other = factories.make_user()
    client.force_login(other)
    assert client.get(url("desk_claim", reading)).status_code == 403


# The claim's page ---------------------------------------------------------------------------------------------------------
def test_every_look_at_a_claim_is_one_row_of_the_ledger(desk, kim, reading):
    for _ in range(3):
        desk.get(url("desk_claim", reading))
    looks = LedgerEvent.objects.filter(verb="claim.viewed")
    assert {(e.actor_id, e.claim_id, e.actor_role, e.source) for e in looks} == {
        (str(kim.pk), str(reading.pk), "attorney", "web")
    }
    assert looks.count() == 3


def test_passport_is_masked_until_asked_for_and_that_look_is_recorded(desk, reading):
    number = reading.claimant.passport_number
    assert number not in page(desk, "desk_claim", reading)
    assert number in press(desk, "desk_passport", reading).content.decode()
    assert number not in page(desk, "desk_claim", reading)
    assert LedgerEvent.objects.filter(verb="claimant.passport_viewed", claim_id=str(reading.pk)).count() == 1


def test_page_shows_both_names_state_and_the_decision(desk, reading):
    text = page(desk, "desk_claim", reading)
    for words in (
        "NGUYEN THI HUONG",
        "Nguyễn Thị Hường",
        "응우옌 티 흐엉",
        "In review: Kim Seo-yeon",
        "Accept",
        "Covered",
    ):
        assert words in text


def test_keys_are_offered_for_what_can_be_pressed(desk, case, kim, reading):
    factories.make_claim(case=case, status="submitted")
    text = page(desk, "desk_claim", reading)
    assert {key for key in "amxjhn" if f'data-key="{key}"' in text} == set("amxjhn")


def test_page_of_a_claim_costs_the_same_with_one_or_many_files_and_trips(
    desk, case, kim, django_assert_max_num_queries
):
    claim = factories.make_claim(case=case, ready=True)
    for month in (1, 2, 3):
        factories.tell_trip(claim, date=timezone.localdate().replace(year=2017, month=month, day=1))
    actions.send_claim(claim=claim, actor=claim.claimant.account)
    with django_assert_max_num_queries(45):
        desk.get(url("desk_claim", claim))


# Deciding -------------------------------------------------------------------------------------------------------------------
def test_accepting_opens_the_next_claim_with_a_way_back(desk, case, kim, reading):
    following = factories.make_claim(case=case, status="submitted")
    answer = desk.post(url("desk_accept", reading), follow=True)
    assert answer.redirect_chain[-1][0] == url("desk_claim", following)
    text = answer.content.decode()
    assert f"{reading.reference} is accepted." in text and url("desk_undo", reading) in text
    assert Claim.objects.get(pk=reading.pk).status == "accepted"
    assert Claim.objects.get(pk=following.pk).status == "in_review"
    assert "is accepted." not in page(desk, "desk_claim", following)


def test_accepting_the_last_one_ends_at_a_queue_that_says_so(desk, reading):
    text = desk.post(url("desk_accept", reading), follow=True).content.decode()
    assert "Nobody is waiting" in text and "Undo" in text


def test_undo_brings_the_claim_back_to_whoever_undid(desk, kim, reading):
    press(desk, "desk_accept", reading)
    answer = press(desk, "desk_undo", reading)
    reading.refresh_from_db()
    assert (answer.url, reading.status, reading.reviewer, reading.decided_at) == (
        url("desk_claim", reading),
        "in_review",
        kim,
        None,
    )


def test_undo_without_a_decision_is_refused(desk, case):
    waiting = factories.make_claim(case=case, status="submitted")
    answer = press(desk, "desk_undo", waiting)
    assert answer.status_code == 409 and "There is no decision to undo" in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.status == "submitted"


def test_a_claim_in_a_round_cannot_be_undone(desk, case):
    frozen = factories.make_claim(case=case, status="in_round")
    assert press(desk, "desk_undo", frozen).status_code == 409
    frozen.refresh_from_db()
    assert frozen.status == "in_round"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda claim: claim.mandates.update(state="revoked", ended_at=timezone.now()), "no signed power of attorney"),
        (lambda claim: type(claim.claimant).objects.update(hangul_confirmed_at=None), "Confirm the Korean spelling"),
        (lambda claim: Claim.objects.update(verdict="no"), "finds no trip in the window"),
    ],
)
def test_accepting_what_cannot_go_to_court_is_refused_with_the_reason(desk, reading, spoil, sentence):
    spoil(reading)
    answer = press(desk, "desk_accept", reading)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    reading.refresh_from_db()
    assert (reading.status, reading.decided_at) == ("in_review", None)


def test_a_stale_page_decides_nothing_and_shows_what_is_possible(desk, reading):
    stale = reading.version - 1
    answer = press(desk, "desk_accept", reading, version=stale)
    text = answer.content.decode()
    assert (
        answer.status_code == 409
        and "was changed since you opened it" in text
        and "From here this claim can become" in text
    )
    reading.refresh_from_db()
    assert reading.status == "in_review"


def test_what_a_colleague_reads_can_be_read_and_not_decided(client, lee, reading):
    client.force_login(lee)
    text = page(client, "desk_claim", reading)
    assert "Kim Seo-yeon is reading this claim" in text and url("desk_accept", reading) not in text
    for act in ("desk_accept", "desk_put_back", "desk_open"):
        answer = press(client, act, reading)
        assert answer.status_code == 409 and "is reading this claim now" in answer.content.decode()
    assert press(client, "desk_refuse", reading, refusal="no_proof").status_code == 409
    reading.refresh_from_db()
    assert (reading.status, reading.refusal_code) == ("in_review", "")


def test_a_claim_left_open_can_be_taken_over(client, lee, reading):
    Claim.objects.filter(pk=reading.pk).update(locked_until=timezone.now() - timedelta(minutes=1))
    client.force_login(lee)
    press(client, "desk_open", reading)
    reading.refresh_from_db()
    assert reading.reviewer == lee
    assert LedgerEvent.objects.filter(verb="claim.review_taken_over", actor_id=str(lee.pk)).count() == 1


def test_asking_shows_the_claimants_words_and_writes_to_them(desk, case, kim):
    claim = factories.make_claim(case=case, user=factories.make_user(language="ko"), status="in_review", attorney=kim)
    text = page(desk, "desk_ask", claim)
    assert "한국어" in text and '<bdi lang="ko">' in text
    day = timezone.localdate() + timedelta(days=10)
    sent = {
        "code": "trip_unclear",
        "cure_by_day": day.day,
        "cure_by_month": day.month,
        "cure_by_year": day.year,
        "note": "",
    }
    answer = desk.post(url("desk_ask", claim), sent)
    assert answer.url == url("desk_queue")
    request = Deficiency.objects.get()
    assert (request.code, request.cure_by, request.language, request.state) == ("trip_unclear", day, "ko", "open")
    assert Notice.objects.filter(claim=claim, kind="request", language="ko").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": ""}, "Choose an answer for “What do you need?”"),
        ({"cure_by_year": "2020"}, "Choose a day in the future"),
        ({"code": "other"}, "Write what you need"),
    ],
)
def test_asking_wrongly_keeps_what_was_written(desk, reading, changes, sentence):
    day = timezone.localdate() + timedelta(days=10)
    sent = {
        "code": "trip_unclear",
        "cure_by_day": day.day,
        "cure_by_month": day.month,
        "cure_by_year": day.year,
    } | changes
    answer = desk.post(url("desk_ask", reading), {**sent, "note": ""})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert Deficiency.objects.count() == 0


def test_refusing_gives_the_person_a_reason_and_the_file_a_note(desk, kim, reading):
    press(desk, "desk_refuse", reading, refusal="no_proof", note="Phone call of 3 May")
    reading.refresh_from_db()
    assert (reading.status, reading.refusal_code, reading.reviewer) == ("not_eligible", "no_proof", kim)
    assert Note.objects.get().text == "Phone call of 3 May"


def test_notes_and_korean_spelling_are_kept_or_refused_with_a_sentence(desk, reading):
    assert press(desk, "desk_note", reading, text="Called back").url.endswith("#notes")
    assert "Write the note first" in press(desk, "desk_note", reading, text=" ").content.decode()
    assert press(desk, "desk_hangul", reading, hangul_name="응우옌 티 흐엉").url == url("desk_claim", reading)
    refused = press(desk, "desk_hangul", reading, hangul_name="Nguyen")
    assert refused.status_code == 422 and "Use Hangul syllables only" in refused.content.decode()
    assert "Called back" in page(desk, "desk_claim", reading)


def test_double_press_decides_once(desk, case, reading):
    factories.make_claim(case=case, status="submitted")
    first = press(desk, "desk_accept", reading, _once="abc")
    second = press(desk, "desk_accept", reading, _once="abc")
    assert first.url == second.url
    assert LedgerEvent.objects.filter(verb="claim.accepted").count() == 1


# The queue and the search ----------------------------------------------------------------------------------------------------
def test_start_opens_the_longest_waiting_that_nobody_reads(client, case, kim, lee, reading):
    young = aged(factories.make_claim(case=case, status="submitted"), days=1)
    old = aged(factories.make_claim(case=case, status="submitted"), days=9)
    aged(reading, days=20)
    client.force_login(lee)
    assert client.post(url("desk_start")).url == url("desk_claim", old)
    Claim.objects.filter(pk=old.pk).update(reviewer=kim, locked_until=timezone.now() + timedelta(minutes=5))
    assert client.post(url("desk_start")).url == url("desk_claim", young)


def test_answered_requests_come_first_then_the_longest_waiting(desk, case, kim):
    young, old = (aged(factories.make_claim(case=case, status="submitted"), days=d) for d in (1, 9))
    returned = factories.make_claim(case=case, status="needs_information", attorney=kim)
    actions.answer_deficiency(deficiency=returned.deficiencies.get(), reply="11 May", actor=returned.claimant.account)
    rows = desk.get(url("desk_queue")).context["rows"]
    assert [row["claim"].pk for row in rows] == [returned.pk, old.pk, young.pk]


def test_queue_filters_by_address_and_names_what_makes_no_sense(desk, case, kim, reading):
    japan = factories.make_claim(case=case, status="submitted", country="JP")
    by = {"country": "JP"}, {"mine": "1"}, {"state": "reading"}, {"state": "waiting"}
    found = [[row["claim"].pk for row in desk.get(url("desk_queue", **query)).context["rows"]] for query in by]
    assert found == [[japan.pk], [reading.pk], [reading.pk], [japan.pk]]
    text = page(desk, "desk_queue", state="sideways", after="%%%")
    assert "state=sideways" in text and "the place in the list" in text


def test_long_queue_is_paged_without_gaps_or_repeats(desk, case, monkeypatch):
    monkeypatch.setattr("claimants.review.desk_lists.PER_PAGE", 2)
    all_ = [aged(factories.make_claim(case=case, status="submitted"), days=9 - n).pk for n in range(5)]
    seen, address = [], url("desk_queue")
    while address:
        context = desk.get(address).context
        seen += [row["claim"].pk for row in context["rows"]]
        address = context["next_url"]
    assert seen == all_


@pytest.mark.parametrize("name", ["desk_queue", "desk_claimants"])
def test_lists_cost_the_same_with_one_row_and_with_three(desk, case, name):
    factories.make_claim(case=case, status="submitted")
    desk.get(url(name))
    with CaptureQueriesContext(connection) as one:
        desk.get(url(name))
    for _ in range(2):
        factories.make_claim(case=case, status="submitted")
    with CaptureQueriesContext(connection) as three:
        desk.get(url(name))
    assert len(three) == len(one) <= 20


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nguyen", "name"),
        ("Nguyễn Hường", "name"),
        ("흐엉", "name"),
        ("huong THI", "name"),
        ("c1234567", "passport"),
        ("C 123 4567", "passport"),
        ("huong@example.org", "email"),
    ],
)
def test_search_finds_by_any_spelling_number_or_address(desk, case, text, why):
    claim = factories.make_claim(
        case=case, user=factories.make_user("huong@example.org"), status="submitted", passport_number="C1234567"
    )
    factories.make_claim(
        case=case,
        status="submitted",
        family_name="TANAKA",
        given_name="YUKI",
        own_name="田中",
        hangul_name="다나카 유키",
    )
    rows = desk.get(url("desk_claimants", q=text)).context["rows"]
    assert [(row["claim"].pk, row["why"]) for row in rows] == [(claim.pk, why)]


def test_search_finds_a_reference_however_it_is_typed_and_never_a_draft(desk, case):
    claim = factories.make_claim(case=case, status="submitted")
    draft = factories.make_claim(case=case, ready=True)
    typed = claim.reference.lower().replace("-", " ")
    assert [row["claim"].pk for row in desk.get(url("desk_claimants", q=typed)).context["rows"]] == [claim.pk]
    assert desk.get(url("desk_claimants", q=draft.reference)).context["rows"] == []
    assert "No claim fits" in page(desk, "desk_claimants", q=draft.reference)


# Today -----------------------------------------------------------------------------------------------------------------------
def test_today_counts_what_waits_and_what_is_open_with_me(desk, case, kim, reading):
    aged(factories.make_claim(case=case, status="submitted"), days=3)
    returned = factories.make_claim(case=case, status="needs_information", attorney=kim)
    actions.answer_deficiency(deficiency=returned.deficiencies.get(), reply="11 May", actor=returned.claimant.account)
    factories.make_claim(case=case)
    context = desk.get(url("desk_today")).context
    figures = context["figures"]
    assert (figures.waiting, figures.mine, figures.back, figures.fresh, figures.returned) == (2, 1, 1, 2, 0)
    assert context["oldest"] == "3 days" and context["days_total"] == 3
    assert [(str(bar.label), bar.number) for bar in context["states"]] == [
        ("Draft", 1),
        ("Waiting for review", 2),
        ("In review", 1),
    ]


def test_today_of_an_empty_case_says_what_will_come(desk):
    text = page(desk, "desk_today")
    assert (
        "Nobody is waiting" in text and "No claim was sent in these days" in text and "No claim was begun yet" in text
    )


def test_claim_page_flags_what_papers_cannot_print(desk, case):
    claim = factories.make_claim(case=case, status="submitted", own_name="ꪎꪳꪒ")
    assert "left out of the papers. They cannot print: ꪎꪳ ꪒ" in page(desk, "desk_claim", claim)
    claim.claimant.address = "12 \u0378 Street"
    claim.claimant.save(update_fields=["address"])
    seen = page(desk, "desk_claim", claim)
    assert "The address cannot be filed like this: papers cannot print U+0378." in seen
    good = factories.make_claim(case=case, status="submitted", own_name="முருகன்")
    assert "cannot print" not in page(desk, "desk_claim", good)


def test_claim_that_waits_longer_than_its_person_was_told_stands_on_the_first_page(desk, case):
    claim = factories.make_claim(case=case, status="submitted")
    sentence = "1 claim waits longer than its claimant was told."
    assert not says(desk.get(reverse("desk_today")), sentence)
    Claim.objects.filter(pk=claim.pk).update(status_changed_at=timezone.now() - timedelta(days=15))
    assert says(desk.get(reverse("desk_today")), sentence)
