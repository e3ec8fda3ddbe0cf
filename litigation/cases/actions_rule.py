"""The eligibility rule: a draft is begun, changed and discarded, and becomes the next version when an attorney publishes it.

Who would be in or out by a draft is counted in a higher room (claimants/eligibility), which also calls `publish_draft`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from litigation.accounts.models import User
from litigation.cases.actions_versions import lock, sha256_of
from litigation.cases.models import Case, EligibilityRule, RuleDraft
from litigation.cases.queries import current_rule
from litigation.errors import DomainError
from litigation.law.eligibility import check_rule
from litigation.ledger.actions import record, take_turn


def first_rule(*, case: Case, body: Mapping[str, Any], citation: str, effective_from: date) -> EligibilityRule:
    """The rule a case begins with: nobody was judged yet, so nobody can be surprised."""
    sha256 = sha256_of({"body": body, "citation": citation})
    return EligibilityRule.objects.create(
        case=case, version=1, body=body, citation=citation, effective_from=effective_from, sha256=sha256
    )


def is_known(case: Case, *, body: Mapping[str, Any], citation: str) -> bool:
    """Whether a version or a draft says this already. A draft that counsel discarded does not come back by itself."""
    return (body, citation) in [
        *case.rules.values_list("body", "citation"),
        *case.rule_drafts.values_list("body", "citation"),
    ]


def begin_draft(*, case: Case, body: Mapping[str, Any], citation: str, actor: User | None) -> RuleDraft:
    """The draft of the next version, with nobody judged by it yet. Refuses while another draft is open."""
    base = current_rule(case)
    try:
        with transaction.atomic():
            draft = RuleDraft.objects.create(case=case, body=body, citation=citation, base=base, begun_by=actor)
            record("rule.draft_begun", actor=actor, subject=draft, case=case, data={"from_version": base.version})
    except IntegrityError:
        sentence = _("There is a draft of the rule already. Publish it or discard it, then begin another.")
        raise DomainError("rule.draft_open", sentence, status=409) from None
    return draft


def save_draft(*, case: Case, body: Mapping[str, Any], citation: str, actor: User) -> RuleDraft:
    """Begin the draft of the next version, or change the one that is open; the same content again changes nothing.

    Refuses a rule that cannot judge, one without a citation, and one that says what the version in force says.
    """
    citation = citation.strip()
    _refuse_unusable(case, body, citation)
    with transaction.atomic():
        take_turn()
        lock(case)
        draft = case.rule_drafts.filter(state=RuleDraft.State.OPEN).first()
        if draft is None:
            return begin_draft(case=case, body=body, citation=citation, actor=actor)
        if (draft.body, draft.citation) != (body, citation):
            RuleDraft.objects.filter(pk=draft.pk).update(body=body, citation=citation, version=F("version") + 1)
            draft.refresh_from_db()
            record("rule.draft_changed", actor=actor, subject=draft, case=case, data={"draft_version": draft.version})
    return draft


def discard_draft(*, draft: RuleDraft, actor: User) -> None:
    """Give the draft up; the version in force goes on. Refuses one that is decided already."""
    with transaction.atomic():
        take_turn()
        _close(draft, RuleDraft.State.DISCARDED)
        record("rule.draft_discarded", actor=actor, subject=draft, case=draft.case_id)


def publish_draft(*, draft: RuleDraft, seen_version: int, actor: User) -> EligibilityRule:
    """The draft becomes the next version, confirmed by the attorney who publishes it, and judges from this moment.

    Inside a transaction whose caller has taken the ledger's turn. Refuses a draft that is decided, one that changed since
    it was looked at, and one begun from a version that is no longer in force.
    """
    draft.refresh_from_db()
    newest = draft.case.rules.latest("version")
    if draft.version != seen_version or draft.base_id != newest.pk:
        sentence = _("The rule changed since this preview was made. Look at the draft, and let it be counted again.")
        raise DomainError("rule.preview_stale", sentence, status=409)
    rule = EligibilityRule.objects.create(
        case=draft.case,
        version=newest.version + 1,
        body=draft.body,
        citation=draft.citation,
        sha256=sha256_of({"body": draft.body, "citation": draft.citation}),
        confirmed_by=actor,
        confirmed_on=timezone.localdate(),
    )
    _close(draft, RuleDraft.State.PUBLISHED, rule=rule)
    data = {"version": rule.version, "sha256": rule.sha256}
    record("rule.published", actor=actor, subject=rule, case=draft.case_id, data=data)
    return rule


def _close(draft, state, **values):
    """One winner: whoever comes second reads what became of the draft."""
    changes = {"state": state, "closed_at": timezone.now(), **values}
    if not RuleDraft.objects.filter(pk=draft.pk, state=RuleDraft.State.OPEN).update(**changes):
        draft.refresh_from_db()
        sentence = _("This draft is decided already: it is “%(state)s” now. Nothing was done.")
        raise DomainError("rule.draft_closed", sentence % {"state": draft.get_state_display()}, status=409)
    draft.refresh_from_db()


def _refuse_unusable(case, body, citation):
    if not citation:
        sentence = _("Write what the rule rests on: the law, or the disclosure, and where it was read.")
        raise DomainError("rule.no_citation", sentence, fields={"citation": sentence})
    try:
        check_rule(body)
    except ValueError as problem:
        raise DomainError("rule.cannot_judge", _("This rule cannot judge: %s") % problem) from problem
    if body == current_rule(case).body:
        raise DomainError(
            "rule.nothing_new", _("This is the rule in force already. Change a window, the age or the ports.")
        )
