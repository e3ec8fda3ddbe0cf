"""One valid call of every route that takes something: what is sent, by whom, and what has to be so before.

CALLS has a line for each (route, method) that does more than show. What is sent is written as its person would write it; a
callable is given the World. A route that is missing here fails test_every_route_answers_outside_a_transaction by its name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.consents.actions import save_consents
from claimants.consents.forms import versions_of
from claimants.consents.pages import cost_first
from claimants.evidence.actions import remove
from claimants.evidence.models import Evidence
from claimants.leaving import actions as leaving
from claimants.mandates.queries import offer
from claimants.review import actions as review
from documents.access import actions as access
from documents.bulletins import actions as bulletins
from documents.bulletins.models import Bulletin
from documents.changes.actions import ask_to_reopen, close_appeal_list, say_who_appeals
from documents.changes.models import AskedChange
from documents.freezing import actions as freezing
from documents.freezing import actions_approval
from documents.packages.models import BookVolume, Package
from documents.papers.models import Filing, PaperFile
from documents.proceedings import actions as proceedings
from documents.proceedings.models import Deadline, Proceeding
from documents.rounds import actions as rounds
from documents.rounds.models import Round
from documents.rounds.queries import selection
from litigation.cases.queries import consents, current_rule
from litigation.jobs.models import Job
from litigation.lawbook.queries import history
from litigation.ledger.actions import look, record
from tests.claimants.evidence import samples
from tests.documents import people
from tests.factories import ADDRESS, FLIGHT, HUONG


@dataclass(frozen=True)
class Call:
    """sent: a dict, or a callable of the world that gives one. before(world): makes it possible; may give other URL arguments.

    who: a role of the team, "owner", or "" for whoever may. filled: what is sent stands over what the page's own form shows.
    """

    sent: dict | Callable = ()
    before: Callable = lambda world: None
    who: str = ""
    filled: bool = False

    def body(self, world):
        return self.sent(world) if callable(self.sent) else dict(self.sent)


CALLS: dict[tuple[str, str], Call] = {}


def call(*routes, method="POST", sent=(), before=lambda world: None, who="", filled=False):
    CALLS.update({(route, method): Call(sent, before, who, filled) for route in routes})


def today():
    return timezone.localdate()


def boxes(name, day):
    """A date as its three boxes."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def claim_of(world):
    return Claim.objects.get(reference=world.reference)


def lead(world):
    return world.people["case_lead"]


# What has to be so before ------------------------------------------------------------------------------------------------
def in_review(world):
    claim = claim_of(world)
    review.open_review(claim=claim, actor=lead(world))
    return claim


def read_through(world):
    claim = in_review(world)
    look("evidence.viewed", actor=lead(world), subject=Evidence.objects.get(pk=world.evidence), claim=claim)
    return claim


def accepted(world):
    review.accept(claim=read_through(world), actor=lead(world))


def file_removed(world):
    remove(evidence=Evidence.objects.get(pk=world.evidence), actor=world.owner)


def auditor_lost_the_phone(world):
    TOTP.activate(world.people["auditor"], "JBSWY3DPEHPK3PXP")


def round_open(world):
    people.make_accepted(world.case, 2)
    return {"number": rounds.open_round(case=world.case, actor=world.people["coordinator"]).number}


def standing_round(world):
    return Round.objects.get(case=world.case, status="open")


def round_asked(world):
    told = round_open(world)
    round = standing_round(world)
    actions_approval.ask_for_approval(round=round, seen=selection(round).digest, actor=world.people["coordinator"])
    return told


def round_approved(world):
    told = round_asked(world)
    round = standing_round(world)
    actions_approval.approve(round=round, seen=selection(round).digest, actor=world.people["attorney"])
    return told


def round_frozen(world):
    told = round_approved(world)
    freezing.freeze(round=standing_round(world), actor=lead(world))
    return told


def round_to_file(world):
    told = round_frozen(world)
    round = Round.objects.filter(case=world.case, status="frozen").latest("frozen_at")
    Package.objects.create(round=round, version=1, state="ready", manifest_sha256="0" * 64, ready_at=round.frozen_at)
    return told


