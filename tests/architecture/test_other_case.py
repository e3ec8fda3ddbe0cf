"""Two tabs, two cases: what was opened in one never acts in the other, whatever the session says since."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from claimants.notices.kinds import KINDS
from litigation.accounts.actions import make_token
from litigation.accounts.rights import RIGHTS
from litigation.cases.models import Membership
from litigation.ledger.models import LedgerHead
from tests.architecture import routes
from tests.architecture.cast import make_worlds
from tests.architecture.matrix import ROUTES
from tests.pages import says

pytestmark = pytest.mark.django_db
IN_ANY_CASE = {"desk_case"}


@pytest.fixture(scope="module")
def both(django_db_setup, django_db_blocker):
    """(the first case, the second case, somebody who leads both); taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        first, second = make_worlds()
        lead = first.people["case_lead"]
        Membership.objects.create(case=second.case, user=lead, role="case_lead")
        yield first, second, lead
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def desk(both):
    """A browser of the lead that works in the second case now."""
    _first, second, lead = both
    client = Client()
    client.force_login(lead)
    client.post(reverse("desk_case"), {"case": second.case.pk})
    return client


def writes(*, api):
    """(name, method, right) of every write that a role of the desk may do."""
    return [
        (route, method)
        for route in routes.every()
        if route.name in ROUTES and route.is_api is api and route.name not in IN_ANY_CASE
        for method in route.methods()
        if method != "GET" and RIGHTS[ROUTES[route.name].right(method)].for_staff
    ]


def test_a_form_of_another_case_acts_nowhere(both, desk):
    first, second, _lead = both
    before, acted = LedgerHead.objects.get().seq, []
    for route, _method in writes(api=False):
        for world in (first, second):
            with transaction.atomic():
                answer = desk.post(route.url(**ROUTES[route.name].values(world)), {"_case": first.case.pk})
                if answer.status_code != 409 or LedgerHead.objects.get().seq != before:
                    acted.append(f"{route.name}: {answer.status_code}")
                transaction.set_rollback(True)
    assert acted == []


def test_a_form_that_names_no_case_acts_only_for_who_has_one(both, desk):
    _first, second, _lead = both
    address = reverse("desk_round_new")
    assert desk.post(address, {}).status_code == 409
    alone = Client()
    alone.force_login(second.people["case_lead"])
    assert alone.post(address, {}).status_code == 422


def test_a_form_of_this_case_acts(both, desk):
    _first, second, _lead = both
    assert desk.post(reverse("desk_round_new"), {"_case": second.case.pk}).status_code == 422


def test_a_refused_form_leads_back_to_its_case_with_what_was_written(both, desk):
    first, second, _lead = both
    ours = {"case": str(first.case.pk), "next": reverse("desk_round_new")}
    desk.post(reverse("desk_case"), ours)
    shown = desk.get(reverse("desk_round_new")).content.decode()
    owner = shown.partition('name="_owner" value="')[2].partition('"')[0]
    desk.post(reverse("desk_case"), {"case": second.case.pk})

    typed = {"_case": first.case.pk, "_owner": owner, "amount_won": "1234567"}
    page = desk.post(reverse("desk_round_new"), typed, headers={"Referer": f"http://testserver{ours['next']}"})
    assert page.status_code == 409
    assert says(page, "Nothing was changed.")
    assert says(page, "What you wrote is kept for an hour.")
    assert f'name="next" value="{ours["next"]}"' in page.content.decode()
    assert f'name="case" value="{first.case.pk}"' in page.content.decode(), (
        "the button leads to the case that was meant"
    )
    assert "1234567" not in desk.get(ours["next"]).content.decode(), "it was written in the other case"

    assert desk.post(reverse("desk_case"), ours).url == ours["next"]
    assert "1234567" in desk.get(ours["next"]).content.decode()


def test_a_link_of_a_mail_opens_in_its_case(both, desk):
    first, _second, _lead = both
    told = next(kind for kind in KINDS.values() if kind.name == "papers_made")
    link = told.link(SimpleNamespace(params={"round": first.round, "case_slug": first.case.slug}))
    assert desk.get(link).context["request"].case == first.case
    assert desk.get(reverse("desk_rounds")).context["request"].case == first.case


def test_a_link_to_a_case_of_others_changes_nothing(both, desk):
    first, second, _lead = both
    assert desk.get(f"{reverse('desk_rounds')}?case=no-such-case").context["request"].case == second.case
    stranger = Client()
    stranger.force_login(second.people["auditor"])
    here = stranger.get(f"{reverse('desk_rounds')}?case={first.case.slug}").context["request"].case
    assert here == second.case


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/staff/", "/my/", "staff/"])
def test_choosing_a_case_leads_nowhere_else(both, desk, away):
    first, _second, _lead = both
    assert desk.post(reverse("desk_case"), {"case": first.case.pk, "next": away}).url == reverse("desk_today")


def test_every_form_of_the_desk_carries_its_case(both, desk):
    _first, second, _lead = both
    bare = []
    for route in routes.every():
        row = ROUTES.get(route.name)
        if row is None or route.is_api or not RIGHTS[row.right("GET") or "public"].for_staff:
            continue
        page = desk.get(route.url(**row.values(second)))
        if page.headers["Content-Type"].startswith("text/html"):
            forms = page.content.decode().partition("<main")[2].split("<form")[1:]
            posts = [form.partition("</form")[0] for form in forms if 'method="post"' in form.partition(">")[0]]
            bare += [route.name for form in posts if f'name="_case" value="{second.case.pk}"' not in form]
    assert bare == []


def test_a_program_names_the_case_it_writes_in(both):
    _first, second, lead = both
    scopes = [name for name, right in RIGHTS.items() if right.for_staff]
    _row, secret = make_token(user=lead, name="program", scopes=scopes, actor=None)
    client = Client(headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": "one"})
    acted = []
    for route, method in writes(api=True):
        with transaction.atomic():
            address = route.url(**ROUTES[route.name].values(second))
            answer = client.generic(method, address, "{}", content_type="application/json")
            if (answer.status_code, answer.json()["code"]) != (400, "case.unnamed"):
                acted.append(f"{method} {route.name}: {answer.status_code}")
            transaction.set_rollback(True)
    assert acted == []
    assert client.get(reverse("api:rounds")).status_code == 200
    named = {"Hamkke-Case": second.case.slug}
    answer = client.post(reverse("api:rounds"), "{}", content_type="application/json", headers=named)
    assert answer.status_code == 201
