"""A coordinator's day, as she clicks it: who is ready, freeze, make the papers, look, download, prove. No browser needed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from claimants.claims.models import Claim
from documents.packages.models import Package
from documents.packages.verify import verify_zip
from documents.rounds.models import Round
from litigation.jobs import engine, tasks
from litigation.ledger.models import LedgerEvent
from tests.documents import people
from tests.litigation.accounts.tools import is_there

pytestmark = pytest.mark.django_db


def test_coordinator_files_a_round(client, settings, monkeypatch, tmp_path):
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)
    case = people.make_case()
    member = people.make_member(case, "coordinator")
    attorney, colleague = case.members.get(role="attorney").user, Client()
    *ready, held = people.make_accepted(case, 3)
    held.mandates.update(state="revoked", ended_at=held.decided_at)
    is_there(client, member.user)

    # Nothing there yet: one thing to do.
    empty = client.get(reverse("desk_rounds")).content.decode()
    assert "Make the first round" in empty
    page = client.post(reverse("desk_round_new"), {"size_limit": "", "amount_won": "1000000"}, follow=True)
    told = page.content.decode()
    assert "Would be filed" in told
    assert "No power of attorney" in told

    # She looks at who is held back, then at exactly what would be frozen, and asks for a second person.
    assert held.reference in client.get(reverse("desk_round_blocked", args=[1, "mandate"])).content.decode()
    freezing = client.get(reverse("desk_round_freeze", args=[1])).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', freezing)[1]
    asked = client.post(reverse("desk_round_ask", args=[1]), {"seen": seen}, follow=True).content.decode()
    assert "another person answers" in asked

    # The attorney finds the same fingerprint and approves it; then she freezes.
    is_there(colleague, attorney)
    looked = colleague.get(reverse("desk_round_freeze", args=[1])).content.decode()
    assert re.search(r'name="seen" value="(\w+)"', looked)[1] == seen
    colleague.post(reverse("desk_round_approve", args=[1]), {"seen": seen})
    frozen = client.post(reverse("desk_round_freeze", args=[1]), follow=True).content.decode()
    assert "The roster is frozen" in frozen
    assert {claim.reference for claim in Claim.objects.filter(status="in_round")} == {each.reference for each in ready}

    # The papers are made in the background; the page says how far it is, with and without JavaScript.
    making = client.post(reverse("desk_round_make", args=[1]), follow=True).content.decode()
    assert "data-poll" in making
    assert "http-equiv" in making
    package = Package.objects.get()
    engine.work(package.job_id)
    done = client.get(reverse("desk_round", args=[1])).content.decode()
    assert "Download the package" in done
    assert "data-poll" not in done

    # What she downloads is what was made, and the ledger knows.
    archive = tmp_path / "package.zip"
    archive.write_bytes(b"".join(client.get(reverse("desk_package_zip", args=[package.pk])).streaming_content))
    report = verify_zip(archive)
    assert (report.problems, report.files) == ([], 11)
    round = Round.objects.get()
    verbs = list(LedgerEvent.objects.filter(case_id=str(case.pk)).order_by("seq").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb.startswith(("round.", "package."))] == [
        "round.opened",
        "round.approval_asked",
        "round.approved",
        "round.frozen",
        "package.begun",
        "package.made",
        "package.downloaded",
    ]
    assert (round.status, round.roster_count) == ("frozen", 2)
