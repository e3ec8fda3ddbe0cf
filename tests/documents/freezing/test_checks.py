"""A roster is frozen only where its texts make a complaint: afterwards nobody could put them right."""

import pytest

from claimants.claims.models import Claim
from claimants.people.models import Claimant
from claimants.trips.models import Trip
from documents.freezing.checks import refuse_missing_cites
from documents.papers import cited
from documents.rounds import actions
from litigation.cases.models import CaseText
from litigation.cases.pack import open_pack
from litigation.errors import DomainError
from tests.documents import people

pytestmark = pytest.mark.django_db


def no_attorney(case):
    case.members.update(of_record=False)


def no_prayer(case):
    CaseText.objects.filter(case=case, key="complaint.prayer").delete()


def no_grounds(case):
    CaseText.objects.filter(case=case, key__startswith="complaint.").exclude(key="complaint.prayer").delete()


def unknown_name(case):
    CaseText.objects.filter(case=case, key="complaint.2_facts").update(body="# 사실관계\n\n{{장관}}입니다.")


def address_that_papers_cannot_print(case):
    lives_at(Claimant.objects.first(), "12 ꪎꪳꪒ Street")


def exhibit_nobody_has(case):
    cite(case, "갑 제4호증")


def annex_of_no_paper(case):
    cite(case, "별지 2 청구금액표")


def cite(case, what):
    CaseText.objects.filter(case=case, key="complaint.2_facts").update(body=f"# 사실관계\n\n하나.\n\n둘 ({what}).")


def lives_at(person, address):
    person.address = address
    person.save(update_fields=["address"])


def carrier_that_papers_cannot_print(case):
    Trip.objects.update(carrier="Air \U0001f600")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (address_that_papers_cannot_print, "round.letters"),
        (carrier_that_papers_cannot_print, "round.letters"),
        (no_attorney, "round.no_attorney"),
        (no_prayer, "round.texts_missing"),
        (no_grounds, "round.texts_missing"),
        (unknown_name, "round.texts_unfillable"),
        (exhibit_nobody_has, "paper.cite_missing"),
        (annex_of_no_paper, "paper.cite_missing"),
    ],
)
def test_freeze_is_refused_and_nobody_moves(harm, code):
    case = people.make_case()
    people.make_accepted(case, 1)
    lead = people.make_member(case, "case_lead").user
    round = actions.open_round(case=case, actor=lead)
    harm(case)
    with pytest.raises(DomainError) as refused:
        people.freeze(round, lead)
    assert refused.value.code == code
    round.refresh_from_db()
    assert (round.status, round.roster.count(), round.frame) == ("open", 0, {})
    assert set(Claim.objects.values_list("status", flat=True)) == {"accepted"}


def test_freeze_names_the_claims_whose_letters_cannot_be_printed_and_goes_on_without_them():
    case = people.make_case()
    people.make_accepted(case, 3)
    lead = people.make_member(case, "case_lead").user
    round = actions.open_round(case=case, actor=lead)
    claim = case.claims.order_by("submitted_at")[1]
    lives_at(claim.claimant, "12 ꪎꪳꪒ Street")
    with pytest.raises(DomainError) as refused:
        people.freeze(round, lead)
    assert f"{claim.reference} (ꪎꪳ ꪒ)." in refused.value.sentence
    Claim.objects.filter(pk=claim.pk).update(status="needs_information")
    assert people.freeze(round, lead).roster_count == 2


# What the texts cite ---------------------------------------------------------------------------------------------------
def refused_cites(case, count=1):
    people.make_accepted(case, count)
    lead = people.make_member(case, "case_lead").user
    with pytest.raises(DomainError) as refused:
        people.freeze(actions.open_round(case=case, actor=lead), lead)
    return refused.value.sentence


def test_missing_cites_are_named_by_text_line_and_what_is_missing():
    case = people.make_case()
    cite(case, "갑 제3호증의 1 내지 3, 갑 제1, 2호증, 별지 1")
    assert refused_cites(case, 2) == (
        "Texts cite what the package does not have: “사실관계”, line 5: 갑 제3호증의 3; “사실관계”, line 5: 갑 제1호증; "
        "“사실관계”, line 5: 갑 제2호증. Counsel corrects the text, or the file comes in, then freeze."
    )


def test_no_more_than_five_missing_cites_are_named():
    case = people.make_case()
    cite(case, "별지 3, 4, 5, 6, 7, 8")
    sentence = refused_cites(case)
    assert ("별지 7 …." in sentence, "별지 8" in sentence) == (True, False)


def test_value_of_a_placeholder_is_read_and_the_line_of_the_text_is_named():
    case = people.make_case()
    cite(case, "별지 {{원고수}}")
    assert "line 5: 별지 3." in refused_cites(case, 3)


def test_text_of_every_paper_of_the_package_is_read_and_of_no_other():
    case = people.make_case()
    for key in ("paper.amounts_table", "paper.brief"):
        body = f"# {key}\n\n- 위자료 (갑 제6호증)"
        CaseText.objects.create(case=case, key=key, language="ko", body=body, sha256="0" * 64)
    sentence = refused_cites(case)
    assert ("“paper.amounts_table”, line 3: 갑 제6호증" in sentence, "paper.brief" in sentence) == (True, False)


def test_text_that_cites_what_is_there_is_frozen():
    case = people.make_case()
    people.make_evidence(people.make_accepted(case, 2)[1], kind="ticket", seed=90)
    lead = people.make_member(case, "case_lead").user
    body = "# 청구금액표\n\n- 위자료"
    CaseText.objects.create(case=case, key="paper.amounts_table", language="ko", body=body, sha256="0" * 64)
    cite(case, "갑 제3호증의 1 내지 2, 갑 제4호증의 1, 별지 1 및 2, 을 제9호증")
    assert people.freeze(actions.open_round(case=case, actor=lead), lead).roster_count == 2


def test_cites_of_a_frozen_round_are_checked_without_a_query(django_assert_num_queries):
    case = people.make_case()
    people.make_accepted(case, 3)
    lead = people.make_member(case, "case_lead").user
    round = people.freeze(actions.open_round(case=case, actor=lead), lead)
    with django_assert_num_queries(0):
        refuse_missing_cites(round, {3: [(1, 3)]})


def test_texts_that_come_with_the_case_cite_nothing_that_a_round_can_be_without():
    """A round of one plaintiff with a single boarding pass, and a firm or none, has all they cite."""
    held = cited.Held({3: [(1, 1)]}, frozenset({1}))
    texts = {key: body for (key, language), body in open_pack("airport-face-data").texts.items() if language == "ko"}
    papers = {key: body for key, body in texts.items() if key.startswith(("complaint.", "paper."))}
    assert len(papers) > 20
    assert [each for key, body in papers.items() for each in cited.missing(key, body, held)] == []
