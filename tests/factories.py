"""Made-up people, cases and claims for tests, built through the real actions wherever there is one."""

from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace

from django.utils import timezone

from claimants.claims.actions import begin_claim
from claimants.claims.models import Claim
from claimants.consents.actions import save_consents
from claimants.consents.rules import asked
from claimants.demo import acting
from claimants.intake import actions as intake
from claimants.leaving import actions as leaving
from claimants.mandates.models import Mandate
from claimants.mandates.queries import offer
from claimants.mandates.rules import masked_email
from claimants.mandates.signed import Address, Signed
from claimants.review import actions as review
from claimants.review.rules import needs_a_look
from claimants.trips.actions import add_trip
from litigation.accounts.models import User
from litigation.accounts.rights import ATTORNEY
from litigation.cases.actions import add_member, load_pack
from litigation.cases.models import Case
from litigation.workflow import move

PACK = "airport-face-data"
_numbers = count(1)

ADDRESS = {"country": "VN", "address": "12 Nguyen Hue\nHo Chi Minh City", "postcode": "700000"}
HUONG = {
    "family_name": "NGUYEN",
    "given_name": "THI HUONG",
    "own_name": "Nguyễn Thị Hường",
    "hangul_name": "응우옌 티 흐엉",
    "one_name": False,
    "birth_date": date(1987, 3, 27),
    "phone": "+84 90 123 45 67",
    **ADDRESS,
    "address_ko": "",
}
JOURNEY = {"direction": "entry", "port": "ICN", "nationality": "VN"}
FLIGHT = {**JOURNEY, "other_port": "Ho Chi Minh City", "carrier": "VN", "number": "408"}

# The life of a claim as far as each status: what happens after the one before it.
LIFE = ("draft", "submitted", "in_review", "accepted", "in_round", "filed", "decided", "closed")


def make_user(email=None, *, language="en", **fields):
    return User.objects.create_user(email or f"person{next(_numbers)}@example.org", language=language, **fields)


def make_case(*, is_open=True, **changes):
    """The shipped case, taking registrations now whatever the calendar says (or closed since yesterday)."""
    case = load_pack(PACK).case
    now = timezone.now()
    times = {
        "opened_on": timezone.localdate() - timedelta(days=30),
        "closes_at": now + timedelta(days=60) if is_open else now - timedelta(days=1),
    }
    Case.objects.filter(pk=case.pk).update(**times | changes)
    return Case.objects.get(pk=case.pk)


def make_member(case, role=ATTORNEY, *, user=None, of_record=False, **details):
    """Somebody of the team, with an account of their own. Attorneys of record get a name and number of the bar."""
    number = next(_numbers)
    user = user or make_user(f"team{number}@example.org", display_name=f"Team {number}")
    if of_record:
        details = {"name_ko": "한서윤", "bar_number": f"TEST-{number:05}", "firm": "법무법인 견본", **details}
    return add_member(case=case, user=user, role=role, display_name=user.display_name, of_record=of_record, **details)


def tell_person(claimant, *, actor=None, **answers):
    """Everything about a person that a claim needs; answers replace the made-up ones."""
    said = {**HUONG, "passport_number": f"C{next(_numbers):07}", **answers}
    one = SimpleNamespace(**said, nationalities=[(said["country"], None, None)])
    acting.tell_person(claimant, one, actor=actor)


def tell_trip(claim, **values):
    """An entry at Incheon inside the window, or what `values` says instead."""
    held = claim.claimant.nationalities.values_list("country", flat=True).first()
    trip = {**FLIGHT, "date": date(2018, 5, 11), "precision": "day", **({"nationality": held} if held else {})}
    return add_trip(claim=claim, actor=claim.claimant.account, **trip | values)


def give_consents(claim):
    required = {purpose for purpose, _key, required in asked(claim.case) if required}
    save_consents(claim=claim, given=required, language="en", actor=claim.claimant.account)


def sign_mandate(claim):
    """A mandate in force, as a row: its document and its proof are tested where they are made."""
    person = claim.claimant
    shown = offer(claim, "en")
    signed = Signed.of(
        shown.content,
        offer_sha256=shown.sha256,
        method=Mandate.Method.TYPED,
        typed_name=person.passport_name,
        strokes=[],
        signed_at=timezone.now().isoformat(),
        email=Address(shown=masked_email(person.account.email)),
    )
    return Mandate.objects.create(
        claim=claim,
        text=shown.korean,
        language="en",
        method=Mandate.Method.TYPED,
        snapshot=signed.to_json(),
        content_sha256="0" * 64,
        signed_by=person.account,
    )


def complete(claim, **answers):
    """Do every task of a draft."""
    tell_person(claim.claimant, **answers)
    tell_trip(claim)
    intake.say_no_evidence(claim=claim, reason="I threw the ticket away", actor=claim.claimant.account)
    give_consents(claim)
    sign_mandate(claim)


def make_claim(*, case=None, user=None, status="draft", ready=None, attorney=None, **answers):
    """A claim that lived as far as `status`. A draft is empty unless ready=True; answers go to tell_person()."""
    case = case or Case.objects.first() or make_case()
    user = user or make_user()
    claim = begin_claim(case=case, account=user)
    if ready or (status != "draft" and ready is None):
        complete(claim, **answers)
    if status != "draft":
        _live(claim, status, attorney)
    return Claim.objects.get(pk=claim.pk)


def _live(claim, status, attorney):
    if status == "withdrawn":
        leaving.withdraw(claim=claim, actor=claim.claimant.account)
        return
    intake.send_claim(claim=claim, actor=claim.claimant.account)
    if status == "submitted":
        return
    attorney = attorney or make_member(claim.case).user
    review.open_review(claim=claim, actor=attorney)
    if status == "needs_information":
        ask(claim, attorney)
    elif status == "not_eligible":
        review.not_eligible(claim=claim, code="no_proof", actor=attorney)
    elif status != "in_review":
        review.accept(claim=claim, why="Asked on the phone." if needs_a_look(claim) else "", actor=attorney)
        for later in LIFE[LIFE.index("in_round") : LIFE.index(status) + 1]:
            move(claim, later, actor=attorney)


def ask(claim, attorney, *, code="trip_unclear", days=14, note=""):
    """One request for more, open until `days` from today."""
    cure_by = timezone.localdate() + timedelta(days=days)
    return review.ask_for_more(claim=claim, code=code, cure_by=cure_by, note=note, actor=attorney)
