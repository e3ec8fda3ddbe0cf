"""Made-up plaintiffs for the rooms of documents: rows as review leaves them, ready to be frozen."""

import io
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from PIL import Image

from claimants.claims.models import Claim
from claimants.evidence.body import of_png
from claimants.evidence.models import Evidence
from claimants.mandates.models import Mandate
from claimants.mandates.signed import Address, Signed, Wording
from claimants.people.described import signing
from claimants.people.models import Claimant, Nationality
from claimants.people.words import nationality_ko
from claimants.trips.models import Trip
from documents.changes.actions import put_in_force
from documents.changes.models import AskedChange
from documents.freezing import actions as freezing
from documents.freezing import actions_approval
from documents.papers.queries import package_files
from documents.proceedings.actions import file_round
from documents.rounds.queries import selection
from litigation.accounts.models import User
from litigation.cases.models import Case, CaseText, EligibilityRule, Membership
from litigation.cases.named import Lawyer, Sued
from litigation.law import reference
from litigation.ledger.actions import record
from litigation.vault.files import put
from litigation.workflow import move

NAMES = (
    ("MÖNKHBAT BATBAYAR", "Мөнхбат", "뭉흐바트 바트바야르", "MN"),
    ("NGUYEN THI HOA", "Nguyễn Thị Hoa", "응우옌 티 호아", "VN"),
    ("WANG XIAOMING", "王小明", "왕 샤오밍", "CN"),
    ("TANAKA HANAKO", "田中花子", "다나카 하나코", "JP"),
    ("SUKARNO", "Sukarno", "수카르노", "ID"),
    ("AL FARSI LAYLA", "ليلى الفارسي", "라일라 알파르시", "OM"),
)
TEXTS = {
    "complaint.prayer": "# 청구취지\n\n1. 피고는 원고들에게 각 {{1인당청구금액}}원을 지급하라.\n\n2. 소송비용은 피고가 부담한다.",
    "complaint.1_parties": "# 당사자의 지위\n\n원고들은 별지 1 원고 명단 기재와 같습니다.",
    "complaint.2_facts": "# 사실관계\n\n## 사업의 시작\n\n피고는 {{피고}}입니다.",
}
RULE = {
    "home": "KR",
    "windows": [{"group": "foreign", "directions": ["entry"], "first": "2010-08-23", "last": "2021-10-20"}],
    "age": {"group": "foreign", "directions": ["entry"], "least": 17},
    "ports": [],
}
MANDATE_KO = (
    "# 소송위임장\n\n## 위임\n\n아래 권한을 위임합니다.\n\n## 특별수권 사항\n\n- 반소의 제기\n- 상소의 제기 또는 취하"
)
MANDATE_EN = (
    "# Power of attorney\n\n## Mandate\n\nI give these powers.\n\n## Special powers\n\n- Counterclaim\n- Appeal"
)


def make_case(slug="airport-face-data", **values):
    """A case with its rule, its texts and one attorney of record."""
    case = Case.objects.create(
        slug=slug,
        name={"en": "Airport face-data case", "ko": "공항 얼굴정보 사건"},
        pack="airport-face-data",
        pack_version=1,
        court="서울중앙지방법원",
        case_name_ko="손해배상(국)",
        defendants=[
            {"name_ko": "대한민국", "name_en": "Republic of Korea", "representative_ko": "법률상 대표자 법무부장관"}
        ],
        consents=[{"purpose": "court", "text": "consent.court", "required": True}],
        opened_on=date(2026, 11, 1),
        closes_at=timezone.make_aware(datetime(2027, 12, 18, 23, 59)),
        amount_per_plaintiff_won=1_000_000,
        interest_from=date(2021, 12, 31),
        **values,
    )
    for key, body in {
        **TEXTS,
        "mandate.text": MANDATE_KO,
        "consent.court": "# 동의\n\n법원 제출에 동의합니다.",
    }.items():
        CaseText.objects.create(case=case, key=key, language="ko", body=body, sha256="0" * 64)
    EligibilityRule.objects.create(case=case, body=RULE, citation="Made up.", sha256="0" * 64)
    make_member(case, "attorney", of_record=True, name_ko="김도현", bar_number="DEMO-2", firm="법무법인 견본")
    return case


def make_member(case, role, **values):
    user = User.objects.create(email=f"{role}@{case.slug}.example.org", display_name=f"Some {role}")
    return Membership.objects.create(case=case, user=user, role=role, display_name=user.display_name, **values)


def freeze(round, actor, **options):
    """Freeze as `actor`, after a second person of the team has approved what there is."""
    approve(round, actor)
    return freezing.freeze(round=round, actor=actor, **options)


def filed(round, actor):
    """The same round at the court, under a number."""
    said = {"court": "서울중앙지방법원", "division": "", "number": "2026가합12345", "filed_on": timezone.localdate()}
    file_round(round=round, actor=actor, **said)
    round.refresh_from_db()
    return round


