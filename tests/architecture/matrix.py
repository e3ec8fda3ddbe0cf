"""Who may do what, written down a second time: a change of a right has to be made here too, where it is seen.

RIGHTS says which roles hold a right. ROUTES says, for every page and endpoint of ours, which right it asks for, and how
its address is filled in: each argument names a thing of cast.World. A route that is missing here fails the tests, and
the failure says the line to add.
"""

from dataclasses import dataclass

CLAIMANT, HELPER = "claimant", "helper"
DESK = ("attorney", "coordinator", "case_lead", "auditor")
WORKING = ("attorney", "coordinator", "case_lead")
MAKING = ("coordinator", "case_lead")

RIGHTS = {
    "public": None,  # everybody
    "signed_in": None,  # everybody who has signed in
    "claim.own": None,  # everybody who has signed in; the queries find only what is theirs
    "file.own": None,
    "desk.see": DESK,
    "queue.see": WORKING,
    "claimant.search": DESK,
    "claim.read": DESK,
    "claim.review": ("attorney", "case_lead"),
    "clock.read": DESK,
    "start.choose": ("attorney", "case_lead"),
    "rule.read": DESK,
    "rule.change": ("attorney", "case_lead"),
    "evidence.read": WORKING,
    "round.read": DESK,
    "round.prepare": MAKING,
    "round.approve": WORKING,
    "round.freeze": MAKING,
    "paper.read": WORKING,
    "package.read": WORKING,
    "job.read": DESK,
    "job.control": MAKING,
    "law.read": DESK,
    "law.add": ("attorney", "case_lead"),
    "law.confirm": ("attorney", "case_lead"),
    "ledger.read": ("case_lead", "auditor"),
    "team.manage": ("case_lead",),
}


@dataclass(frozen=True)
class Row:
    """rights: one name for all methods, or {method: name}. arguments: {URL parameter: name of a thing}."""

    rights: str | dict
    arguments: dict

    def right(self, method):
        return self.rights if isinstance(self.rights, str) else self.rights.get(method)

    def values(self, world):
        return {name: getattr(world, thing) for name, thing in self.arguments.items()}


def row(rights, **arguments):
    return Row(rights, arguments)


FOR_TEAM = {"styleguide"}  # public, but outside HAMKKE_DEBUG there for the team only
SENDS_BACK = {"account_confirm_login_code"}  # public; without a code under way it leads to where one is asked for
HIDDEN = FOR_TEAM | {"api:nothing"}  # public, and tells that there is nothing

