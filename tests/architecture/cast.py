"""Two cases with everything in them, and the people of both: what the matrix of rights is tried with.

Nobody of the second case may see a thing of the first. `absent` has an address for each thing, and nothing there.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID
from zlib import crc32

from django.utils import timezone

from claimants.eligibility.models import RuleRun
from claimants.evidence.models import EvidencePage
from claimants.leaving.actions_holds import set_hold
from claimants.limitation.actions import enter_event
from claimants.mandates.actions import attach_document, sign
from claimants.mandates.queries import offer
from claimants.mandates.rules import TYPED, code_of
from documents.bulletins.models import Bulletin
from documents.changes.models import AskedChange, RosterChange
from documents.packages.models import BookVolume, Package, PackageFile
from documents.papers import made_up
from documents.papers.models import Filing, PaperFile
from documents.proceedings.actions import enter, open_proceeding
from documents.proceedings.actions_feed import make as make_calendar
from documents.proceedings.models import DocketEntry, Proceeding
from documents.rounds.models import RosterEntry, Round
from documents.rounds.snapshot import frame
from litigation.accounts.actions import make_token
from litigation.accounts.rights import ATTORNEY, HELPER, STAFF
from litigation.cases.actions_rule import save_draft
from litigation.cases.models import Case
from litigation.cases.queries import current_rule
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from litigation.team.models import FactorRemoval
from litigation.team.rules import LASTS
from litigation.vault.files import put
from tests.documents.people import make_evidence
from tests.factories import make_case, make_claim, make_member, make_user

NOWHERE = UUID("00000000-0000-4000-8000-000000000000")
ABSENT = SimpleNamespace(
    slug="no-such-case",
    language="xx",
    reference="HK-0000-0000",
    trip=NOWHERE,
    evidence=NOWHERE,
    request=NOWHERE,
    token=NOWHERE,
    key=999_999,
    place="no-such-place",
    mandate=NOWHERE,
    seal="0000-0000-0000-0000",
    event=999_999,
    round=999,
    plaintiff=999,
    change=999,
    requests=NOWHERE,
    judged=NOWHERE,
    paper=NOWHERE,
    package=NOWHERE,
    file=999_999,
    volume=999,
    job=NOWHERE,
    page=1,
    step=1,
    kind="complaint",
    asked_kind="brief",
    text_key="paper.brief",
    text_language="ko",
    filing=NOWHERE,
    hold=NOWHERE,
    bulletin=NOWHERE,
    draft=NOWHERE,
    code="status",
    consent_purpose="no-such-purpose",
    verb="pause",
    section="name",
    theory="no-such-theory",
    limb="objective",
    start="2021-10-20",
    basis=NOWHERE,
    tolling=NOWHERE,
    law_key="no.such.key",
    rule=999,
    fact="no-such-event",
    party="no-such-party",
    party_row=NOWHERE,
    proceeding=NOWHERE,
    entry=NOWHERE,
    deadline=NOWHERE,
    calendar="0000",
    year=2027,
    month=1,
    rule_run=NOWHERE,
    colleague=NOWHERE,
    removal=NOWHERE,
)


BODY = b"%PDF-1.7 a paper"


@dataclass
class World:
    """One case, its people by role, and the addresses of its things (the names are those of ABSENT)."""

    case: Case
    owner: object
    people: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)

    def __getattr__(self, name):
        if name.startswith("_") or name not in self.things:
            raise AttributeError(name)
        return self.things[name]


def make_worlds():
    """(the first case, the second case)."""
    first = make_case()
    return make_world(first, round_number=1), make_world(copy_of(first), round_number=2)


def make_world(case, *, round_number):
    people = {role: make_member(case, role, of_record=role == ATTORNEY).user for role in sorted(STAFF | {HELPER})}
    claim = make_claim(case=case, status="needs_information", attorney=people["attorney"])
    evidence = make_evidence(claim, trip=claim.trips.get(), seed=round_number)
    mandate = signed(claim)
    picture = put(b"\xff\xd8\xff not a real picture", prefix="pages")
    names = {"stored_name": picture.name, "thumb_name": picture.name}
    EvidencePage.objects.create(evidence=evidence, number=1, width=8, height=8, **names)
    run = counted_rule(case, people["case_lead"])
    things = {
        **vars(ABSENT),
        "slug": case.slug,
        "law_key": "service.unit",
        "language": "en",
        "reference": claim.reference,
        "trip": claim.trips.get().pk,
        "evidence": evidence.pk,
        "consent_purpose": "contact",
        "request": claim.deficiencies.get().pk,
        "mandate": mandate.pk,
        "seal": code_of(mandate.content_sha256),
        "job": run.job.pk,
        **_papers(case, people["case_lead"], round_number),
        "bulletin": _bulletin(case, people["case_lead"], claim).pk,
        "token": make_token(user=claim.claimant.account, name="my program", scopes=["claim.own"], actor=None)[0].pk,
        **_suit(case, people["case_lead"], round_number),
        "theory": case.theories.first().key,
        "basis": case.theories.first().bases.get().pk,
        "tolling": enter_event(claim=claim, kind="demand", on=date(2026, 1, 5), actor=people["attorney"]).pk,
        "hold": _hold(claim, people["case_lead"]).pk,
        "colleague": people["auditor"].pk,
        "removal": _removal(case, people).pk,
        "fact": "dismissal",
        "party": "state",
        "party_row": case.parties.get().pk,
        "rule": case.rules.get().version,
        "rule_run": run.pk,
        "event": LedgerEvent.objects.filter(case_id=str(case.pk)).first().pk,
    }
    return World(case, claim.claimant.account, people, things)


def _hold(claim, actor):
    """One that is looked at again next month, on this claim."""
    day = timezone.localdate() + timedelta(days=30)
    told = {"en": "A suit about it is pending."}
    return set_hold(case=claim.case, claim=claim, reason="A suit.", told=told, review_on=day, actor=actor)


def _removal(case, people):
    """The lead asks for the coordinator, as a row: nobody of the cast has a second factor."""
    said = {"how": "Called at the number we knew.", "ends_at": timezone.now() + LASTS}
    return FactorRemoval.objects.create(
        case=case, colleague=people["coordinator"], asked_by=people["case_lead"], **said
    )


def counted_rule(case, actor):
    """A draft of the rule for which everybody was counted."""
    body = current_rule(case).body | {"ports": ["ICN"]}
    draft = save_draft(case=case, body=body, citation="A newer disclosure", actor=actor)
    run = RuleRun(draft=draft, draft_version=1, state="counted", asked_by=actor)
    run.job = Job.objects.create(kind="rule.count", case=case, created_by=actor, params={"run": str(run.pk)})
    run.save()
    return run


def signed(claim):
    """The claim's mandate, signed as on its page, with its sealed document."""
    shown, person = offer(claim, "en"), claim.claimant
    mandate = sign(
        claim=claim,
        method=TYPED,
        typed_name=person.passport_name,
        text_id=shown.shown.pk,
        agreed_content_sha256=shown.sha256,
        language="en",
        actor=person.account,
    )
    stored = put(b"%PDF-1.7 a mandate", prefix="mandates")
    attach_document(mandate=mandate, name=stored.name, sha256=stored.sha256, pages=1)
    return mandate