def in_force(asked, actor):
    """A change of a filed roster: a second person confirms it, and the court has it today. Without its paper."""
    AskedChange.objects.filter(pk=asked.pk).update(confirmed_by=second(asked.round.case))
    move(asked, "confirmed", actor=second(asked.round.case))
    return put_in_force(asked=asked, on=timezone.localdate(), actor=actor)


def opened(filing, person):
    """Somebody opens every file of a paper, as the ledger knows it."""
    with transaction.atomic():
        for file in filing.files.all():
            record("paper.viewed", actor=person, subject=file, case=filing.round.case_id)


def look_through(package, entry, person):
    """Somebody opens every paper of a plaintiff, as the ledger knows it."""
    with transaction.atomic():
        for paper in package_files(package.round).filter(entry=entry):
            record("paper.viewed", actor=person, subject=paper, case=package.round.case_id)


def approve(round, actor):
    """`actor` asks, another coordinator of the case says yes."""
    seen = selection(round).digest
    actions_approval.ask_for_approval(round=round, seen=seen, actor=actor)
    return actions_approval.approve(round=round, seen=seen, actor=second(round.case))


def second(case):
    """A coordinator whose whole part is to be the second person."""
    user, _new = User.objects.get_or_create(email=f"second@{case.slug}.example.org", display_name="Some second")
    Membership.objects.get_or_create(case=case, user=user, role="coordinator", display_name=user.display_name)
    return user


def make_accepted(case, count=1, *, start=0, photo=True):
    """`count` accepted claims with trip, mandate, confirmed Hangul and one boarding pass each."""
    return [make_claim(case, number, photo=photo) for number in range(start, start + count)]


def make_claim(case, number=0, *, status="accepted", photo=True):
    roman, native, hangul, country = NAMES[number % len(NAMES)]
    account = User.objects.create(email=f"p{number}@{case.slug}.example.org", language="en")
    claimant = Claimant.objects.create(
        account=account,
        family_name=f"{roman} {letters(number)}",
        one_name=True,
        own_name=native,
        hangul_name=f"{hangul}{hangul_number(number)}",
        hangul_confirmed_at=timezone.now(),
        birth_date=date(1980, 1, 1) + timedelta(days=number),
        passport_number=f"M{number:08}",
        country=country,
        address=f"{number} Long Street\nSome Town",
        postcode="12345",
    )
    Nationality.objects.create(claimant=claimant, country=country)
    claim = Claim.objects.create(
        case=case,
        claimant=claimant,
        reference=reference.new(),
        status=status,
        submitted_at=timezone.now() + timedelta(seconds=number),
        decided_at=timezone.now(),
        reviewer=case.members.first().user,
        verdict="yes",
        rule_version=1,
    )
    trip = Trip.objects.create(claim=claim, date=date(2018, 5, 11), carrier="KE", number="652", nationality=country)
    if photo:
        make_evidence(claim, trip=trip, seed=number)
    make_mandate(claim)
    return claim


def make_evidence(claim, *, kind="boarding_pass", scan="clean", trip=None, seed=0):
    data = picture(seed)
    stored = put(data, prefix="evidence")
    return Evidence.objects.create(
        claim=claim,
        trip=trip,
        kind=kind,
        stored_name=stored.name,
        display_name="pass.png",
        content_type="image/png",
        sha256=stored.sha256,
        size=stored.size,
        scan=scan,
        pictures="ready",
        body=of_png(data).as_row(),
    )


def make_mandate(claim, **values):
    person = claim.claimant
    signed = Signed(
        reference=claim.reference,
        case_name=claim.case.case_name_ko,
        court=claim.case.court,
        defendants=tuple(map(Sued.from_json, claim.case.defendants)),
        lawyers=tuple(map(Lawyer.of, claim.case.members.filter(of_record=True))),
        person=signing(person, nationality=nationality_ko(person)),
        language="en",
        text=Wording(version=1, sha256="a" * 64, ko=MANDATE_KO, other=MANDATE_EN),
        method="drawn",
        typed_name="",
        strokes=[[[0, 0], [40, 20], [80, 5]], [[20, 30]]],
        signed_at="2026-11-20T05:02:09+00:00",
        email=Address(shown="p••@example.org", verified_at="2026-11-20T05:00:00+00:00"),
    )
    text = CaseText.objects.get(case=claim.case, key="mandate.text", language="ko")
    return Mandate.objects.create(
        claim=claim,
        text=text,
        language="en",
        method="drawn",
        snapshot=signed.to_json(),
        content_sha256="b" * 64,
        signed_by=person.account,
        **values,
    )


def picture(seed=0):
    """A small PNG, different for each seed."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (seed % 256, seed // 256 % 256, 90)).save(out, "PNG")
    return out.getvalue()


def letters(number):
    """A, B … Z, BA …: a different name for everybody, in letters a passport has."""
    text = ""
    while True:
        number, rest = divmod(number, 26)
        text = chr(65 + rest) + text
        if not number:
            return text


def hangul_number(number):
    """A different Hangul syllable for each of the first thousands of people."""
    return chr(0xAC00 + number * 7 % 11172)
