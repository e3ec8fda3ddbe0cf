"""Freezing: who goes in, in which order, what is kept of them; and everything that must refuse."""

import pytest
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.notices.models import Notice
from documents.changes.queries import gone
from documents.exhibits.models import Exhibit
from documents.freezing import actions as freezing
from documents.rounds import actions, snapshot
from documents.rounds.models import RosterEntry
from litigation.accounts.models import User
from litigation.errors import DomainError
from litigation.kept import sha256
from litigation.ledger.models import LedgerEvent
from litigation.workflow import move
from tests.documents import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def coordinator(case):
    return people.make_member(case, "coordinator").user


@pytest.fixture
def open_round(case, coordinator):
    return actions.open_round(case=case, actor=coordinator)


def test_freeze_numbers_plaintiffs_in_order_of_sending(case, coordinator, open_round):
    claims = people.make_accepted(case, 3)
    frozen = people.freeze(open_round, coordinator)
    roster = list(RosterEntry.objects.filter(round=frozen).values_list("number", "claim"))
    assert roster == [(number, claim.pk) for number, claim in enumerate(claims, 1)]
    assert (frozen.status, frozen.roster_count, frozen.frozen_by) == ("frozen", 3, coordinator)
    assert set(Claim.objects.values_list("status", flat=True)) == {"in_round"}


def test_freeze_writes_one_ledger_event_for_each_claim_and_one_for_the_round(case, coordinator, open_round):
    people.make_accepted(case, 2)
    people.freeze(open_round, coordinator)
    events = LedgerEvent.objects.filter(verb__in=["claim.frozen_into_round", "round.frozen"]).order_by("seq")
    assert [(event.verb, event.data.get("plaintiff"), event.data.get("plaintiffs")) for event in events] == [
        ("claim.frozen_into_round", 1, None),
        ("claim.frozen_into_round", 2, None),
        ("round.frozen", None, 2),
    ]


def test_roster_hash_is_that_of_its_snapshots(case, coordinator, open_round):
    people.make_accepted(case, 2)
    frozen = people.freeze(open_round, coordinator)
    hashes = [sha256(entry.snapshot) for entry in frozen.roster.order_by("number")]
    assert [entry.sha256 for entry in frozen.roster.order_by("number")] == hashes
    assert frozen.roster_sha256 == snapshot.roster_sha256(hashes)


def test_snapshot_keeps_what_papers_print(case, coordinator, open_round):
    [claim] = people.make_accepted(case, 1)
    evidence = claim.evidence.get()
    entry = people.freeze(open_round, coordinator).roster.get()
    assert entry.snapshot["person"] == {
        "hangul": "뭉흐바트 바트바야르가",
        "roman": "MÖNKHBAT BATBAYAR A",
        "native": "Мөнхбат",
        "passport_number": "M00000000",
        "birth_date": "1980-01-01",
        "relation": "self",
        "nationalities": [{"code": "MN", "from": "", "until": ""}],
        "nationality": "몽골",
        "nationality_then": "몽골",
        "country": "MN",
        "country_ko": "몽골",
        "address": "0 Long Street\nSome Town",
        "address_ko": "",
        "postcode": "12345",
    }
    assert entry.snapshot["exhibits"] == [
        {
            "evidence": str(evidence.pk),
            "kind": "boarding_pass",
            "number": 3,
            "sub": 1,
            "title": "탑승권",
            "stored_name": evidence.stored_name,
            "content_type": "image/png",
            "sha256": evidence.sha256,
            "size": evidence.size,
            "body": {
                "stored_name": evidence.stored_name,
                "sha256": evidence.sha256,
                "picture": evidence.body,
            },
            "trip": str(claim.trips.get().pk),
        }
    ]
    assert entry.snapshot["mandate"]["content_sha256"] == "b" * 64


def test_frame_keeps_the_exact_texts_of_the_papers(case, coordinator, open_round):
    people.make_accepted(case, 1)
    frozen = people.freeze(open_round, coordinator)
    assert {key: text["body"] for key, text in frozen.frame["texts"].items()} == people.TEXTS
    assert [lawyer["name_ko"] for lawyer in frozen.frame["lawyers"]] == ["김도현"]
    assert (frozen.frame["court"], frozen.frame["amount_won"]) == ("서울중앙지방법원", 1_000_000)


def test_passport_page_is_no_exhibit(case, coordinator, open_round):
    [claim] = people.make_accepted(case, 1)
    people.make_evidence(claim, kind="passport", seed=77)
    people.freeze(open_round, coordinator)
    assert list(Exhibit.objects.values_list("number", "sub", "evidence__kind")) == [(3, 1, "boarding_pass")]