def round_filed(world):
    """Nothing waits in it any more."""
    Round.objects.filter(case=world.case, status="frozen").update(status="filed")
    AskedChange.objects.filter(round__case=world.case).update(status="taken_back")


def change_with_paper(world, **values):
    """The change that is asked for has its paper, which everybody opened."""
    AskedChange.objects.filter(round__case=world.case).update(**values)
    asked = AskedChange.objects.get(round__case=world.case)
    paper = Filing.objects.get(pk=world.filing)
    paper.change, paper.type = asked, "correction"
    paper.save()
    kept = {"stored_name": "x", "sha256": "0" * 64, "size": 1, "pages": 1}
    file = PaperFile.objects.create(filing=paper, key="correction", path="1/c.pdf", **kept)
    with transaction.atomic():
        for person in world.people.values():
            record("paper.viewed", actor=person, subject=file, case=world.case)


def change_confirmed(world):
    change_with_paper(world, status="confirmed", confirmed_by=lead(world))


def seen(world):
    return {"seen": selection(standing_round(world)).digest}


def deadline_settled(world):
    proceedings.settle(deadline=Deadline.objects.get(pk=world.deadline), state="done", actor=lead(world))


def job_paused(world):
    Job.objects.filter(pk=world.job).update(state="paused")


def job_with_a_failure(world):
    job = Job.objects.get(pk=world.job)
    job.items.create(index=1, key="complaint", payload={}, state="failed", error_code="x", error_sentence="It failed.")
    Job.objects.filter(pk=job.pk).update(
        state="finished_with_errors", failed_count=1, total=1, finished_at=timezone.now()
    )


def consent_given(world):
    every = {each["purpose"] for each in consents(world.case, "en")}
    save_consents(claim=claim_of(world), given=every, language="en", actor=world.owner)


def claim_left(world):
    leaving.withdraw(claim=claim_of(world), actor=world.owner)


def bulletin_sent(world):
    draft = Bulletin.objects.get(pk=world.draft)
    bulletins.send(bulletin=draft, version=draft.version, actor=lead(world))


def bulletin_discarded(world):
    bulletins.discard(bulletin=Bulletin.objects.get(pk=world.draft), actor=lead(world))


def no_book(world):
    BookVolume.objects.filter(package=world.package).delete()


def everybody_answered(world):
    proceeding = Proceeding.objects.get(pk=world.judged)
    say_who_appeals(proceeding=proceeding, numbers=[1], appeals=True, source="A letter", actor=lead(world))


def list_closed(world):
    everybody_answered(world)
    return close_appeal_list(proceeding=Proceeding.objects.get(pk=world.judged), actor=lead(world))


def reopening_asked(world):
    ask_to_reopen(closing=list_closed(world), reason="A letter came late.", actor=world.people["coordinator"])


def access_received(world):
    filing = Filing.objects.get(pk=world.requests)
    access.mark_received(filing=filing, received_on=today(), proof="Return slip", numbers=[1], actor=lead(world))


# The site and the claimant's pages -----------------------------------------------------------------------------------------
call("front_door", "session_extend", "verify", "verify_code", "choose_language", "join", "my_trip_remove")
call("account_request_login_code", sent={"email": "somebody@example.org"})
call("account_confirm_login_code")
call("check", sent={"answer": "yes"})
call("my_settings", sent={"language": "ko", "timezone": "Asia/Seoul"})
NAME = {"family_name": "NGUYEN", "given_name": "THI HOA", "own_name": "Nguyễn Thị Hoa", "hangul_name": "응우옌 티 호아"}
call("my_name", sent=NAME)
call("api:my_name", method="PUT", sent=NAME)
call("my_birth", sent=boxes("birth_date", date(1987, 3, 27)))
call("api:my_birth", method="PUT", sent={"birth_date": "1987-03-27"})
call("my_nationality", sent={"country": "VN", "passport_number": "C7654321"})
call("api:my_nationality", method="PUT", sent={"country": "VN", "passport_number": "C7654321"})
call("my_contact", sent={"phone": HUONG["phone"]})
call("api:my_contact", method="PUT", sent={"phone": HUONG["phone"]})
call("my_address", sent=ADDRESS)
call("api:my_address", method="PUT", sent=ADDRESS)
call("my_trip_add", "my_trip", sent={**FLIGHT, **boxes("when", date(2018, 5, 12))})
call("api:my_trips", sent={**FLIGHT, "date": "2018-05"})
call("api:my_trip", method="PUT", sent={**FLIGHT, "date": "2018-05-12"})
call("api:my_trip", "api:my_evidence_item", "api:rule_draft", "api:token", method="DELETE")


