from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from litigation.cases import queries
from litigation.cases.actions import add_member, load_pack
from litigation.cases.models import Case, CaseFact, CaseText, Membership
from tests.litigation.cases.conftest import PACK

pytestmark = pytest.mark.django_db
OPEN = {"opened_on": timezone.localdate(), "closes_at": timezone.now() + timedelta(days=9)}


def test_case_is_open_between_its_dates(case):
    Case.objects.update(**OPEN)
    case.refresh_from_db()
    assert (case.is_open, list(queries.open_cases())) == (True, [case])
    Case.objects.update(opened_on=timezone.localdate() - timedelta(days=9), closes_at=timezone.now())
    case.refresh_from_db()
    assert (case.is_open, list(queries.open_cases())) == (False, [])


def test_case_is_found_by_its_name(case):
    assert queries.case_for(PACK) == case
    with pytest.raises(Case.DoesNotExist):
        queries.case_for("nothing")
    with translation.override("ko"):
        assert str(case) == "공항 얼굴정보 사건"


@pytest.mark.parametrize(
    ("key", "asked", "got"),
    [("home.lead", "ko", "ko"), ("home.lead", "vi", "en"), ("complaint.prayer", "en", "ko")],
)
def test_text_falls_back_and_says_its_language(case, key, asked, got):
    assert queries.text(case, key, asked).language == got


def test_text_takes_the_newest_that_is_effective(case):
    tomorrow = timezone.localdate() + timedelta(days=1)
    common = {"case": case, "key": "home.lead", "language": "en", "sha256": "0" * 64}
    CaseText.objects.create(version=2, body="# Now\n\nw", **common)
    CaseText.objects.create(version=3, body="# Later\n\nw", effective_from=tomorrow, **common)
    assert queries.text(case, "home.lead", "en").authored.title == "Now"
    with pytest.raises(CaseText.DoesNotExist):
        queries.text(case, "home", "en")


def test_texts_come_in_one_query_in_order(case, django_assert_num_queries):
    with django_assert_num_queries(1):
        cause = queries.texts(case, "complaint.", "ko")
    assert [key[:11] for key in cause][:3] == ["complaint.1", "complaint.2", "complaint.3"]
    assert list(cause)[-1] == "complaint.prayer"


def test_consents_come_in_order_and_abroad_only_where_data_is_abroad(case):
    asked = [(c["purpose"], c["required"], c["text"].key) for c in queries.consents(case, "ko")]
    assert asked == [
        ("collection", True, "consent.collection"),
        ("unique_id", True, "consent.unique_id"),
        ("court", True, "consent.court"),
        ("cost_risk", True, "disclosure.cost_risk"),
        ("contact", False, "consent.contact"),
    ]
    case.hosted_abroad = True
    assert "cross_border" in [c["purpose"] for c in queries.consents(case, "en")]


def test_facts_come_in_time_order_each_in_its_newest_version(case):
    old = case.facts.get(key="project_end")
    corrected = CaseFact.objects.create(
        case=case, key=old.key, version=2, sha256="0" * 64, date=old.date, text={"en": "Ended."}, source="s",
        confidence="V2",
    )  # fmt: skip
    facts = queries.facts(case)
    assert (facts[0].key, facts[0].precision, facts[-1].key) == ("agreement", "month", "dismissal")
    assert corrected in facts
    assert old not in facts
    assert str(corrected) == "Ended."


def test_membership_is_the_strongest_staff_role_in_the_case_named(case, people):
    for role in ("auditor", "helper", "attorney"):
        add_member(case=case, user=people["attorney"], role=role, display_name="Kim")
    add_member(case=case, user=people["claimant"], role="helper", display_name="Helper")
    for named in (None, PACK, case.pk, str(case.pk)):
        assert queries.membership_of(people["attorney"], case=named).role == "attorney"
    assert queries.membership_of(people["attorney"], case="another") is None
    assert queries.membership_of(people["claimant"]) is None
    assert queries.membership_of(AnonymousUser()) is None


def test_attorney_of_record_needs_a_bar_number(case, people):
    fields = {"case": case, "user": people["attorney"], "role": "attorney", "display_name": "Kim", "of_record": True}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**fields)
    Membership.objects.create(bar_number="1", name_ko="김도현", **fields)
    assert [lawyer.bar_number for lawyer in queries.lawyers(case)] == ["1"]


def test_case_that_closes_before_it_opens_is_refused(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(closes_at=timezone.now() - timedelta(days=9999))


def test_loading_again_gives_back_the_same_case(case):
    assert load_pack(PACK).case == case
