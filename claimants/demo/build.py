"""Filling a case with made-up people. For demonstrations and measurements only; refused where real people could be.

Everything is done by the real actions, so rows, ledger and invariants are those of real use. What takes long and can wait
(page images, sealed documents) is left to the worker, as one job for each batch of people.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.demo.acting import check_files, play
from claimants.demo.casting import PARTS, cast, covered
from claimants.notices.actions import lay_aside
from litigation.accounts.models import User
from litigation.accounts.rights import ATTORNEY
from litigation.cases.actions import load_pack, seat_demo_team
from litigation.cases.models import Case
from litigation.cases.pack import open_pack
from litigation.cases.queries import current_rule
from litigation.errors import DomainError
from litigation.jobs.actions import together
from litigation.sign_in.demo import DemoPerson

PACK = "airport-face-data"
BATCH = 50


def demo_people(case, count, *, progress=None) -> int:
    """The first `count` people of the cast, each with an account and a claim at the status of their part.

    Whoever is there already stays as they are. Returns how many came.
    """
    refuse_outside_a_demonstration()
    wanted = list(islice(cast(current_rule(case).as_rule()), count))
    known = set(User.objects.filter(email__in=[one.email for one, _part in wanted]).values_list("email", flat=True))
    missing = [(one, part) for one, part in wanted if one.email not in known]
    for batch in _batches(missing):
        with transaction.atomic(), together(actor=None):
            for one, part in batch:
                play(one, part, case=case, lawyer=_lawyer(case))
        _tell(progress, len(known) + missing.index(batch[-1]) + 1, count)
    return len(missing)


def emails_by_part(case) -> dict:
    """E-mail addresses of two of the cast, by their part: somebody with a draft and somebody who was accepted."""
    people = islice(cast(current_rule(case).as_rule()), len(PARTS))
    parts = {part: one.email for one, part in reversed(list(people))}
    return {part: parts[part] for part in ("draft", "accepted")}


def sign_ins(case) -> Iterator[DemoPerson]:
    """Whom a tester can sign in as on the claimants' side: somebody with a draft, and somebody who was accepted."""
    does = {"draft": _("Claimant: has begun and not sent yet"), "accepted": _("Claimant: was accepted")}
    for part, email in emails_by_part(case).items():
        claim = Claim.objects.filter(case=case, claimant__account__email=email).select_related("claimant").first()
        if claim:
            yield DemoPerson(email, claim.claimant.own_name, does[part])


def filing_case(count, *, purpose="filing") -> Case:
    """The case in which `count` people are filed; made at first use from the pack, with its team.

    It takes no registrations, so no public page shows it beside real ones.
    """
    refuse_outside_a_demonstration()
    names = open_pack(PACK).case["name"]
    own = {
        "slug": f"{PACK}-{purpose}-{count}",
        "name": {language: f"{name} · {count:,}" for language, name in names.items()},
        "opened_on": date(2026, 1, 1),
        "closes_at": datetime(2026, 1, 2, tzinfo=UTC),
    }
    loaded = load_pack(PACK, own=own)
    if loaded.created:
        seat_demo_team(case=loaded.case)
    return loaded.case


def accepted_claims(case, count, *, progress=None) -> int:
    """Make people until the case has `count` accepted claims, their files checked; returns how many were made.

    The people are new accounts of their own, the same for every case of this name. What was to be mailed to them so far
    counts as seen.
    """
    refuse_outside_a_demonstration()
    there = Claim.objects.filter(case=case).count()
    people = list(islice(covered(current_rule(case).as_rule()), there, max(there, count)))
    done, lawyer = there, _lawyer(case)
    for batch in _batches(people):
        with transaction.atomic(), together(actor=None):
            claims = [
                play(one, "accepted", case=case, lawyer=lawyer, email=f"{case.slug}.{one.email}") for one in batch
            ]
            check_files(claims)
            lay_aside(claims=claims)
        done += len(batch)
        _tell(progress, done, count)
    return len(people)


def _batches(people):
    return [people[at : at + BATCH] for at in range(0, len(people), BATCH)]


def _lawyer(case):
    return case.members.filter(role=ATTORNEY).select_related("user").first().user


def _tell(progress, done, count):
    if progress:
        progress(f"  {done:,} of {count:,}")


def refuse_outside_a_demonstration():
    if not settings.DEMO:
        raise DomainError("demo.only", _("Made-up people are for demonstrations only (HAMKKE_DEMO=1)."))
