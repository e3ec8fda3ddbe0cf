"""What the lawyers write to all their clients reaches each of them once, in their language, and can be taken back in time."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from claimants.leaving.actions import withdraw
from claimants.notices.actions_outbox import send_due
from claimants.notices.models import Notice
from documents.bulletins import actions, queries
from documents.bulletins.models import Bulletin, Delivery
from documents.bulletins.rules import words_for
from litigation.errors import DomainError
from litigation.jobs import engine
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_claim, make_member, make_user
from tests.pages import says, shown

pytestmark = pytest.mark.django_db
TEXTS = {
    "en": {"subject": "The court set a day", "body": "On 4 February 2027 at ten.\n\nYou need not come."},
    "ko": {"subject": "변론기일이 정해졌습니다", "body": "2027년 2월 4일 10시입니다."},
}


@pytest.fixture(autouse=True)
def _day(settings, time_machine):
    settings.STAFF_SECOND_FACTOR = False
    time_machine.move_to("2026-11-30T10:00+09:00", tick=False)


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def kim(case):
    return make_member(case, "attorney").user


@pytest.fixture
def huong(case):
    return make_claim(case=case, status="submitted")


@pytest.fixture
def draft(case, kim, huong):
    return actions.write(case=case, round=None, texts=TEXTS, actor=kim)


def sent(draft, kim):
    send(draft, kim)
    engine.work()


def send(draft, kim):
    actions.send(bulletin=draft, version=draft.version, actor=kim)


def looked(page):
    """What the button of the page sends: the version it shows."""
    return {"version": re.search(r'name="version" value="(\d+)"', page.content.decode())[1]}


def refusal(act, **told):
    with pytest.raises(DomainError) as refused:
        act(**told)
    return refused.value.code


def test_message_reaches_who_sent_a_claim_and_nobody_who_left_was_refused_or_never_sent(case, kim, draft, huong):
    others = {
        status: make_claim(case=case, status=status) for status in ("accepted", "draft", "withdrawn", "not_eligible")
    }
    sent(draft, kim)
    assert set(Delivery.objects.values_list("claim_id", flat=True)) == {huong.pk, others["accepted"].pk}
    assert Notice.objects.filter(kind="bulletin").count() == 2
    assert Job.objects.get().state == "finished"


def test_nobody_sees_it_and_no_mail_goes_before_its_time_to_be_taken_back_is_over(kim, draft, huong, time_machine):
    sent(draft, kim)
    send_due()
    assert (list(queries.mine(huong)), [each for each in mail.outbox if "wrote to you" in each.subject]) == ([], [])
    time_machine.shift(timedelta(minutes=10))
    send_due()
    [letter] = [each for each in mail.outbox if "wrote to you" in each.subject]
    assert (letter.to, "The court set a day" in letter.body) == ([huong.claimant.account.email], False)
    assert f"/my/messages/{draft.pk}/" in letter.body
    assert [each.bulletin_id for each in queries.mine(huong)] == [draft.pk]


def test_taken_back_in_time_leaves_nothing(kim, draft, huong, time_machine):
    sent(draft, kim)
    actions.take_back(bulletin=draft, actor=kim)
    time_machine.shift(timedelta(minutes=11))
    send_due()
    assert (Delivery.objects.count(), Notice.objects.filter(kind="bulletin").count()) == (0, 0)
    assert Bulletin.objects.get().status == "taken_back"


def test_job_that_is_still_on_its_way_when_it_is_taken_back_puts_it_before_nobody(kim, draft):
    send(draft, kim)
    actions.take_back(bulletin=draft, actor=kim)
    engine.work()
    assert Delivery.objects.count() == 0
    assert (
        actions.deliver(
            bulletin=draft, claims=[str(pk) for pk in queries.addressees(draft).values_list("pk", flat=True)]
        )
        == 0
    )


def test_who_left_between_sending_and_delivery_gets_none(case, kim, draft, huong):
    make_claim(case=case, status="submitted")
    send(draft, kim)
    withdraw(claim=huong, actor=huong.claimant.account)
    engine.work()
    assert not Delivery.objects.filter(claim=huong).exists()
    assert Delivery.objects.count() == 1


def test_only_who_sent_it_takes_it_back_and_only_in_time(case, kim, draft, time_machine):
    lead = make_member(case, "case_lead").user
    sent(draft, kim)
    assert refusal(actions.take_back, bulletin=draft, actor=lead) == "bulletin.not_yours"
    time_machine.shift(timedelta(minutes=10))
    assert refusal(actions.take_back, bulletin=draft, actor=kim) == "bulletin.too_late"
    assert Bulletin.objects.get().status == "sent"


def test_a_draft_cannot_be_taken_back_and_what_was_sent_is_neither_sent_nor_changed_again(case, kim, draft):
    assert refusal(actions.take_back, bulletin=draft, actor=kim) == "bulletin.too_late"
    sent(draft, kim)
    again = Bulletin.objects.get()
    assert refusal(actions.send, bulletin=again, version=again.version, actor=kim) == "bulletin.sent"
    assert refusal(actions.write, case=case, round=None, texts=TEXTS, actor=kim, draft=again) == "bulletin.sent"
    assert Delivery.objects.count() == 1


def test_second_window_that_sends_the_same_draft_sends_it_once(kim, draft):
    other = Bulletin.objects.get()
    sent(draft, kim)
    assert refusal(actions.send, bulletin=other, version=1, actor=kim) == "bulletin.sent"
    assert (Job.objects.count(), Delivery.objects.count()) == (1, 1)


def test_a_message_for_nobody_is_not_sent(kim):
    empty = actions.write(case=make_case(), round=None, texts=TEXTS, actor=kim)
    assert refusal(actions.send, bulletin=empty, version=1, actor=kim) == "bulletin.for_nobody"
    assert Bulletin.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("there", "reads", "gets"), [("en ko", "ko", "ko"), ("en ko", "th", "en"), ("ko", "en", "ko"), ("th", "ko", "th")]
)
def test_everybody_reads_it_in_their_language_or_in_english_or_in_korean(there, reads, gets):
    assert words_for(dict.fromkeys(there.split(), TEXTS["en"]), reads)[0] == gets


def test_reader_finds_it_at_home_opens_it_and_the_desk_counts_who_read(client, kim, draft, huong, time_machine):
    sent(draft, kim)
    time_machine.shift(timedelta(minutes=10))
    client.force_login(huong.claimant.account)
    home = client.get(reverse("my"))
    assert (says(home, "Messages from your lawyers"), says(home, "1 new")) == (True, True)
    assert says(client.get(reverse("my_bulletins")), "The court set a day")
    page = client.get(reverse("my_bulletin", args=[draft.pk]))
    assert (says(page, "You need not come."), queries.one(huong.case, draft.pk).read) == (True, 1)
    assert not says(page, "This message was not written in your language.")
    first = Delivery.objects.get().read_at
    time_machine.shift(timedelta(hours=1))
    client.get(reverse("my_bulletin", args=[draft.pk]))
    assert Delivery.objects.get().read_at == first
    assert not says(client.get(reverse("my")), "1 new")


def test_nobody_reads_what_was_written_to_another(client, kim, draft, time_machine):
    sent(draft, kim)
    time_machine.shift(timedelta(minutes=10))
    stranger = make_claim(user=make_user())
    client.force_login(stranger.claimant.account)
    assert client.get(reverse("my_bulletin", args=[draft.pk])).status_code == 404


def test_attorney_writes_looks_sends_and_takes_back_on_the_pages(client, kim, huong, time_machine):
    client.force_login(kim)
    page = client.get(reverse("desk_bulletin_new"))
    asked = shown(page) | {"round": "everybody"}
    half = client.post(reverse("desk_bulletin_new"), asked | {"subject_en": "A day", "body_en": ""})
    assert (half.status_code, says(half, "Write both, or leave both empty.")) == (422, True)
    none = client.post(reverse("desk_bulletin_new"), asked)
    assert (none.status_code, says(none, "Write the message in one language at least.")) == (422, True)
    kept = client.post(reverse("desk_bulletin_new"), asked | {"subject_en": "A day", "body_en": "At ten."})
    draft = Bulletin.objects.get()
    assert kept.url == reverse("desk_bulletin", args=[draft.pk])
    page = client.get(kept.url)
    assert (says(page, "At ten."), says(page, "Send it")) == (True, True)
    assert client.post(reverse("desk_bulletin_send", args=[draft.pk]), looked(page)).url == kept.url
    page = client.get(kept.url)
    assert says(page, "Take it back")
    assert client.post(reverse("desk_bulletin_take_back", args=[draft.pk]), shown(page)).url == kept.url
    assert not says(client.get(kept.url), "Take it back")
    verbs = LedgerEvent.objects.filter(verb__startswith="bulletin.").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["bulletin.written", "bulletin.sent", "bulletin.taken_back"]


def test_late_press_on_take_back_says_why_not(client, kim, draft, time_machine):
    sent(draft, kim)
    time_machine.shift(timedelta(minutes=11))
    client.force_login(kim)
    answer = client.post(reverse("desk_bulletin_take_back", args=[draft.pk]))
    assert (answer.status_code, says(answer, "This message is out. Write another one that corrects it.")) == (409, True)


def test_reader_of_another_language_is_told_so(client, case, kim, huong, time_machine):
    sent(actions.write(case=case, round=None, texts={"ko": TEXTS["ko"]}, actor=kim), kim)
    time_machine.shift(timedelta(minutes=10))
    client.force_login(huong.claimant.account)
    page = client.get(reverse("my_bulletin", args=[Bulletin.objects.get().pk]))
    assert (says(page, "This message was not written in your language."), says(page, "2027년 2월 4일")) == (True, True)


def test_what_another_changed_after_one_looked_is_not_sent(client, case, kim, draft):
    client.force_login(kim)
    page = client.get(reverse("desk_bulletin", args=[draft.pk]))
    lead = make_member(case, "case_lead").user
    actions.write(
        case=case, round=None, texts={"en": TEXTS["en"] | {"body": "On 5 February."}}, actor=lead, draft=draft
    )
    answer = client.post(reverse("desk_bulletin_send", args=[draft.pk]), looked(page))
    assert (answer.status_code, says(answer, "Somebody changed this message since you looked at it.")) == (409, True)
    assert says(answer, "On 5 February.")
    assert client.post(reverse("desk_bulletin_send", args=[draft.pk]), looked(answer)).status_code == 302
    assert Bulletin.objects.get().status == "sent"


def test_press_without_the_version_sends_nothing(client, kim, draft):
    client.force_login(kim)
    at = reverse("desk_bulletin_send", args=[draft.pk])
    assert [client.post(at, sent).status_code for sent in ({}, {"version": "x"}, {"version": "9" * 4400})] == [409] * 3
    assert Bulletin.objects.get().status == "draft"


def test_mail_that_could_not_be_sent_is_counted_on_the_desk(client, kim, draft):
    sent(draft, kim)
    Notice.objects.filter(kind="bulletin").update(state="failed")
    client.force_login(kim)
    assert says(client.get(reverse("desk_bulletin", args=[draft.pk])), "Mails that could not be sent")


def test_draft_is_thrown_away_and_put_back(client, case, kim, draft):
    client.force_login(kim)
    here, listing = reverse("desk_bulletin", args=[draft.pk]), reverse("desk_bulletins")
    client.post(reverse("desk_bulletin_discard", args=[draft.pk]))
    page = client.get(here)
    assert [says(page, word) for word in ("This draft was thrown away.", "Put it back", "Send it")] == [
        True,
        True,
        False,
    ]
    assert says(client.get(listing), TEXTS["en"]["subject"]) is False
    client.post(reverse("desk_bulletin_restore", args=[draft.pk]))
    assert says(client.get(listing), TEXTS["en"]["subject"])
    verbs = LedgerEvent.objects.filter(verb__startswith="bulletin.").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["bulletin.written", "bulletin.discarded", "bulletin.restored"]


def test_what_was_thrown_away_is_neither_sent_nor_changed_and_throwing_twice_is_once(case, kim, draft):
    actions.discard(bulletin=draft, actor=kim)
    actions.discard(bulletin=draft, actor=kim)
    found = [
        refusal(actions.send, bulletin=draft, version=draft.version, actor=kim),
        refusal(actions.write, case=case, round=None, texts=TEXTS, actor=kim, draft=draft),
        refusal(actions.take_back, bulletin=draft, actor=kim),
    ]
    assert found == ["bulletin.discarded", "bulletin.discarded", "bulletin.too_late"]
    actions.restore(bulletin=draft, actor=kim)
    actions.restore(bulletin=draft, actor=kim)
    assert LedgerEvent.objects.filter(verb__in=["bulletin.discarded", "bulletin.restored"]).count() == 2


def test_what_was_sent_is_not_thrown_away(kim, draft):
    sent(draft, kim)
    assert refusal(actions.discard, bulletin=draft, actor=kim) == "bulletin.sent"
    assert refusal(actions.restore, bulletin=draft, actor=kim) == "bulletin.sent"
    assert Bulletin.objects.get().status == "sent"