def photo(_world=None):
    return SimpleUploadedFile("pass.jpg", samples.jpeg().getvalue(), "image/jpeg")


call("my_evidence_add", "api:my_evidence", sent=lambda _world: {"kind": "boarding_pass", "file": photo()})
call("my_evidence_replace", sent=lambda _world: {"file": photo()})
call("my_evidence_item", sent={"kind": "ticket", "trip": ""})
call("api:my_evidence_item", method="PUT", sent={"kind": "ticket", "trip": None})
call("my_evidence_remove")
call("my_evidence_restore", "api:my_evidence_restore", before=file_removed)
call("my_evidence_none", "api:my_evidence_none", sent={"reason": "Lost in the flood"})


def every_consent(world):
    shown = consents(world.case, "en")
    return {each["purpose"]: "on" for each in shown} | {"versions": versions_of(shown)}


call(
    "my_consent",
    sent=lambda world: {**every_consent(world), "versions": versions_of(cost_first(consents(world.case, "en")))},
)
call(
    "api:my_consents",
    method="PUT",
    sent=lambda world: {"versions": every_consent(world).pop("versions"), "given": [*every_consent(world)][:-1]},
)
call("api:my_consent_withdraw", sent={"purpose": "contact"}, before=consent_given)
call("my_consent_withdraw", sent={"sure": "on"}, before=consent_given)
call("my_send", sent={"sure": "on", "declared": "on", "true": "on"})
call("api:my_send", "api:my_withdraw", "api:my_authority_revoke")
call("api:my_request_answer", "my_request", sent={"reply": "Flight 408, in the morning"})
call("my_withdraw", "my_authority_revoke", sent={"sure": "on"})
call("my_come_back", "api:my_come_back", before=claim_left)
call("my_data_make", "api:my_data")
HELD = {"reason": "A suit is threatened.", "told_en": "a suit is threatened."}
call("desk_hold_claim", "desk_hold_case", sent=HELD, filled=True)
call("desk_hold_review", sent={"reason": "The suit is pending."}, filled=True)
call("desk_factors_ask", sent={"how": "Called at the number we knew."}, before=auditor_lost_the_phone)
call("desk_factors_answer", sent={"agrees": "yes"}, who="attorney")
call("desk_factors_take_back")
call("desk_hold_lift", "api:hold_lift", sent={"reason": "The suit is over."})
call(
    "api:holds",
    sent=lambda _w: {
        "reason": "A suit is threatened.",
        "told": [{"language": "en", "sentence": "a suit is threatened."}],
        "review_on": (today() + timedelta(days=9)).isoformat(),
    },
)
call(
    "api:hold_review",
    sent=lambda _w: {"reason": "It is pending.", "review_on": (today() + timedelta(days=9)).isoformat()},
)
call(
    "desk_bulletin_new",
    "desk_bulletin_change",
    sent={"round": "everybody", "subject_en": "A day", "body_en": "At ten."},
)
WORDS = {"texts": [{"language": "ko", "subject": "기일", "body": "2월 4일 10시입니다."}]}
call("api:bulletins", sent=WORDS)
call("api:bulletin", method="PUT", sent=WORDS)
call("desk_bulletin_send", "api:bulletin_send", sent={"version": 1})
call("desk_bulletin_discard", "api:bulletin_discard")
call("desk_bulletin_restore", "api:bulletin_restore", before=bulletin_discarded)
call("desk_bulletin_take_back", "api:bulletin_take_back", before=bulletin_sent, who="case_lead")
call("api:my_claims", sent=lambda world: {"case": world.case.slug})
call("api:me", method="PATCH", sent={"language": "ko"})
call("api:tokens", sent={"name": "my program", "scopes": ["claim.own"]}, who="owner")