ROUTES = {
    # The site and the case ---------------------------------------------------------------------------------------
    "front_door": row("public"),
    "choose_language": row("public", code="language"),
    "health": row("public"),
    "health_live": row("public"),
    "health_ready": row("public"),
    "styleguide": row("public"),
    "session_extend": row("signed_in"),
    "case_home": row("public"),
    "case_page": row("public", slug="slug"),
    "check_start": row("public", slug="slug"),
    "check": row("public", slug="slug", step="step"),
    "check_result": row("public", slug="slug"),
    "help": row("public"),
    "privacy": row("public"),
    "accessibility": row("public"),
    "account_request_login_code": row("public"),
    "account_confirm_login_code": row("public"),
    # The claimant's pages ------------------------------------------------------------------------------------------
    "join": row("signed_in", slug="slug"),
    "my": row("signed_in"),
    "my_settings": row("signed_in"),
    "my_name": row("claim.own"),
    "my_birth": row("claim.own"),
    "my_nationality": row("claim.own"),
    "my_contact": row("claim.own"),
    "my_address": row("claim.own"),
    "my_trips": row("claim.own"),
    "my_trip_add": row("claim.own"),
    "my_trip": row("claim.own", pk="trip"),
    "my_trip_remove": row("claim.own", pk="trip"),
    "my_evidence": row("claim.own"),
    "my_evidence_add": row("claim.own"),
    "my_evidence_none": row("claim.own"),
    "my_evidence_item": row("claim.own", pk="evidence"),
    "my_evidence_replace": row("claim.own", pk="evidence"),
    "my_evidence_remove": row("claim.own", pk="evidence"),
    "my_evidence_restore": row("claim.own", pk="evidence"),
    "my_file_page": row("file.own", pk="evidence", number="page"),
    "my_file_thumb": row("file.own", pk="evidence", number="page"),
    "my_consent": row("claim.own"),
    "my_check": row("claim.own"),
    "my_send": row("claim.own"),
    "my_sent": row("claim.own"),
    "my_status": row("claim.own"),
    "my_request": row("claim.own", pk="request"),
    "my_withdraw": row("claim.own"),
    "my_authority": row("claim.own"),
    "my_authority_document": row("file.own"),
    "my_authority_done": row("claim.own"),
    "my_authority_revoke": row("claim.own"),
    "my_authority_sign": row("claim.own"),
    "verify": row("public"),
    "verify_code": row("public", code="seal"),
    # The desk ------------------------------------------------------------------------------------------------------
    "desk_accept": row("claim.review", ref="reference"),
    "desk_ask": row("claim.review", ref="reference"),
    "desk_claim": row("claim.read", ref="reference"),
    "desk_claimants": row("claimant.search"),
    "desk_hangul": row("claim.review", ref="reference"),
    "desk_note": row({"GET": "claim.read", "POST": "claim.review"}, ref="reference"),
    "desk_open": row("claim.review", ref="reference"),
    "desk_passport": row("claim.read", ref="reference"),
    "desk_put_back": row("claim.review", ref="reference"),
    "desk_queue": row("queue.see"),
    "desk_refuse": row("claim.review", ref="reference"),
    "desk_start": row("claim.review"),
    "desk_today": row("desk.see"),
    "desk_undo": row("claim.review", ref="reference"),
    "desk_case": row("desk.see"),
    "desk_grade": row("claim.review", ref="reference", pk="evidence"),
    "desk_law": row("law.read"),
    "desk_law_calculator": row("law.read"),
    "desk_law_key": row("law.read", key="law_key"),
    "desk_law_add": row("law.add", key="law_key"),
    "desk_law_confirm": row("law.confirm", key="law_key"),
    "desk_ledger": row("ledger.read"),
    "desk_mandate_document": row("evidence.read", pk="mandate"),
    "desk_me": row("desk.see"),
    "desk_token_new": row("desk.see"),
    "desk_token_revoke": row("desk.see", pk="token"),
    "desk_evidence_page": row("evidence.read", pk="evidence", number="page"),
    "desk_evidence_thumb": row("evidence.read", pk="evidence", number="page"),
    "desk_evidence_original": row("evidence.read", pk="evidence"),
    "desk_radar": row("clock.read"),
    "desk_plan_filing": row("round.prepare"),
    "desk_theories": row("clock.read"),
    "desk_theory": row("clock.read", key="theory"),
    "desk_theory_start": row("start.choose", key="theory", limb="limb", start="start"),
    "desk_theory_own_start": row("clock.read", key="theory"),
    "desk_theory_confirm": row("start.choose", key="theory", pk="basis"),
    "desk_claim_time": row({"GET": "claim.read", "POST": "claim.review"}, ref="reference"),
    "desk_claim_time_strike": row("claim.review", ref="reference", pk="tolling"),
    "desk_rules": row("rule.read"),
    "desk_rule_confirm": row("rule.change", version="rule"),
    "desk_rule_draft": row("rule.change"),
    "desk_rule_count": row("rule.change"),
    "desk_rule_discard": row("rule.change"),
    "desk_rule_run": row("rule.read", pk="rule_run"),
    "desk_rule_publish": row("rule.change", pk="rule_run"),
    "desk_rounds": row("round.read"),
    "desk_round_new": row("round.prepare"),
    "desk_round": row("round.read", number="round"),
    "desk_round_change": row("round.prepare", number="round"),
    "desk_round_cancel": row("round.prepare", number="round"),
    "desk_round_freeze": row({"GET": "round.read", "POST": "round.freeze"}, number="round"),
    "desk_round_ask": row("round.prepare", number="round"),
    "desk_round_approve": row("round.approve", number="round"),
    "desk_round_decline": row("round.approve", number="round"),
    "desk_round_withdraw": row("round.prepare", number="round"),
    "desk_round_blocked": row("round.read", number="round", code="code"),
    "desk_round_make": row("round.prepare", number="round"),
    "desk_papers": row("paper.read", number="round", kind="kind"),
    "desk_paper": row("paper.read", pk="paper"),
    "desk_package_zip": row("package.read", pk="package"),
    "desk_package_file": row("package.read", pk="package", file="file"),
    "desk_jobs": row("job.read"),
    "desk_job": row("job.read", pk="job"),
    "desk_job_progress": row("job.read", pk="job"),
    "desk_job_control": row("job.control", pk="job"),
    # The API -------------------------------------------------------------------------------------------------------
    "api:case": row("public", slug="slug"),
    "api:cases": row("public"),
    "api:check": row("public", slug="slug"),
    "api:claim": row("claim.read", reference="reference"),
    "api:claim_accept": row("claim.review", reference="reference"),
    "api:claim_ask": row("claim.review", reference="reference"),
    "api:claim_clocks": row("claim.read", reference="reference"),
    "api:claim_hangul": row("claim.review", reference="reference"),
    "api:claim_note": row("claim.review", reference="reference"),
    "api:claim_open": row("claim.review", reference="reference"),
    "api:claim_put_back": row("claim.review", reference="reference"),
    "api:claim_refuse": row("claim.review", reference="reference"),
    "api:claim_undo": row("claim.review", reference="reference"),
    "api:claims": row("claim.read"),
    "api:docs": row("public"),
    "api:job": row("job.read", pk="job"),
    "api:job_cancel": row("job.control", pk="job"),
    "api:job_pause": row("job.control", pk="job"),
    "api:job_resume": row("job.control", pk="job"),
    "api:job_retry": row("job.control", pk="job"),
    "api:jobs": row("job.read"),
    "api:law": row("law.read"),
    "api:law_calculator": row("law.read"),
    "api:law_key": row({"GET": "law.read", "POST": "law.add"}, key="law_key"),
    "api:law_confirm": row({"POST": "law.confirm"}, key="law_key"),
    "api:me": row("signed_in"),
    "api:my_address": row("claim.own", reference="reference"),
    "api:my_authority": row("claim.own", reference="reference"),
    "api:my_authority_revoke": row("claim.own", reference="reference"),
    "api:my_birth": row("claim.own", reference="reference"),
    "api:my_claim": row("claim.own", reference="reference"),
    "api:my_claims": row("claim.own"),
    "api:my_consent_withdraw": row("claim.own", reference="reference"),
    "api:my_consents": row("claim.own", reference="reference"),
    "api:my_contact": row("claim.own", reference="reference"),
    "api:my_evidence": row("claim.own", reference="reference"),
    "api:my_evidence_item": row("claim.own", reference="reference", pk="evidence"),
    "api:my_evidence_none": row("claim.own", reference="reference"),
    "api:my_evidence_restore": row("claim.own", reference="reference", pk="evidence"),
    "api:my_name": row("claim.own", reference="reference"),
    "api:my_nationality": row("claim.own", reference="reference"),
    "api:my_person": row("claim.own", reference="reference"),
    "api:my_request_answer": row("claim.own", reference="reference", pk="request"),
    "api:my_send": row("claim.own", reference="reference"),
    "api:my_trip": row("claim.own", reference="reference", pk="trip"),
    "api:my_trips": row("claim.own", reference="reference"),
    "api:my_withdraw": row("claim.own", reference="reference"),
    "api:nothing": row("public", path="kind"),
    "api:package": row("package.read", pk="package"),
    "api:package_zip": row("package.read", pk="package"),
    "api:radar": row("clock.read"),
    "api:radar_claims": row("clock.read"),
    "api:redoc": row("public"),
    "api:round": row({"GET": "round.read", "PUT": "round.prepare"}, number="round"),
    "api:round_approvals": row({"GET": "round.read", "POST": "round.prepare"}, number="round"),
    "api:round_approve": row("round.approve", number="round"),
    "api:round_decline": row("round.approve", number="round"),
    "api:round_withdraw": row("round.prepare", number="round"),
    "api:round_cancel": row("round.prepare", number="round"),
    "api:round_freeze": row("round.freeze", number="round"),
    "api:round_gate": row("round.read", number="round"),
    "api:round_packages": row({"GET": "round.read", "POST": "round.prepare"}, number="round"),
    "api:round_papers": row("paper.read", number="round"),
    "api:round_roster": row("round.read", number="round"),
    "api:rounds": row({"GET": "round.read", "POST": "round.prepare"}),
    "api:schema": row("public"),
    "api:token": row("signed_in", pk="token"),
    "api:tokens": row("signed_in"),
}

# What a POST has to say before there is anything to refuse; all others are sent empty.
SENT = {"desk_job_control": {"do": "pause"}}

# What finds nothing even for those who may: the token is another person's; no case is chosen.
NOTHING = {("desk_token_revoke", "POST"), ("desk_case", "POST")}