def test_exhibits_are_numbered_by_kind_through_the_roster(case, coordinator, open_round):
    first, second = people.make_accepted(case, 2)
    people.make_evidence(first, kind="passport_stamp", seed=50)
    people.make_evidence(second, kind="passport_stamp", seed=51)
    people.freeze(open_round, coordinator)
    marks = list(Exhibit.objects.order_by("number", "sub").values_list("number", "sub", "entry__number"))
    assert marks == [(3, 1, 1), (3, 2, 2), (5, 1, 1), (5, 2, 2)]


def test_size_limit_takes_those_who_waited_longest(case, coordinator, open_round):
    first, *_rest = people.make_accepted(case, 3)
    actions.change_round(round=open_round, size_limit=1, amount_won=500_000, actor=coordinator)
    frozen = people.freeze(open_round, coordinator)
    assert [entry.claim_id for entry in frozen.roster.all()] == [first.pk]
    assert Claim.objects.filter(status="accepted").count() == 2
    assert frozen.frame["amount_won"] == 500_000


def test_empty_round_is_not_even_asked_about(coordinator, open_round):
    with pytest.raises(DomainError) as refused:
        people.freeze(open_round, coordinator)
    assert refused.value.code == "round.empty"
    open_round.refresh_from_db()
    assert (open_round.status, open_round.frozen_at) == ("open", None)


def test_round_is_frozen_once(case, coordinator, open_round):
    people.make_accepted(case, 1)
    people.freeze(open_round, coordinator)
    people.make_accepted(case, 1, start=1)
    with pytest.raises(DomainError) as refused:
        freezing.freeze(round=open_round, actor=coordinator)
    assert (refused.value.code, refused.value.status) == ("round.not_open", 409)
    assert RosterEntry.objects.count() == 1


def test_cancelled_round_takes_nobody(case, coordinator, open_round):
    people.make_accepted(case, 1)
    actions.cancel_round(round=open_round, actor=coordinator)
    with pytest.raises(DomainError, match=r"round\.not_open"):
        freezing.freeze(round=open_round, actor=coordinator)
    assert set(Claim.objects.values_list("status", flat=True)) == {"accepted"}


def test_one_open_round_at_a_time_and_numbers_are_not_used_again(case, coordinator, open_round):
    with pytest.raises(DomainError, match=r"round\.open_already"):
        actions.open_round(case=case, actor=coordinator)
    actions.cancel_round(round=open_round, actor=coordinator)
    assert actions.open_round(case=case, actor=coordinator).number == 2


def test_frozen_round_is_not_changed(case, coordinator, open_round):
    people.make_accepted(case, 1)
    people.freeze(open_round, coordinator)
    for act in (
        lambda: actions.change_round(round=open_round, size_limit=5, amount_won=1, actor=coordinator),
        lambda: actions.cancel_round(round=open_round, actor=coordinator),
    ):
        with pytest.raises(DomainError, match=r"round\.not_open"):
            act()
    open_round.refresh_from_db()
    assert (open_round.size_limit, open_round.amount_won, open_round.status) == (None, 1_000_000, "frozen")


def test_what_changes_after_freezing_changes_no_snapshot(case, coordinator, open_round):
    [claim] = people.make_accepted(case, 1)
    entry = people.freeze(open_round, coordinator).roster.get()
    claim.claimant.hangul_name = "다른 이름"
    claim.claimant.hangul_confirmed_at = timezone.now()
    claim.claimant.save()
    assert RosterEntry.objects.get(pk=entry.pk).snapshot["person"]["hangul"] == "뭉흐바트 바트바야르가"


def test_each_person_gets_a_message_in_their_language(case, coordinator, open_round):
    first, second = people.make_accepted(case, 2)
    User.objects.filter(pk=second.claimant.account_id).update(language="ko")
    people.freeze(open_round, coordinator)
    rows = (
        Notice.objects.filter(kind="frozen")
        .order_by("claim__reference")
        .values_list("claim", "kind", "language", "params")
    )
    assert sorted(rows, key=str) == sorted(
        [(first.pk, "frozen", "en", {"round": 1}), (second.pk, "frozen", "ko", {"round": 1})], key=str
    )


def test_refused_freeze_tells_nobody(case, coordinator, open_round):
    people.make_accepted(case, 1)
    with pytest.raises(DomainError):
        freezing.freeze(round=open_round, actor=coordinator)
    assert Notice.objects.count() == 0


def test_who_leaves_after_freezing_is_named(case, coordinator, open_round):
    _stays, leaves, revokes = people.make_accepted(case, 3)
    frozen = people.freeze(open_round, coordinator)
    leaves.refresh_from_db()
    move(leaves, "withdrawn", actor=leaves.claimant.account)
    revokes.mandates.update(state="revoked", ended_at=timezone.now())
    assert [entry.claim for entry in gone(frozen)] == [leaves, revokes]