call("account_request_login_code", sent={"email": "mina@example.org"})
call("account_address", sent={"email": "another@example.org"})
call("account_logout", "account_reauthenticate", "account_sessions_end", "account_session_end", "account_token_revoke")


def signature(world):
    claim = claim_of(world)
    shown = offer(claim, "en")
    return {
        "method": "typed",
        "typed_name": claim.claimant.passport_name,
        "text_id": str(shown.shown.pk),
        "agreed_content_sha256": shown.sha256,
        "agreed": shown.sha256,
    }


call("api:my_authority", sent=signature)
call("my_authority_sign", sent=signature)


# The review ----------------------------------------------------------------------------------------------------------------
def cure_by():
    return today() + timedelta(days=14)


call("desk_start", "desk_open", "desk_passport", "desk_plan_filing", "desk_calendar", "desk_calendar_revoke")
call("api:claim_open")
call("desk_put_back", "api:claim_put_back", before=lambda w: in_review(w) and None)
call("desk_accept", "api:claim_accept", before=lambda w: read_through(w) and None)
call("desk_undo", "api:claim_undo", before=accepted)
call(
    "desk_ask",
    sent=lambda _w: {"code": "trip_unclear", "note": "", **boxes("cure_by", cure_by())},
    before=lambda w: in_review(w) and None,
)
call(
    "api:claim_ask",
    sent=lambda _w: {"code": "trip_unclear", "cure_by": cure_by().isoformat()},
    before=lambda w: in_review(w) and None,
)
call("desk_refuse", sent={"refusal": "no_proof", "note": ""}, before=lambda w: in_review(w) and None)
call("api:claim_refuse", sent={"code": "no_proof"}, before=lambda w: in_review(w) and None)
call("desk_note", "api:claim_note", sent={"text": "She called about her trip."})
call("desk_hangul", "api:claim_hangul", sent={"hangul_name": "응우옌 티 흐엉"})
call("desk_grade", sent={"grade": "strong"})
call("desk_me", sent={"language": "ko", "timezone": "Asia/Seoul"})
call("desk_token_new", sent={"name": "my program", "scopes": ["claim.read"], "days": 30})
call("desk_claim_time", sent=lambda _w: {"kind": "demand", "note": "", **boxes("on", today())})
call("desk_claim_time_strike")
call("desk_theory_confirm")
call("desk_rule_confirm", "desk_rule_count", "desk_rule_discard", "desk_defendant_confirm")
call("api:rule_count", "api:rule_publish")
call("desk_rule_draft", sent={"citation": "A newer disclosure"}, filled=True)
call(
    "api:rule_draft",
    method="PUT",
    sent=lambda world: {"body": current_rule(world.case).body | {"ports": ["PUS"]}, "citation": "A newer disclosure"},
)
call("desk_theory_start", sent={"event": "The report was read.", "note": "Counsel said so."}, filled=True)
call("desk_rule_publish", sent={"sure": "on"})