def copy_of(case):
    """The same case again, under another name."""
    rules, texts, theories = list(case.rules.all()), list(case.texts.all()), list(case.theories.all())
    told = [*case.facts.all(), *case.parties.all()]
    bases = [basis for theory in theories for basis in theory.bases.all()]
    copy = Case.objects.get(pk=case.pk)
    copy.pk, copy.slug, copy._state.adding = UUID(int=case.pk.int ^ 1), "another-case", True
    copy.save()
    for row in (*rules, *texts, *theories, *told):
        row.pk, row.case, row._state.adding = UUID(int=row.pk.int ^ 1), copy, True
        row.save()
    for row in bases:
        row.pk, row.theory_id, row._state.adding = UUID(int=row.pk.int ^ 1), UUID(int=row.theory_id.int ^ 1), True
        row.save()
    return copy


def _suit(case, actor, number):
    """A mediation with a proposal, the deadline it starts, and somebody's calendar of it."""
    suit = open_proceeding(
        case=case, instance="mediation", court="분쟁조정위원회", division="", number=f"2026머{number}",
        filed_on=timezone.localdate(), actor=actor,
    )  # fmt: skip
    entry = enter(proceeding=suit, kind="proposal_received", day=timezone.localdate(), actor=actor)
    secret = make_calendar(user=actor)[1]
    return {"proceeding": suit.pk, "entry": entry.pk, "deadline": entry.deadlines.get().pk, "calendar": secret}


