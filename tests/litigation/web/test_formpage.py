import re
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.utils import timezone

from litigation.accounts.models import User
from litigation.web import parked
from litigation.web.formpage import LAPSES
from litigation.web.models import IdempotencyKey
from tests.litigation.web import formpages

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.litigation.web.formpages")]
PAGE = "<form>{{ guard }}{{ form }}{% if restored %}RESTORED{% endif %}{% if conflict %}CONFLICT{% endif %}</form>"


@pytest.fixture(autouse=True)
def page_template(monkeypatch):
    formpages.SAVES.clear()
    formpages.SLOW.clear()
    made = engines["django"].from_string(PAGE)
    monkeypatch.setattr(
        "litigation.web.formpage.render",
        lambda request, template, context, status: formpages.HttpResponse(made.render(context, request), status=status),
    )


@pytest.fixture
def mina():
    return User.objects.create_user("mina@example.org", display_name="Mina")


@pytest.fixture
def browser(mina):
    client = Client()
    client.force_login(mina)
    return client


def hidden(response):
    return dict(re.findall(r'name="(_\w+)" value="([^"]*)"', response.content.decode()))


def test_good_answer_is_saved_and_leads_on(browser, mina):
    answer = browser.post("/name/", {**hidden(browser.get("/name/")), "display_name": "Mina Kim"})
    mina.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"], mina.display_name) == (302, "/next/", "Mina Kim")


def test_wrong_answer_comes_back_with_422_and_what_was_written(browser):
    answer = browser.post("/name/", {**hidden(browser.get("/name/")), "display_name": "taken"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "That name is taken." in text
    assert 'value="taken"' in text
    assert formpages.SAVES == []


def test_same_press_twice_acts_once_and_leads_to_the_same_page(browser):
    fields = {**hidden(browser.get("/name/")), "display_name": "Mina Kim"}
    answers = [browser.post("/name/", fields) for _ in range(2)]
    assert [a.headers["Location"] for a in answers] == ["/next/", "/next/"]
    assert formpages.SAVES == ["Mina Kim"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_second_press_is_shown_the_firsts_page_and_no_thread_waits(mina):
    """While the first is being done the second is told so at once; sent again, it leads where the first one led."""
    formpages.SLOW.append(1.5)
    first, second = Client(), Client()
    for each in (first, second):
        each.force_login(mina)
    fields = {**hidden(first.get("/name/")), "display_name": "Mina Kim"}
    answers = []

    def press():
        answers.append(first.post("/name/", fields).headers["Location"])
        connection.close()

    pressed = threading.Thread(target=press)
    pressed.start()
    while not IdempotencyKey.objects.exists():
        time.sleep(0.01)
    told = second.post("/name/", fields)
    assert (told.status_code, answers) == (202, [])
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', told.content.decode()))
    assert {name: sent[name] for name in fields} == fields
    pressed.join()
    assert second.post("/name/", sent).headers["Location"] == answers[0] == "/next/"
    assert formpages.SAVES == ["Mina Kim"]


def test_press_whose_first_broke_off_leads_to_the_page_as_it_is(browser, mina):
    fields = {**hidden(browser.get("/name/")), "display_name": "Mina Kim"}
    broken = IdempotencyKey.objects.create(user=mina, key=f"form:{fields['_once']}", digest="0" * 64)
    assert browser.post("/name/", fields).status_code == 202
    IdempotencyKey.objects.filter(pk=broken.pk).update(created_at=timezone.now() - LAPSES - timedelta(seconds=1))
    assert browser.post("/name/", fields).headers["Location"] == "/name/"
    assert formpages.SAVES == []


def test_refused_press_may_be_repeated_with_the_same_form(browser):
    fields = hidden(browser.get("/name/"))
    browser.post("/name/", {**fields, "display_name": "taken"})
    assert not IdempotencyKey.objects.exists()
    assert browser.post("/name/", {**fields, "display_name": "Mina"}).status_code == 302


def test_stale_window_overwrites_nothing_unseen(browser, mina):
    fields = hidden(browser.get("/name/"))
    User.objects.update(display_name="Written elsewhere")
    answer = browser.post("/name/", {**fields, "display_name": "Written here"})
    text = answer.content.decode()
    mina.refresh_from_db()
    assert (answer.status_code, mina.display_name) == (409, "Written elsewhere")
    assert "CONFLICT" in text
    assert "Written here" in text
    again = browser.post("/name/", {**hidden(answer), "display_name": "Written here"})
    mina.refresh_from_db()
    assert (again.status_code, mina.display_name) == (302, "Written here")


def test_stale_window_with_the_same_answer_is_no_conflict(browser):
    fields = hidden(browser.get("/name/"))
    User.objects.update(display_name="Same")
    assert browser.post("/name/", {**fields, "display_name": "Same"}).status_code == 302


def test_untouched_stale_window_leaves_what_another_one_saved(browser, mina):
    shown = browser.get("/name/")
    User.objects.update(display_name="Written elsewhere")
    answer = browser.post("/name/", {**hidden(shown), "display_name": "Mina"})
    mina.refresh_from_db()
    assert (answer.status_code, mina.display_name) == (302, "Written elsewhere")


def test_answers_of_an_ended_session_wait_for_the_same_person(browser, mina):
    fields = {**hidden(browser.get("/name/")), "display_name": "Typed for ten minutes"}
    browser.logout()
    answer = browser.post("/name/", fields)
    assert "/account/login/code/?next=/name/&ended=1" in answer.headers["Location"]
    assert "Typed" not in str(dict(browser.session.items()))
    kept = browser.session[parked.KEY]
    browser.force_login(mina)
    session = browser.session
    session[parked.KEY] = kept
    session.save()
    text = browser.get("/name/").content.decode()
    assert "RESTORED" in text
    assert 'value="Typed for ten minutes"' in text
    assert "RESTORED" not in browser.get("/name/").content.decode()


def test_answers_of_an_ended_session_are_not_shown_to_somebody_else(browser):
    fields = {**hidden(browser.get("/name/")), "display_name": "Private words"}
    browser.logout()
    browser.post("/name/", fields)
    kept = browser.session[parked.KEY]
    browser.force_login(User.objects.create_user("other@example.org"))
    session = browser.session
    session[parked.KEY] = kept
    session.save()
    assert "Private words" not in browser.get("/name/").content.decode()


@pytest.mark.parametrize("owner", ["", "forged:token:here"])
def test_signed_out_post_without_a_good_owner_is_not_kept(client, owner):
    client.post("/name/", {"_owner": owner, "display_name": "x"})
    assert parked.KEY not in client.session


def test_view_without_a_right_is_refused_to_everybody(client, browser):
    assert [c.get("/undeclared/").status_code for c in (client, browser)] == [403, 403]


def test_refusal_becomes_a_page_or_json_with_its_status(browser):
    page, data = browser.get("/refusing/"), browser.get("/refusing/", headers={"Accept": "application/json"})
    assert (page.status_code, data.status_code) == (409, 409)
    assert "This is closed." in page.content.decode()
    assert data.json() == {"code": "thing.closed", "detail": "This is closed."}


def test_private_pages_are_stored_by_no_cache(browser):
    headers = browser.get("/name/").headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex"
