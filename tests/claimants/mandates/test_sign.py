"""Signing: what is kept, what is refused, what happens twice, and that two at once are one."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from claimants.claims.models import Claim
from claimants.mandates import actions, queries, rules
from claimants.mandates.models import Mandate
from claimants.people.models import Claimant
from litigation.cases.models import CaseText
from litigation.errors import DomainError
from litigation.jobs.models import Job
from litigation.kept import sha256
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.claimants.mandates.conftest import DRAWING, sign
from tests.pages import says

pytestmark = pytest.mark.django_db


def verbs(claim):
    return list(
        LedgerEvent.objects.filter(claim_id=str(claim.pk), verb__startswith="mandate").values_list("verb", flat=True)
    )


def test_snapshot_holds_every_value_the_document_prints(claim, account):
    mandate = sign(claim)
    kept = Mandate.objects.get().snapshot
    assert kept["person"] == {
        "hangul": "응우옌 티 흐엉",
        "roman": "NGUYEN THI HUONG",
        "native": "Nguyễn Thị Hường",
        "birth_date": "1987-03-27",
        "nationality": "베트남",
        "address": "12 Nguyen Hue, Ho Chi Minh City, 700000, 베트남",
        "representative": "",
    }
    assert (kept["reference"], kept["method"], kept["typed_name"]) == (claim.reference, "typed", "Nguyen Thi Huong")
    assert (kept["language"], "특별수권" in kept["text"]["ko"], "Special powers" in kept["text"]["other"]) == (
        "en",
        True,
        True,
    )
    assert kept["signed_at"].endswith("+00:00")
    assert kept["signed_at_seoul"].endswith("+09:00")
    assert kept["email"]["shown"] == rules.masked_email(account.email)
    assert mandate.content_sha256 == sha256(kept)
    assert (mandate.text.language, mandate.signed_by) == ("ko", account)
    assert verbs(claim) == ["mandate.signed"]


def test_ledger_says_what_without_personal_data(claim):
    mandate = sign(claim)
    event = LedgerEvent.objects.get(verb="mandate.signed")
    assert event.data == {"content_sha256": mandate.content_sha256, "text": str(mandate.text_id), "method": "typed"}


def test_drawing_is_kept_as_points(claim):
    mandate = sign(claim, method="drawn", strokes=DRAWING)
    assert mandate.snapshot["strokes"] == [[[100, 200], [150, 67], [197, 167]], [[333, 150], [700, 217]]]


def test_signing_in_korean_keeps_one_text(claim):
    mandate = sign(claim, language="ko")
    assert (mandate.language, mandate.snapshot["text"]["other"]) == ("ko", "")


def test_the_same_signature_twice_is_one_mandate_and_one_document(claim):
    assert sign(claim).pk == sign(claim).pk
    assert (Mandate.objects.count(), Job.objects.filter(kind="mandate.document").count()) == (1, 1)


def test_a_new_signature_supersedes_the_old_one(claim):
    first, second = sign(claim), sign(claim, method="drawn", strokes=DRAWING)
    first.refresh_from_db()
    assert (first.state, first.ended_at is not None, queries.in_force(claim)) == ("superseded", True, second)
    assert verbs(claim) == ["mandate.signed", "mandate.superseded", "mandate.signed"]


def test_text_that_changed_meanwhile_is_not_signed(claim):
    shown = queries.offer(claim, "en")
    old = queries.text(claim.case, "mandate.text", "ko")
    CaseText.objects.create(
        case=claim.case, key=old.key, language="ko", version=2, body=old.body + "\n\n추가 조항", sha256="1" * 64
    )
    with pytest.raises(DomainError) as refused:
        sign(claim, shown=shown)
    assert (refused.value.code, refused.value.status, Mandate.objects.count()) == ("mandate.text_changed", 409, 0)


def test_answers_that_changed_meanwhile_are_not_signed(claim):
    shown = queries.offer(claim, "en")
    factories.tell_person(claim.claimant, family_name="TRAN")
    with pytest.raises(DomainError) as refused:
        sign(Claim.objects.get(pk=claim.pk), shown=shown, typed_name="Tran Thi Huong")
    assert refused.value.code == "mandate.text_changed"


def test_text_of_another_language_than_shown_is_not_signed(claim):
    english = queries.offer(claim, "en")
    with pytest.raises(DomainError) as refused:
        sign(claim, shown=english, language="ko")
    assert refused.value.code == "mandate.text_changed"


def test_nobody_signs_for_a_helped_adult(claim, account):
    Claimant.objects.filter(pk=claim.claimant_id).update(relation="helped")
    with pytest.raises(DomainError) as refused:
        sign(Claim.objects.get(pk=claim.pk))
    assert (refused.value.code, refused.value.status) == ("mandate.only_themself", 403)
    assert "NGUYEN THI HUONG" in refused.value.sentence


def test_another_account_cannot_sign(claim):
    with pytest.raises(DomainError) as refused:
        sign(claim, actor=factories.make_user())
    assert (refused.value.code, refused.value.status) == ("mandate.not_yours", 403)


def test_one_parent_alone_signs_for_no_child(claim, account):
    Claimant.objects.filter(pk=claim.claimant_id).update(relation="child")
    claim = Claim.objects.get(pk=claim.pk)
    with pytest.raises(DomainError) as refused:
        sign(claim)
    assert refused.value.code == "mandate.representative_unknown"
    Claimant.objects.create(account=account, family_name="NGUYEN", given_name="VAN AN", hangul_name="응우옌 반 안")
    assert queries.offer(claim, "en").content.person.representative == "법정대리인 친권자 응우옌 반 안"
    with pytest.raises(DomainError) as refused:
        sign(claim, typed_name="Nguyen Van An")
    assert (refused.value.code, refused.value.status, Mandate.objects.count()) == ("mandate.parents", 409, 0)


def test_missing_answers_are_named(db):
    claim = factories.make_claim()
    factories.tell_person(claim.claimant)
    Claimant.objects.update(birth_date=None, address=None)
    claim = Claim.objects.get(pk=claim.pk)
    with pytest.raises(DomainError) as refused:
        sign(claim)
    assert (
        refused.value.sentence
        == "Some answers that the document prints are still missing: Your birth date, Your address."
    )


def test_nothing_is_signed_before_the_lawyers_are_named(claim):
    claim.case.members.update(of_record=False)
    with pytest.raises(DomainError) as refused:
        sign(claim)
    assert (refused.value.code, Mandate.objects.count()) == ("mandate.no_lawyers", 0)


def test_sent_claim_is_not_signed_again(db):
    claim = factories.make_claim(status="submitted")
    with pytest.raises(DomainError) as refused:
        sign(claim)
    assert refused.value.code == "claim.not_editable"


def test_revoked_is_revoked_once(claim, account):
    mandate = sign(claim)
    actions.revoke(mandate=mandate, actor=account)
    actions.revoke(mandate=mandate, actor=account)
    assert (queries.in_force(claim), verbs(claim)) == (None, ["mandate.signed", "mandate.revoked"])


def test_document_once_attached_stays(claim):
    mandate = sign(claim)
    first = {"name": "mandates/aa/1.hv", "sha256": "a" * 64, "pages": 2}
    assert actions.attach_document(mandate=mandate, **first)
    assert not actions.attach_document(mandate=mandate, name="mandates/bb/2.hv", sha256="b" * 64, pages=3)
    assert Mandate.objects.values_list("document_name", "document_sha256", "document_pages").get() == tuple(
        first.values()
    )


def test_birth_date_is_as_told(claim):
    assert sign(claim).snapshot["person"]["birth_date"] == date(1987, 3, 27).isoformat()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_mandate():
    claim = factories.make_claim()
    factories.make_member(claim.case, of_record=True)
    factories.tell_person(claim.claimant)
    claim = Claim.objects.select_related("claimant__account").get(pk=claim.pk)
    shown, gate, signed = queries.offer(claim, "en"), Barrier(8), []

    def press():
        gate.wait()
        try:
            signed.append(sign(claim, shown=shown).pk)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (len(signed), len(set(signed)), Mandate.objects.count()) == (8, 1, 1)
    assert Job.objects.filter(kind="mandate.document").count() == 1


def test_a_name_that_cannot_be_printed_is_no_signature_and_the_preview_says_that_it_is_left_out(claim, mine):
    Claimant.objects.filter(pk=claim.claimant_id).update(own_name="ꪎꪳꪒ")
    claim = Claim.objects.get(pk=claim.pk)
    with pytest.raises(DomainError) as refused:
        sign(claim, typed_name="ꪎꪳꪒ")
    assert (refused.value.code, Mandate.objects.count()) == ("mandate.other_name", 0)
    assert "NGUYEN THI HUONG" in refused.value.sentence
    page = mine.get("/en/my/authority/")
    assert says(page, "Your name in your own script is left out: papers cannot print its letters.")
    assert "ꪎ" not in page.content.decode()
    assert sign(claim).snapshot["person"]["native"] == "ꪎꪳꪒ"


def test_an_address_that_cannot_be_printed_is_asked_for_before_signing(claim, mine):
    claim.claimant.address = "12 ꪎꪳꪒ Street"
    claim.claimant.save(update_fields=["address"])
    claim = Claim.objects.get(pk=claim.pk)
    with pytest.raises(DomainError) as refused:
        sign(claim)
    assert (refused.value.code, Mandate.objects.count()) == ("mandate.incomplete", 0)
    assert says(mine.get("/en/my/authority/"), "Your address in letters that papers can print")
