"""How fast a round is planned at 120,000 claims: the gate, the fingerprint, every step of the wizard, the lists beside it."""

from bench.at_scale import PAGE, batches, drawn, milliseconds, on_each_database, pages_of, people, settled
from bench.registry import measurement

COUNTRIES = ("VN", "CN", "MN", "JP", "TH", "US")
CHOSEN = 10_000
PAGES = {
    "preview": "rounds/1/",
    "held_back": "rounds/1/held-back/mandate/",
    "order": "rounds/1/order/",
    "documents": "rounds/1/plan/",
    "checks": "rounds/1/checks/",
    "freeze": "rounds/1/freeze/",
    "rounds": "rounds/",
    "census": "rounds/census/",
    "today": "",
    "queue": "queue/",
    "claimants": "claimants/",
    "search": "claimants/?q=NGUYEN",
    "search_for_one": "claimants/?q=P77",
    "foreign": "foreign/",
}


@measurement(**{f"rounds_postgresql_{what}_ms": PAGE for what in PAGES})
def rounds(folder):
    return on_each_database("rounds")


def measure(number):
    from django.utils import timezone

    from documents.rounds import actions, queries
    from documents.rounds.census import census
    from tests.documents.people import make_case, make_member

    case = make_case()
    lead = make_member(case, "case_lead").user
    seed(case, lead, number)
    settled()
    round = actions.open_round(case=case, actor=lead, size_limit=CHOSEN)
    claim = case.claims.first()
    acts = {
        "gate": lambda: queries.gate(round),
        "fingerprint": lambda: queries.selection(round),
        "reasons_of_one": lambda: queries.reasons_of(claim),
        "valid_now": lambda: census(case, timezone.now()),
    }
    told = {what: milliseconds(act) for what, act in acts.items()}
    return told | pages_of(lead, {what: f"/staff/{address}" for what, address in PAGES.items()})


def seed(case, lead, number):
    """Claims in bulk: of fourteen, nine ready, the others each held back by a reason of their own."""
    from django.utils import timezone

    from claimants.claims.models import Claim, StatusSpan
    from claimants.evidence.models import Evidence
    from claimants.mandates.models import Mandate
    from litigation.cases.models import CaseText

    now, text = timezone.now(), CaseText.objects.get(case=case, key="mandate.text")
    for numbers in batches(number):
        persons = people(
            numbers,
            hangul_name=lambda n: f"응우옌 {n}",
            country=lambda n: COUNTRIES[n % len(COUNTRIES)],
            hangul_confirmed_at=lambda n: None if n % 14 == 9 else now,
            passport_index=lambda n: f"{n - (n % 1400 == 1):064}",
        )
        claims = Claim.objects.bulk_create(
            Claim(
                case=case, claimant=person, reference=reference, status="submitted" if n % 14 == 10 else "accepted",
                submitted_at=now, decided_at=now, reviewer=lead, verdict="no" if n % 14 == 11 else "yes",
            )
            for n, person, reference in zip(numbers, persons, drawn(numbers), strict=True)
        )  # fmt: skip
        StatusSpan.objects.bulk_create(StatusSpan(claim=c, status=c.status, from_at=now) for c in claims)
        Mandate.objects.bulk_create(
            Mandate(
                claim=c, text=text, language="en", method="typed", snapshot={}, content_sha256="0" * 64, signed_by=lead,
                signed_at=now,
            )
            for n, c in zip(numbers, claims, strict=True)
            if n % 14 != 12
        )  # fmt: skip
        Evidence.objects.bulk_create(
            Evidence(
                claim=c, kind="boarding_pass", stored_name=f"evidence/{c.pk}", display_name="pass.jpg", size=400_000,
                content_type="image/jpeg", sha256=f"{n:064}", scan="clean", pictures="ready",
                grade="weak" if n % 14 == 13 else "",
            )
            for n, c in zip(numbers, claims, strict=True)
        )  # fmt: skip
