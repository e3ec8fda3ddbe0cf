"""What every package says is two attorneys': a new version counts once another than its author has confirmed it."""

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import reverse

from documents.papers import samples
from documents.papers.registry import every_kind
from documents.rounds.actions import open_round
from documents.rounds.queries import selection
from documents.texts import actions, queries
from documents.texts.desk import to_confirm
from litigation.cases.actions import confirm
from litigation.cases.models import CaseText
from litigation.cases.queries import texts
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.api.conftest import program
from tests.claimants.review.test_desk_races import at_once
from tests.documents import people
from tests.pages import says

PRAYER = {"key": "complaint.prayer", "language": "ko"}


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def case(db):
    return factories.make_case()


@pytest.fixture
def kim(case):
    return factories.make_member(case, of_record=True, user=factories.make_user(display_name="Kim Seo-yeon")).user


@pytest.fixture
def lee(case):
    return factories.make_member(case, user=factories.make_user(display_name="Lee Ha-neul")).user


def first(case):
    return case.texts.get(**PRAYER, version=1)


def propose(case, author, more="더."):
    body = f"{first(case).body}\n\n{more}"
    return actions.publish(case=case, body=body, actor=author, **PRAYER)


def in_force(case):
    """The version papers take."""
    return texts(case, "complaint.", "ko")["complaint.prayer"].version


def refusal_of(act, **told):
    with pytest.raises(DomainError) as refused:
        act(**told)
    return refused.value.code


def test_texts_of_what_every_package_holds_are_two_attorneys():
    second = {kind.type for kind in every_kind().values() if kind.needs_second}
    assert {"complaint", "amounts_table", "attorney_designation"} <= second
    assert not {"brief", "withdrawal", "appeal"} & second


def test_proposed_version_counts_nowhere_until_another_attorney_confirms_it(case, kim, lee):
    made = propose(case, kim)
    assert (made.version, made.is_proposed, made.written_by) == (2, True, kim)
    frame = samples.sample_round(case).shared
    assert (in_force(case), frame.texts["complaint.prayer"].version) == (1, 1)
    confirm(subject=made, actor=lee)
    frame = samples.sample_round(case).shared
    assert (in_force(case), frame.texts["complaint.prayer"].version) == (2, 2)
    assert LedgerEvent.objects.get(verb="case.confirmed").actor_id == str(lee.pk)


def test_round_that_was_looked_at_is_not_the_same_once_a_proposal_counts(case, kim, lee):
    people.make_accepted(case, 1)
    round = open_round(case=case, actor=kim)
    made = [selection(round).digest]
    text = propose(case, kim)
    made.append(selection(round).digest)
    confirm(subject=text, actor=lee)
    made.append(selection(round).digest)
    assert made[0] == made[1] != made[2]


def test_author_confirms_no_own_words(case, kim, lee):
    made = propose(case, kim)
    assert refusal_of(confirm, subject=made, actor=kim) == "case.text_own"
    assert in_force(case) == 1


def test_version_a_newer_one_has_overtaken_is_not_confirmed(case, kim, lee):
    made = propose(case, kim)
    newer = propose(case, lee, more="더 더.")
    assert refusal_of(confirm, subject=made, actor=lee) == "case.text_overtaken"
    confirm(subject=newer, actor=kim)
    assert in_force(case) == 3


def test_version_that_counts_is_confirmed_though_a_newer_one_is_proposed(case, kim, lee):
    propose(case, kim)
    confirm(subject=first(case), actor=kim)
    assert (first(case).confirmed_by, in_force(case)) == (kim, 1)


def test_text_that_comes_with_the_case_counts_without_anybody(case):
    assert not CaseText.objects.filter(case=case, needs_second=True).exists()
    assert in_force(case) == 1


def test_text_of_a_paper_somebody_asks_for_counts_at_once_and_is_ones_own_to_confirm(case, kim):
    body = "# 준비서면\n\n{{원고수}}명의 원고들은 다음과 같이 변론을 준비합니다."
    made = actions.publish(case=case, key="paper.brief", language="ko", body=body, actor=kim)
    confirm(subject=made, actor=kim)
    assert texts(case, "paper.", "ko")["paper.brief"].version == 2


def test_first_text_of_a_paper_gives_no_paper_before_it_is_confirmed(case, kim, lee):
    body = case.texts.get(key="paper.attorney_designation", language="ko").body
    case.texts.filter(key="paper.attorney_designation").delete()
    told = {"key": "paper.attorney_designation", "language": "ko", "body": body}
    made = actions.publish(case=case, actor=kim, **told)
    assert "paper.attorney_designation" not in texts(case, "paper.", "ko")
    confirm(subject=made, actor=lee)
    assert texts(case, "paper.", "ko")["paper.attorney_designation"] == made


