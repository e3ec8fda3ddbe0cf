"""Every page of every person, as it opens and after an empty form was sent: nothing for axe, nothing sideways, one heading."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from claimants.eligibility.actions import count as count_by
from claimants.evidence.actions import receive
from documents.bulletins.models import Bulletin
from documents.changes.actions import drop
from documents.packages.actions import make_papers
from documents.packages.actions_book import make_book
from documents.packages.models import Package
from documents.proceedings.actions import correct, enter, extend, file_round
from documents.proceedings.rules import Extension
from documents.rounds.actions import carry_over, change_round, open_round
from litigation.cases.actions_rule import save_draft
from litigation.cases.queries import current_rule
from litigation.jobs import tasks
from litigation.jobs.models import Job
from litigation.law.rows import shipped
from litigation.lawbook.actions import add_row, confirm
from tests.browser.tools import drain, faults, opened
from tests.claimants.evidence import samples
from tests.documents import people
from tests.factories import make_case, make_claim, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(360, "light", "ko"), (1280, "dark", "en")]
DETAILS = [f"my_{name}" for name in ("name", "birth", "nationality", "contact", "address")]
PAGES_OF_TIME = [
    "/staff/clocks/",
    "/staff/clocks/?theory=tort&month=2026-12",
    "/staff/clocks/theories/",
    "/staff/clocks/theories/tort/",
    "/staff/clocks/theories/tort/objective/2021-10-20/",
]
FORMS = [*DETAILS, "my_trip_add", "my_evidence", "my_evidence_none", "my_consent", "my_authority_sign"]


@pytest.fixture(autouse=True)
def _inline(settings, monkeypatch):
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)


def look_at(page, addresses, *, wrong=()):
    """{address: faults} of the pages, and of those in `wrong` once more after their empty form was sent."""
    found, heard = {}, []
    page.on("pageerror", lambda error: heard.append(str(error)))
    for address in addresses:
        answer = opened(page, address)
        found[address] = faults(page) + ([("status", answer.status)] if answer.status != 200 else []) + heard
        heard.clear()
        if address in wrong:
            page.evaluate("document.querySelectorAll('#page-form input:not([type=hidden])').forEach(e => e.value = '')")
            page.locator("main form:not([action*='language']) button.btn").first.click()
            page.wait_for_load_state()
            found[address] += [("after an empty form", *fault) for fault in faults(page)]
    return {address: each for address, each in found.items() if each}


def bulletin(claim, status):
    """A message to clients; one that is out was put before this claim."""
    texts = {"en": {"subject": "The court has set a day", "body": "On 4 February at ten.\n\nYou need not come."}}
    kim = make_member(claim.case).user
    out = {"status": status, "sent_by": kim, "leaves_at": timezone.now()} if status == "sent" else {}
    made = Bulletin.objects.create(case=claim.case, texts=texts, written_by=kim, **out)
    if out:
        made.deliveries.create(claim=claim)
    return made


def in_language(language, *names):
    return [f"/{language}" + reverse(name).removeprefix("/en") for name in names]


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_a_claimant(visit, live_server, width, color_scheme, language):
    case = make_case()
    make_member(case, of_record=True)
    claim = make_claim(case=case, ready=True)
    user = claim.claimant.account
    file = receive(claim=claim, kind="ticket", upload=samples.jpeg(), name="a-very-long-name-" * 5 + ".jpg", actor=user)
    drain(live_server)
    page = visit(user, width=width, color_scheme=color_scheme)
    item = f"/{language}/my/evidence/{file.evidence.pk}/"
    forms = in_language(language, *FORMS)
    forms.remove(f"/{language}/my/authority/sign/")  # signed already: it leads on
    message = bulletin(claim, "sent")
    others = (
        "my",
        "my_trips",
        "my_bulletins",
        "my_check",
        "my_settings",
        "my_withdraw",
        "my_authority_done",
        "my_authority_revoke",
    )
    addresses = [*forms, *in_language(language, *others, "my_status"), item, f"{item}replace/"]
    addresses += [f"/{language}/my/messages/{message.pk}/"]
    wrong = {*in_language(language, "my_name", "my_birth", "my_trip_add", "my_consent", "my_authority_revoke")}
    assert look_at(page, addresses, wrong=wrong) == {}


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_for_everybody(visit, width, color_scheme, language):
    make_member(make_case(), of_record=True)
    page = visit(width=width, color_scheme=color_scheme)
    case = f"/{language}/cases/airport-face-data/"
    names = ("case_home", "help", "privacy", "accessibility", "verify", "account_request_login_code")
    wrong = set(in_language(language, "account_request_login_code"))
    addresses = ["/", *in_language(language, *names), case, f"{case}check/1/", f"{case}check/2/"]
    assert look_at(page, addresses, wrong=wrong) == {}
    for address in (f"/{language}/nowhere/", f"/{language}/verify/AAAA-BBBB-CCCC-DDDD/"):
        assert page.goto(address).status == 404
        assert faults(page) == []


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_the_desk(visit, width, color_scheme, language):
    case = make_case()
    member = make_member(case, "case_lead")
    kim = make_member(case, of_record=True).user
    member.user.language = kim.language = language
    [user.save(update_fields=["language"]) for user in (member.user, kim)]
    claims = [make_claim(case=case, status=each, attorney=kim) for each in ("submitted", "in_review", "accepted")]
    page = visit(kim, width=width, color_scheme=color_scheme)
    own = reverse("desk_claim", args=[claims[1].reference])
    acts = [f"{own}{act}/" for act in ("ask", "refuse", "note", "hangul")]
    told, draft = (bulletin(claims[0], each) for each in ("sent", "draft"))
    plain = [
        "/staff/",
        "/staff/messages/",
        "/staff/messages/new/",
        f"/staff/messages/{told.pk}/",
        f"/staff/messages/{draft.pk}/",
        f"/staff/messages/{draft.pk}/change/",
        "/staff/queue/",
        "/staff/queue/?state=answered",
        "/staff/claimants/",
        "/staff/claimants/?q=nobody",
    ]
    time = [reverse("desk_claim_time", args=[claims[1].reference]), *PAGES_OF_TIME]
    pages = [*plain, *time, *(reverse("desk_claim", args=[claim.reference]) for claim in claims), *acts, "/staff/me/"]
    assert look_at(page, pages, wrong={acts[0], acts[1], "/staff/messages/new/"}) == {}
    assert page.goto("/staff/ledger/").status == 403
    assert faults(page) == []


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_the_law(visit, width, color_scheme, language):
    kim = make_member(make_case(), of_record=True).user
    kim.language = language
    kim.save(update_fields=["language"])
    row = shipped().history("service.unit")[-1]
    confirm(key=row.key, sha256=row.sha256, actor=kim)
    add_row(
        key=row.key, value=5_800, effective_from=date(2027, 7, 1), citation="대법원 공고", confidence="V", actor=kim
    )
    page = visit(kim, width=width, color_scheme=color_scheme)
    suit = (
        "value=500000000&plaintiffs=500&defendants=1&instance=appeal&before=30000000&since=2021-12-31&until=2027-01-31"
    )
    calculator = "/staff/law/calculator/"
    key = "/staff/law/service.unit/"
    plain = ["/staff/law/", "/staff/law/?q=stamp", "/staff/law/?q=nothing-at-all", key, calculator]
    assert look_at(page, [*plain, f"{calculator}?{suit}", f"{key}add/"], wrong={f"{key}add/"}) == {}
    page.goto(f"{calculator}?{suit}")
    page.locator("main details summary").evaluate_all("all => all.forEach(each => each.parentElement.open = true)")
    assert faults(page) == []
    assert page.goto(f"{calculator}?value=1.5&plaintiffs=1&defendants=1&instance=first").status == 422
    assert faults(page) == []


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_rounds_and_jobs(visit, live_server, width, color_scheme, language):
    case = people.make_case()
    member = people.make_member(case, "case_lead")
    member.user.language = language
    member.user.save(update_fields=["language"])
    people.make_accepted(case, 2)
    round = open_round(case=case, size_limit=None, amount_won=1_000_000, actor=member.user)
    page = visit(member.user, width=width, color_scheme=color_scheme)
    before = [
        f"/staff/rounds/{step}"
        for step in (
            "",
            "1/",
            "1/change/",
            "1/order/",
            "1/plan/",
            "1/plan/?plaintiffs=1010",
            "1/checks/",
            "1/freeze/",
            "1/decline/",
            "1/withdraw/",
            "1/held-back/mandate/",
        )
    ]
    assert look_at(page, before, wrong={"/staff/rounds/1/decline/"}) == {}
    held, _left = people.make_accepted(case, 2, start=5)
    held.mandates.update(state="revoked", ended_at=held.decided_at)
    change_round(round=round, size_limit=2, actor=member.user)
    before = ["/staff/rounds/1/", "/staff/rounds/1/order/"]
    assert look_at(page, before) == {}
    people.freeze(round, member.user)
    left_out = ["/staff/rounds/census/", "/staff/rounds/1/left-out/", "/staff/rounds/1/held-back/mandate/"]
    assert look_at(page, left_out) == {}
    following = carry_over(round=round, actor=member.user)
    people.freeze(following, member.user)
    assert look_at(page, ["/staff/rounds/1/left-out/", "/staff/rounds/2/left-out/"]) == {}
    drop(round=round, number=2, reason="Asked us in writing.", actor=member.user)
    forms = [f"/staff/rounds/1/plaintiffs/1/{form}/" for form in ("drop", "correct", "substitute")]
    roster = ["/staff/rounds/1/roster/", "/staff/rounds/1/plaintiffs/2/", *forms]
    assert look_at(page, roster, wrong={forms[0]}) == {}
    make_papers(round=round, actor=member.user)
    under_way = look_at(page, ["/staff/rounds/1/", "/staff/jobs/"])
    drain(live_server)
    job = reverse("desk_job", args=[Job.objects.first().pk])
    make_book(package=Package.objects.get(), actor=member.user)
    under_way |= look_at(page, ["/staff/rounds/1/", "/staff/jobs/"])
    drain(live_server)
    tabs = [f"/staff/rounds/1/{tab}/" for tab in ("looked-at", "court", "history")]
    after = [
        "/staff/rounds/",
        "/staff/rounds/1/",
        *tabs,
        "/staff/rounds/1/papers/power_of_attorney/",
        "/staff/rounds/new/",
    ]
    assert (
        under_way | look_at(page, [*after, "/staff/jobs/", job, "/staff/ledger/", "/staff/me/", "/staff/case/"]) == {}
    )


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_the_rule(visit, live_server, width, color_scheme, language):
    case = make_case()
    kim = make_member(case, of_record=True).user
    kim.language = language
    kim.save(update_fields=["language"])
    make_claim(case=case, status="submitted")
    body = current_rule(case).body | {"ports": ["PUS"]}
    draft = save_draft(case=case, body=body, citation="A newer disclosure", actor=kim)
    run = count_by(draft=draft, actor=kim)
    page = visit(kim, width=width, color_scheme=color_scheme)
    here = reverse("desk_rule_run", args=[run.pk])
    under_way = look_at(page, [here])
    drain(live_server)
    about = [f"/staff/about/{each}" for each in ("", "defendants/state/", "events/dismissal/", "events/new/")]
    pages = [
        *about,
        "/staff/eligibility/",
        "/staff/eligibility/draft/",
        here,
        f"{here}?kind=newly_out",
        f"{here}publish/",
    ]
    assert under_way | look_at(page, pages, wrong={"/staff/eligibility/draft/", f"{here}publish/"}) == {}


@pytest.mark.parametrize("width, color_scheme, language", LOOKS)
def test_pages_of_proceedings(visit, live_server, width, color_scheme, language):
    case = people.make_case()
    member = people.make_member(case, "coordinator")
    member.user.language = language
    member.user.save(update_fields=["language"])
    people.make_accepted(case, 2)
    round = people.freeze(open_round(case=case, size_limit=None, amount_won=1_000_000, actor=member.user), member.user)
    page = visit(member.user, width=width, color_scheme=color_scheme)
    filing = f"/staff/rounds/{round.number}/file/"
    before = look_at(
        page, ["/staff/deadlines/", "/staff/proceedings/", "/staff/foreign/", filing]
    )  # it cannot be filed yet
    Package.objects.create(round=round, version=1, state="ready", manifest_sha256="0" * 64, ready_at=timezone.now())
    before |= look_at(page, [filing], wrong={filing})
    today = timezone.localdate()
    said = {"court": "서울중앙지방법원", "division": "", "number": "2026가합12345", "filed_on": today}
    suit = file_round(round=round, actor=member.user, **said)
    drop(round=round, number=2, reason="Asked us in writing.", actor=member.user)
    change = "/staff/rounds/1/asked-changes/1/"
    forms = [f"{change}{form}/" for form in ("paper", "hand-in", "take-back")]
    before |= look_at(page, [change, "/staff/rounds/1/plaintiffs/2/", *forms], wrong=set(forms))
    entry = enter(proceeding=suit, kind="judgment_first", day=today, served="notified", actor=member.user)
    newer = correct(entry=entry, kind="judgment_first", day=today, actor=member.user)
    own, deadline = f"/staff/proceedings/{suit.pk}/", newer.deadlines.get()
    longer = extend(
        deadline=deadline, extension=Extension(added_days=3), why="법원 결정 2026. 12. 1.", actor=member.user
    )
    forms = [f"/staff/docket/{newer.pk}/strike/", f"/staff/deadlines/{longer.pk}/", "/staff/proceedings/new/"]
    forms.append(f"/staff/deadlines/{longer.pk}/extend/")
    month = f"/staff/deadlines/{deadline.due_on.year}/{deadline.due_on.month}/"
    entries = [f"{own}change/", f"{own}enter/", f"/staff/docket/{newer.pk}/correct/"]
    pages = [
        own,
        f"{own}appeal/",
        *forms,
        *entries,
        "/staff/deadlines/",
        month,
        "/staff/deadlines/calendar/",
        "/staff/proceedings/",
        "/staff/",
    ]
    assert before | look_at(page, pages, wrong={*forms, f"{own}appeal/"}) == {}
