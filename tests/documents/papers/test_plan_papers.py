"""From snapshot and frame to the papers' values: addresses, dates as far as known, the prayer, who stands for a child."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from documents.papers import contents, made_up
from documents.papers.types import complaint
from documents.rounds.roster import Frame
from tests.documents.people import MANDATE_EN, MANDATE_KO, TEXTS

FRAME = Frame.from_json(
    {
        "case": {"slug": "made-up", "name": {"ko": "견본"}, "pack": "made-up", "pack_version": 1},
        "court": "서울중앙지방법원",
        "case_name": "손해배상(국)",
        "amount_won": 1_000_000,
        "interest_from": "2021-12-31",
        "defendants": [{"name_ko": "대한민국", "representative_ko": "법률상 대표자 법무부장관"}],
        "lawyers": [
            {"name_ko": "한서윤", "firm": "", "bar_number": "1", "phone": "", "address_ko": ""},
            {"name_ko": "김도현", "firm": "법무법인 견본", "bar_number": "2", "phone": "02", "address_ko": "서울"},
        ],
        "texts": {key: {"version": 1, "language": "ko", "sha256": "", "body": body} for key, body in TEXTS.items()},
    }
)
PERSON = replace(
    made_up.person(1),
    hangul_name="뭉흐바트",
    passport_name="MONKHBAT",
    own_name="Мөнхбат",
    address="1 Long Street \n\n Ulaanbaatar",
    address_ko="",
    postcode="14200",
    country_ko="몽골",
)
ENTRY = replace(made_up.entry(6, FRAME, {"ko": MANDATE_KO, "en": MANDATE_EN}), person=PERSON)


def round_of(count=3, **frame):
    shared = replace(FRAME, **frame)
    return SimpleNamespace(shared=shared, roster_count=count, frozen_at=timezone.now(), number=1)


def entry_of(**person):
    return replace(ENTRY, person=replace(ENTRY.person, **person))


@pytest.mark.parametrize(
    ("address_ko", "expected"),
    [("", "1 Long Street, Ulaanbaatar, 14200, 몽골"), ("몽골 울란바토르 1", "몽골 울란바토르 1")],
)
def test_address_is_the_korean_one_where_there_is_one(address_ko, expected):
    assert contents.plaintiff(entry_of(address_ko=address_ko)).address == expected


@pytest.mark.parametrize(
    ("precision", "expected"), [("day", "2019. 4. 3."), ("month", "2019. 4.경"), ("year", "2019.경")]
)
def test_day_is_written_as_far_as_it_is_known(precision, expected):
    assert contents.partial_day(replace(made_up.trip(0, 0), date=date(2019, 4, 3), precision=precision)) == expected


def test_prayer_is_filled_in_and_numbered_by_the_paper_alone():
    made = complaint.paper(round_of(), {3: [(1, 2)], 5: [(1, 1), (3, 4)]})
    assert made.prayer == ("피고는 원고들에게 각 1,000,000원을 지급하라.", "소송비용은 피고가 부담한다.")
    assert [section.heading for section in made.grounds] == ["당사자의 지위", "사실관계"]
    assert made.grounds[1].sections[0].paragraphs == ("피고는 대한민국입니다.",)
    assert made.value_of_claim == 3_000_000
    assert [(proof.mark, proof.title) for proof in made.proofs] == [
        ("갑 제3호증의 1 내지 2", "탑승권"),
        ("갑 제5호증의 1, 3 내지 4", "여권 출입국 심사인"),
    ]


def test_text_with_an_unknown_name_is_refused_and_reaches_no_court():
    facts = replace(FRAME.texts["complaint.2_facts"], body="# 사실관계\n\n{{장관}}")
    texts = FRAME.texts | {"complaint.2_facts": facts}
    with pytest.raises(ValueError, match="장관"):
        complaint.paper(round_of(texts=texts), {})


def test_agent_names_every_attorney_and_the_first_firm_there_is():
    agent = contents.agent(FRAME)
    assert (agent.firm, agent.attorneys, agent.address) == ("법무법인 견본", ("한서윤", "김도현"), "서울")


def test_child_stands_in_the_annex_with_who_signed_for_it():
    signed = ENTRY.mandate.signed
    signed = replace(signed, person=replace(signed.person, representative="법정대리인 친권자 부 ○○○"))
    row = contents.plaintiff(replace(ENTRY, mandate=replace(ENTRY.mandate, snapshot=signed.to_json())))
    assert (row.number, row.representative, row.own_name_lang) == (7, "법정대리인 친권자 부 ○○○", "mn")


def test_name_that_is_written_in_hangul_or_latin_already_is_not_repeated():
    assert contents.plaintiff(entry_of(own_name="MONKHBAT")).own_name == ""