def _judged(case, round, actor, number):
    """The suit of the round, with a judgment that can be appealed."""
    today = timezone.localdate()
    said = {"court": "서울중앙지방법원", "number": f"2026가합{number}", "filed_on": today, "entered_by": actor}
    suit = Proceeding.objects.create(case=case, round=round, **said)
    DocketEntry.objects.create(proceeding=suit, kind="judgment_first", day=today, entered_by=actor)
    return suit


def _plaintiff(shared):
    """The first of the made-up ones, with no exhibit in the vault."""
    return replace(made_up.entry(0, shared, {"ko": "# 소송위임장"}), exhibits=())


def _bulletin(case, actor, *claims):
    """A draft; put before the claims that are given, which is what sending comes to."""
    texts = {"en": {"subject": "The court has set a day", "body": "On 4 February at ten."}}
    out = {"status": "sent", "sent_by": actor, "leaves_at": timezone.now()} if claims else {}
    made = Bulletin.objects.create(case=case, texts=texts, written_by=actor, **out)
    for claim in claims:
        made.deliveries.create(claim=claim)
    return made


def _papers(case, actor, number):
    """A frozen round with one plaintiff, one paper and a package, as rows."""
    claim = make_claim(case=case, user=make_user(), status="in_round", attorney=actor)
    frozen = {"status": "frozen", "frozen_by": actor, "frozen_at": timezone.now(), "roster_sha256": "0" * 64}
    prepared = {"prepared_by": case.members.get(role="coordinator").user, "approved_by": actor}
    round = Round(case=case, number=number, amount_won=1, roster_count=1, **prepared, **frozen)
    shared = frame(round, plaintiffs=1)
    round.frame = shared.to_json()
    round.save()
    entry = RosterEntry.objects.create(
        round=round, number=1, claim=claim, snapshot=_plaintiff(shared).to_json(), sha256="0" * 64
    )
    change = {"version": 2, "kind": "correct", "person": {"hangul": "바른 이름"}, "paper": "correction"}
    RosterChange.objects.create(
        round=round, entry=entry, reason="Typed wrongly.", sha256="0" * 64, made_by=actor, **change
    )
    AskedChange.objects.create(
        round=round, number=1, entry=entry, kind="correct", person={"hangul": "바른 이름"}, reason="Typed wrongly.",
        asked_by=prepared["prepared_by"],
    )  # fmt: skip
    stored = put(BODY, prefix="papers")
    kept = {"stored_name": stored.name, "sha256": stored.sha256, "size": stored.size}
    filing = Filing.objects.create(round=round, type="complaint", state="made")
    paper = PaperFile.objects.create(filing=filing, entry=entry, key="complaint", path="1/a.pdf", pages=1, **kept)
    package = Package.objects.create(round=round, version=1, state="ready", manifest_sha256="0" * 64, files=1)
    file = PackageFile.objects.create(package=package, path="1/a.pdf", pages=1, crc32=crc32(BODY), zip_at=0, **kept)
    volume = BookVolume.objects.create(package=package, number=1, first=1, pages=1, files=1, **kept)
    text = {"version": 1, "sha256": "0" * 64, "body": "# 제목\n\n제출합니다."}
    asked = {"state": "made", "asked_by": actor, "asked": {"values": {}, "texts": {"ko": text}}}
    request = Filing.objects.create(round=round, type="brief", number=1, **asked)
    requests = Filing.objects.create(round=round, type="access_request", number=1, **asked)
    PaperFile.objects.create(filing=requests, entry=entry, key="access_request:1", path="1/b.pdf", pages=1, **kept)
    return {
        "round": round.number,
        "filing": request.pk,
        "requests": requests.pk,
        "draft": _bulletin(case, actor).pk,
        "judged": _judged(case, round, actor, number).pk,
        "paper": paper.pk,
        "package": package.pk,
        "file": file.pk,
        "volume": volume.number,
        "plaintiff": 1,
        "change": 1,
    }
