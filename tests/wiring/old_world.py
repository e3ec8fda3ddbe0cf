"""A small world as the first release kept it, written with the models of that time."""

from datetime import UTC, date, datetime
from uuid import UUID

# Where every instance begins: the migrations of 2026-11-23, before any other. They fit together: the first models of the three
# apps, and the triggers of the ledger and the roster.
FIRST = [
    ("litigation", "0002_ledger_triggers"),
    ("claimants", "0002_initial"),
    ("documents", "0003_roster_triggers"),
]
CAME = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FROZEN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # by one person: approval by a second came later
CLAIM = UUID("5d3c1b7e-0a57-4c5b-9d70-6f1a2b3c4d5e")
SNAPSHOT = {"number": 1, "names": {"passport": "BAT BAYAR"}}
MOVES = [("draft", "submitted"), ("submitted", "accepted"), ("accepted", "in_round")]
HASHES = [
    "0b2c1d203f490b75f462b7c8300e266cef0b1ac19229ba0fa491743214241ff3",
    "9d4f3a759079484e9da6807770d5da425ce2e3f0eb930c1df55ef0c814e0a078",
    "49d80fb9ca2653840cb3da7979d79fec4b0e7f956bd6b4edef4856d1e453fb3e",
]  # as that release wrote them


def build(apps, connection):
    """One plaintiff from registration to a package that is ready, and somebody who never came back."""

    def make(app, name, /, **values):
        return apps.get_model(app, name).objects.create(**values)

    case, team, people = _litigation(make)
    claim = _claim(make, case, people["came"], team)
    _papers(make, case, claim, team)
    _ledger(make)
    _what_apps_that_are_gone_left(connection)


def _litigation(make):
    came = make("litigation", "User", email="came@example.org", last_login=CAME, is_staff=True)
    never = make("litigation", "User", email="never@example.org")
    lead = make("litigation", "User", email="lead@example.org", last_login=CAME, display_name="Lead")
    case = make(
        "litigation",
        "Case",
        slug="airport",
        name={"en": "Airport", "ko": "공항"},
        pack="airport",
        pack_version=1,
        court="서울중앙지방법원",
        case_name_ko="손해배상(국)",
        defendants=[{"name_ko": "대한민국"}],
        opened_on=date(2026, 11, 1),
        closes_at=datetime(2027, 11, 1, tzinfo=UTC),
        mandate_level="e_signed",
        amount_per_plaintiff_won=1_000_000,
        interest_from=date(2021, 10, 21),
    )
    make("litigation", "Membership", case=case, user=lead, role="case_lead", display_name="Lead")
    rule = {"case": case, "body": {"windows": []}, "citation": "Civil Act 750", "sha256": "a" * 64}
    make("litigation", "EligibilityRule", **rule)
    make(
        "litigation",
        "Job",
        kind="round.papers",
        title="Papers of round 1",
        case=case,
        state="finished",
        finished_at=FROZEN,
    )
    return case, lead, {"came": came, "never": never}


def _claim(make, case, account, lead):
    person = make(
        "claimants",
        "Claimant",
        account=account,
        family_name="BAT",
        given_name="BAYAR",
        birth_date=date(1990, 5, 1),
        passport_number="E1234567",
        phone="+97699112233",
        country="MN",
        address="Peace Avenue 1",
    )
    make("claimants", "Nationality", claimant=person, country="MN")
    claim = make(
        "claimants",
        "Claim",
        id=CLAIM,
        reference="KR-7H2K-9M",
        case=case,
        claimant=person,
        status="in_round",
        submitted_at=CAME,
        reviewer=lead,
        created_at=CAME,
        status_changed_at=FROZEN,
    )
    trip = make("claimants", "Trip", claim=claim, date=date(2019, 5, 1), nationality="MN", port="ICN")
    stored = {"content_type": "application/pdf", "sha256": "b" * 64, "size": 1200, "scan": "clean", "pictures": "ready"}
    evidence = make(
        "claimants",
        "Evidence",
        claim=claim,
        trip=trip,
        kind="boarding_pass",
        stored_name="e1",
        display_name="pass.pdf",
        uploaded_by=account,
        **stored,
    )
    make(
        "claimants", "EvidencePage", evidence=evidence, number=1, stored_name="p1", thumb_name="t1", width=10, height=14
    )
    text = make("litigation", "CaseText", case=case, key="mandate.text", language="en", body="# Power", sha256="c" * 64)
    make("claimants", "Consent", claim=claim, purpose="collection", act="given", text=text, given_by=account)
    signed = {"snapshot": SNAPSHOT, "content_sha256": "d" * 64, "signed_at": CAME, "method": "typed", "language": "en"}
    make("claimants", "Mandate", claim=claim, text=text, signed_by=account, **signed)
    make("claimants", "Notice", user=account, claim=claim, kind="claim_sent", language="en", state="sent", sent_at=CAME)
    return claim


def _papers(make, case, claim, lead):
    round = make(
        "documents",
        "Round",
        case=case,
        number=1,
        status="frozen",
        amount_won=1_000_000,
        prepared_by=lead,
        frozen_by=lead,
        frozen_at=FROZEN,
        roster_sha256="e" * 64,
        roster_count=1,
    )
    entry = make("documents", "RosterEntry", round=round, number=1, claim=claim, snapshot=SNAPSHOT, sha256="f" * 64)
    filing = make("documents", "Filing", round=round, type="complaint", state="made")
    file = {"path": "1.pdf", "stored_name": "f1", "sha256": "1" * 64, "size": 900, "pages": 2}
    make("documents", "PaperFile", filing=filing, entry=entry, key="1", **file)
    counted = {"files": 1, "pages": 2, "size": 900, "zip_name": "z1", "zip_size": 950, "ready_at": FROZEN}
    package = make("documents", "Package", round=round, version=1, state="ready", manifest_sha256="2" * 64, **counted)
    make("documents", "PackageFile", package=package, **file)


def _ledger(make):
    """Its rows never change, so neither does what their hashes stand for: these are not computed."""
    head, last = make("litigation", "LedgerHead"), "0" * 64
    for seq, (before, after) in enumerate(MOVES, start=1):
        make(
            "litigation",
            "LedgerEvent",
            seq=seq,
            at=datetime(2026, 11, 23, 9 + seq, tzinfo=UTC),
            verb=f"claim.{after}",
            actor_role="system",
            subject_type="claimants.claim",
            subject_id=str(CLAIM),
            claim_id=str(CLAIM),
            data={"from": before, "to": after},
            source="web",
            prev_hash=last,
            hash=HASHES[seq - 1],
        )
        last = head.hash = HASHES[seq - 1]
        head.seq = seq
        head.save()


def _what_apps_that_are_gone_left(connection):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_session (session_key varchar(40) PRIMARY KEY)")