# Rounds --------------------------------------------------------------------------------------------------------------------
call("desk_round_carry_over", "api:round_carry_over", "desk_round_make", "api:round_packages", "api:rounds")
call("desk_round_new", sent={"amount_won": "1000000"})
call("desk_round_change", sent={"amount_won": "1000000"}, before=round_open)
call("desk_round_order", sent={"order": "hangul"}, before=round_open)
call("api:round", method="PUT", sent={"amount_won": 1_000_000}, before=round_open)
call("desk_round_cancel", "api:round_cancel", before=round_open)
call("desk_round_ask", "api:round_approvals", sent=seen, before=round_open)
call("desk_round_approve", "api:round_approve", sent=seen, before=round_asked)
call("desk_round_decline", "api:round_decline", sent={"reason": "Wait for one more."}, before=round_asked)
call("desk_round_withdraw", "api:round_withdraw", sent={"reason": "Asked too early."}, before=round_asked)
call("desk_round_freeze", "api:round_freeze", sent={"sure": "on", "number": 3}, before=round_approved)
FILED = {"court": "서울중앙지방법원", "division": "", "number": "2026가합98765"}
WHY = {"unseen": "The last day.", "unconfirmed": "Read aloud by counsel."}
ON_THE_PAGE = {f"reason_{code}": why for code, why in WHY.items()}
call("desk_round_file", sent=lambda _w: {**FILED, **ON_THE_PAGE, **boxes("filed_on", today())}, before=round_to_file)
call("api:round_file", sent=lambda _w: {**FILED, "filed_on": today().isoformat(), "reasons": WHY}, before=round_to_file)
call("desk_plaintiff_drop", "api:plaintiff_drop", sent={"reason": "Left the suit."})
call("desk_plaintiff_correct", "api:plaintiff_correct", sent={"reason": "Typed wrongly.", "hangul": "바른 이름"})
DIED = {"reason": "Died.", "capacity": "heirs"}
HEIRS = [{"hangul": "김상속", "roman": "KIM SANGSOK"}]
call("desk_plaintiff_substitute", sent={**DIED, "acting": "김상속, KIM SANGSOK"}, before=round_filed)
call("api:plaintiff_substitute", sent={**DIED, "acting": HEIRS}, before=round_filed)
call("desk_change_confirm", "api:change_confirm", before=change_with_paper)
call("desk_change_hand_in", sent=lambda _w: boxes("on", today()), before=change_confirmed)
call("api:change_hand_in", sent=lambda _w: {"on": today().isoformat()}, before=change_confirmed)
call("desk_change_take_back", "api:change_take_back", sent={"reason": "Asked for by mistake."})
call("desk_appeal", "api:appeal", sent={"numbers": "1", "appeals": "yes", "source": "A letter"})
call("desk_appeal_close", "api:appeal_close", before=everybody_answered)
call(
    "desk_appeal_ask_to_reopen", "api:appeal_ask_to_reopen",
    sent={"reason": "A letter came late."}, before=lambda world: list_closed(world) and None,
)  # fmt: skip
call("desk_appeal_ask_to_reopen", method="GET", before=lambda world: list_closed(world) and None)
call(
    "desk_appeal_reopen",
    "api:appeal_reopen",
    "desk_appeal_keep_closed",
    "api:appeal_keep_closed",
    before=reopening_asked,
)
call("desk_spot_check", sent={"says": "wrong", "note": "Blurred"})
call("api:spot_checks", sent={"plaintiff": 1, "passed": False, "note": "Blurred"})
call("desk_book_make", "api:book", before=no_book)
call("api:text_confirm", "desk_text_confirm", "desk_text_restore")
call("api:change_paper", sent={"values": {"reasons": "오기입니다."}})

# Jobs ----------------------------------------------------------------------------------------------------------------------
call("desk_job_control", sent={"do": "pause"})
call("api:job_cancel", "api:job_pause")
call("api:job_resume", before=job_paused)
call("api:job_retry", before=job_with_a_failure)

# The docket ----------------------------------------------------------------------------------------------------------------
OUTAGE = (today() + timedelta(days=1)).isoformat()
ENTRY = {"kind": "other", "note": "", "served": "", "title": ""}
call("desk_docket_enter", sent=lambda _w: {**ENTRY, **boxes("day", today())})
call("desk_docket_correct", sent=lambda _w: {**ENTRY, "note": "Wrong kind.", **boxes("day", today())})
call(
    "api:docket", "api:docket_correct", sent=lambda _w: {"kind": "other", "day": today().isoformat(), "note": "A call."}
)
call("desk_docket_strike", sent={"note": "Entered twice."})
call("desk_deadline", "api:deadline_settle", sent={"state": "done", "note": ""})
call("desk_deadline_extend", sent={"why": "Order.", "outages": OUTAGE})
call("api:deadline_extend", sent={"why": "Order.", "outages": [OUTAGE]})
call("desk_deadline_reopen", before=deadline_settled)
call("desk_proceeding_change", sent={"court": "서울중앙지방법원", "division": "제1민사부", "number": "2026머98765"})
call(
    "desk_proceeding_new",
    sent=lambda _w: {**FILED, "instance": "mediation", "number": "2026머98765", **boxes("filed_on", today())},
)