def test_database_keeps_an_author_from_confirming(case, kim):
    made = propose(case, kim)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseText.objects.filter(pk=made.pk).update(confirmed_by=kim, confirmed_on="2026-11-30")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_are_one_and_a_refusal():
    case = factories.make_case()
    author, *others = (factories.make_member(case).user for _ in range(3))
    made = propose(case, author)
    copies = [CaseText.objects.select_related("case").get(pk=made.pk) for _ in others]
    acts = [lambda c=c, o=o: confirm(subject=c, actor=o) for c, o in zip(copies, others, strict=True)]
    assert sorted(at_once(*acts)) == ["case.confirmed_before", "done"]
    assert LedgerEvent.objects.filter(verb="case.confirmed").count() == 1


# On the pages --------------------------------------------------------------------------------------------------------------
def waits_for(person, case):
    request = RequestFactory().get("/staff/")
    request.user, request.case = person, case
    return [(duty.sentence, duty.url) for duty in to_confirm(request)]


def test_proposal_waits_on_the_first_page_of_the_others(case, kim, lee):
    made = propose(case, kim)
    at = reverse("desk_text_versions", args=["complaint.prayer", "ko"])
    sentence = f"Kim Seo-yeon proposes version 2 of “{made.authored.title}”: a second attorney confirms it"
    assert (waits_for(kim, case), waits_for(lee, case)) == ([], [(sentence, at)])
    newer = propose(case, lee, more="더 더.")
    assert (len(waits_for(kim, case)), waits_for(lee, case)) == (1, [])
    confirm(subject=newer, actor=kim)
    assert (waits_for(kim, case), waits_for(lee, case)) == ([], [])


def test_pages_say_what_counts_and_what_waits(client, case, kim, lee):
    client.force_login(kim)
    at = reverse("desk_text", args=["complaint.prayer", "ko"])
    assert says(client.get(at), "A new version counts once another attorney has confirmed it.")
    told = client.post(at, {"body": f"{first(case).body}\n\n더."}, follow=True)
    assert says(told, "Version 2 is proposed. It counts once another attorney has confirmed it.")
    for page in (told, client.get(at)):
        assert says(page, "Version 2, by Kim Seo-yeon, waits for a second attorney.")
        assert says(page, "Until another attorney has confirmed it, version 1 counts.")
    assert says(client.get(reverse("desk_texts")), "Version 2 waits for a second attorney.")
    row = next(each for each in queries.text_rows(case) if each.key == "complaint.prayer" and each.language == "ko")
    assert (row.newest.version, row.counts.version, row.proposed) == (2, 1, row.newest)


def test_only_another_attorney_is_offered_to_confirm(client, case, kim, lee):
    propose(case, kim)
    at = reverse("desk_text_versions", args=["complaint.prayer", "ko"])
    press = reverse("desk_text_confirm", args=["complaint.prayer", "ko", 2])
    shown = {}
    for person in (kim, lee):
        client.force_login(person)
        shown[person] = press in client.get(at).content.decode()
    assert shown == {kim: False, lee: True}
    client.force_login(kim)
    assert client.post(press).status_code == 409
    client.force_login(lee)
    assert says(client.post(press, follow=True), "Version 2 is confirmed, with your name.")
    assert in_force(case) == 2


def test_who_is_alone_reads_who_gives_a_second_attorney_the_role(client, case, kim):
    client.force_login(kim)
    at = reverse("desk_text_versions", args=["complaint.prayer", "ko"])
    propose(case, kim)
    alone = "Nobody else in this case may confirm it. The case lead gives a second person the role of an attorney."
    assert says(client.get(at), alone)
    lead = factories.make_member(case, "case_lead", user=factories.make_user(display_name="Choi Min")).user
    assert not says(client.get(at), alone)
    type(lead).objects.filter(pk=lead.pk).update(is_active=False)
    assert says(client.get(at), alone)


def test_programs_read_what_counts_and_are_refused_alike(case, kim, lee):
    kims, lees, at = program(kim), program(lee), "/api/v1/texts/complaint.prayer/ko/"
    made = kims.post(at, {"body": f"{first(case).body}\n\n더."}).json()
    assert (made["version"], made["proposed"]) == (2, True)
    read = kims.get(at).json()
    assert (read["counts"], [each["version"] for each in read["versions"]]) == (1, [2, 1])
    refused = kims.post(f"{at}2/confirm/")
    assert (refused.status_code, refused.json()["code"]) == (409, "case.text_own")
    assert lees.post(f"{at}2/confirm/").json()["proposed"] is False
    line = next(each for each in lees.get("/api/v1/texts/").json() if each["key"] == "complaint.prayer")
    assert (line["version"], line["counts"]) == (2, 2)