# Case, law, papers -----------------------------------------------------------------------------------------------------------
call(
    "desk_defendant",
    sent=lambda _w: {
        "name_ko": "대한민국", "name_en": "Republic of Korea", "representative_ko": "대표자 견본",
        "service_office_ko": "견본", "service_address_ko": "견본로 1", "citation": "Act 2",
        **boxes("effective_from", today()),
    },
)  # fmt: skip
FACT = {"text_en": "A hearing is held.", "text_ko": "변론이 열립니다.", "source": "Press", "confidence": "V"}
call("desk_fact", "desk_fact_new", sent={**FACT, "source_url": "", **boxes("when", date(2026, 3, 1))})
ROW = {"value": "5200", "unit": "won", "citation": "Rule 1", "confidence": "V", "note": ""}
call("desk_law_add", sent={**ROW, **boxes("effective_from", date(2027, 1, 1))})
call("api:law_key", sent={**ROW, "value": 5200, "effective_from": "2027-01-01"})
call(
    "desk_law_confirm", "api:law_confirm",
    sent=lambda world: dict.fromkeys(("row", "sha256"), history(world.law_key)[0].row.sha256),
)  # fmt: skip
DATED = {"text": "주장합니다.", "enclosures": ""}
call("desk_paper_request", sent=DATED, filled=True)
call("desk_change_paper", sent={"reasons": "오기입니다."}, filled=True)
call(
    "desk_paper_preview",
    "desk_filing_correct",
    sent=lambda world: {**DATED, **boxes("dated", today()), "proceeding": world.judged},
)


def brief(world):
    return {"text": "주장합니다.", "dated": today().isoformat(), "proceeding": str(world.judged)}


call("api:paper_requests", sent=lambda world: {"kind": "brief", "values": brief(world)})
call("api:filing_correct", sent=lambda world: {"values": brief(world)})
call(
    "desk_access_received",
    sent=lambda _w: {"proof": "Return slip", "numbers": "1", **boxes("received_on", today())},
)
call("api:access_received", sent=lambda _w: {"proof": "Return slip", "received_on": today().isoformat()})
call(
    "desk_access_answered",
    sent=lambda _w: {"outcome": "granted", "numbers": "1", **boxes("answered_on", today())},
    before=access_received,
)
call(
    "api:access_answered",
    sent=lambda _w: {"outcome": "granted", "answered_on": today().isoformat()},
    before=access_received,
)
call("desk_text", "api:text", "api:text_try", sent={"body": "# 준비서면\n\n{{원고수}}"})
call("api:check", sent={})
NOTHING_TO_CALL = {
    "api:nothing": "tells that there is nothing, whatever is sent",
    "styleguide": "for the team only",
    "desk_case": "of one case only there is nothing to choose",
    "desk_token_revoke": "the token of the world is another person's",
}

# What only a browser can send that has just been told something: a mailed code, a secret, a challenge. These are called
# where that is told.
CALLED_ELSEWHERE = {
    **dict.fromkeys(
        ("account_confirm_login_code", "account_login", "account_address_confirm"), "sign_in/test_address.py"
    ),
    **dict.fromkeys(
        (
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_authenticate",
            "mfa_deactivate_totp",
            "mfa_download_recovery_codes",
            "mfa_edit_webauthn",
            "mfa_generate_recovery_codes",
            "mfa_login_webauthn",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "mfa_remove_webauthn",
            "mfa_view_recovery_codes",
        ),
        "sign_in/test_second_factor.py",
    ),
}

# What is shown only after something: the round of the world is frozen.
SHOWN_AFTER = {
    **dict.fromkeys(["desk_round_change", "desk_round_checks", "desk_round_order", "desk_round_plan"], round_open),
    "api:round_plan": round_open,
    **dict.fromkeys(["desk_round_decline", "desk_round_withdraw"], round_asked),
}
