"""What is asked when the storm is over: is all there that was said to be, once, and the same as on a quiet day?

The first half compares plain values and knows no database; the second reads them.
"""

from collections import Counter
from typing import NamedTuple

SHOWN = 5  # faults that are named under the table, of each verdict
ONCE = (
    "claim.begun",
    "claim.submitted",
    "claim.accepted",
    "claim.information_asked",
)  # no client ever does these again


class Kept(NamedTuple):
    """What Hamkke said is there. of: whose; value: exactly what."""

    kind: str
    of: str
    value: str = ""


class Verdict(NamedTuple):
    """name: what must not be; looked_at: in words; count: how many of them; wrong: those that were not well."""

    name: str
    looked_at: str
    count: int
    wrong: list[str]


def lost(kept, there):
    """kept: all that was acknowledged; there: all that is there, as the same values."""
    kinds = Counter(each.kind for each in kept)
    words = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    wrong = [f"{each.kind} of {each.of}: {each.value[:64]}" for each in kept if each not in there]
    return Verdict("lost", f"acknowledged: {words}", len(kept), wrong)


def doubled(rows):
    """rows: {(what, of whom …): how often it is there}"""
    kinds = Counter(key[0] for key in rows)
    words = ", ".join(f"{kind} of {number}" for kind, number in sorted(kinds.items()))
    return Verdict("doubled", words, len(rows), [f"{key}: {n} times" for key, n in rows.items() if n > 1])


def unanswered(answers):
    """A refused connection that a retry cured is an answer, and so is a no in a sentence; an error without one is none."""
    errors = sum(number for status, number in answers.statuses.items() if status >= 500)
    words = f"requests ({errors} answered 5xx, {answers.cured} broken and cured by a retry, {answers.turned_away} acts refused)"
    return Verdict("unanswered", words, sum(answers.statuses.values()), answers.silent + answers.bare)


def differing(manifests, quiet):
    """manifests: {package: SHA-256 of its manifest} of those made in the storm; quiet: of the undisturbed making."""
    wrong = [f"{name}: {sha256 or 'never whole'}, not {quiet}" for name, sha256 in manifests.items() if sha256 != quiet]
    if not manifests or not quiet:
        wrong.append("there is nothing to compare")
    return Verdict("differing", "packages made in the storm, against a quiet making", len(manifests), wrong)


def missent(notices, received):
    """notices: {Message-ID: (state, attempts)}; received: {Message-ID: how often the mail server took it}.

    A mail that came twice is explained where its sender tried twice: it died, or was cut off, before it could note that the
    server had taken it. The Message-ID is the same, so a mail program shows one.
    """
    wrong, again = [], 0
    for name, (state, attempts) in notices.items():
        came = received.get(name, 0)
        if state != "sent" or not came:
            wrong.append(f"{name}: {state}, received {came} times")
        elif came > attempts:
            wrong.append(f"{name}: received {came} times in {attempts} attempts")
        again += came > 1
    wrong += [f"{name}: received {came} times" for name, came in received.items() if came > 1 and name not in notices]
    words = f"mails ({again} sent again: their sender died before it could note it)"
    return Verdict("mail unsent or doubled", words, len(notices), wrong)


def table(strikes, verdicts):
    """What is printed. strikes: {name: (how often, how many of them met open work)}"""
    lines = ["", f"{'struck':26}{'times':>8}{'met work':>12}"]
    lines += [f"{name:26}{times:>8,}{met:>12,}" for name, (times, met) in strikes.items()]
    lines += ["", f"{'must not be':26}{'count':>8}{'verdict':>12}  looked at"]
    for each in verdicts:
        verdict = f"{len(each.wrong)} WRONG" if each.wrong else "none"
        lines.append(f"{each.name:26}{each.count:>8,}{verdict:>12}  {each.looked_at}")
    for each in verdicts:
        lines += [f"  {each.name}: {fault}" for fault in each.wrong[:SHOWN]]
        if len(each.wrong) > SHOWN:
            lines.append(f"  {each.name}: and {len(each.wrong) - SHOWN:,} more")
    return "\n".join(lines)


# What is there ----------------------------------------------------------------------------------------------------------
def there(case):
    """Everything of the case that may have been acknowledged, files read byte by byte from the vault."""
    from claimants.claims.models import Claim
    from documents.packages.models import Package
    from documents.rounds.models import Round
    from litigation.ledger.models import LedgerEvent
    from litigation.vault.files import read_bytes

    found = set()
    claims = Claim.objects.filter(case=case).select_related("claimant__account")
    for claim in claims.prefetch_related("trips", "evidence", "consents", "mandates"):
        mine = [("name", claim.claimant.family_name)]
        mine += [("trip", trip.date.isoformat()) for trip in claim.trips.all()]
        mine += [("file", read_bytes(file.stored_name).hex()) for file in claim.evidence.all()]
        mine += [("consent", each.purpose) for each in claim.consents.all() if each.act == "given"]
        mine += [("signature", each.content_sha256) for each in claim.mandates.all() if each.state == "signed"]
        found |= {Kept(kind, claim.reference, value) for kind, value in mine}
        found.add(Kept("claim", claim.claimant.account.email, claim.reference))
    references = {str(claim.pk): claim.reference for claim in claims}
    for verb, claim in LedgerEvent.objects.filter(verb__in=ONCE).values_list("verb", "claim_id"):
        kind, value = ("sent", "") if verb == "claim.submitted" else ("decision", verb)
        found.add(Kept(kind, references.get(claim, ""), value))
    found |= {Kept("frozen", str(each.number), each.roster_sha256) for each in Round.objects.filter(case=case)}
    return found | {Kept("package", str(each.pk), each.manifest_sha256) for each in Package.objects.all()}


def rows(case):
    """How often each thing is there that must be there once."""
    from claimants.claims.models import Claim
    from claimants.notices.models import Notice
    from litigation.jobs.models import Job, JobItem
    from litigation.ledger.models import LedgerEvent

    found = Counter()
    claims = Claim.objects.filter(case=case).select_related("claimant__account")
    for claim in claims.prefetch_related("trips", "evidence", "consents", "mandates"):
        found["claim", claim.claimant.account.email] += 1
        found.update(("trip", claim.reference) for _trip in claim.trips.all())
        found.update(("file", claim.reference, each.sha256) for each in claim.evidence.all())
        found.update(("consent", claim.reference, each.purpose) for each in claim.consents.all())
        found.update(("mandate", claim.reference) for _mandate in claim.mandates.all())
    found.update(("item", *row) for row in JobItem.objects.values_list("job_id", "key"))
    of_one = Job.objects.filter(kind="mandate.document").values_list("kind", "subject_id")
    found.update(("job", *row) for row in of_one)
    events = LedgerEvent.objects.filter(verb__in=ONCE).values_list("verb", "claim_id")
    found.update(("event", *row) for row in events)
    events = LedgerEvent.objects.filter(verb__in=["job.started", "mandate.sealed", "notice.sent", "package.begun"])
    found.update(("event", *row) for row in events.values_list("verb", "subject_id"))
    told = Notice.objects.exclude(claim=None).values_list("kind", "claim_id", "params")
    found.update(("notice", kind, claim, str(params)) for kind, claim, params in told)
    return found


def manifests(round):
    """{version: SHA-256 of the manifest, "" where it is not whole} of the packages of a round."""
    told = round.packages.order_by("version").values_list("version", "state", "manifest_sha256")
    return {f"version {version}": sha256 if state == "ready" else "" for version, state, sha256 in told}


def notices():
    """{Message-ID: (state, attempts)} of every message, and of the account mails but those that ended unsent: a code that was too
    old is rightly one."""
    from litigation.outbox import boxes

    rows = [
        box.model.objects.exclude(state="failed") if box.name != "notices" else box.model.objects
        for box in boxes.every()
    ]
    told = (row for each in rows for row in each.values_list("pk", "state", "attempts"))
    return {str(pk): (state, attempts) for pk, state, attempts in told}


def undone():
    """Work that nobody does any more though somebody waits for it."""
    from claimants.evidence.models import Evidence
    from claimants.mandates.models import Mandate
    from litigation.jobs.models import Job

    jobs = Job.objects.all()
    wrong = [f"job {each.kind} {each.pk}: {each.state}" for each in jobs.filter(state__in=Job.OPEN)]
    signed = Mandate.objects.filter(state="signed", claim__claimant__account__email__startswith="storm")
    wrong += [f"mandate {each.pk} has no document" for each in signed.filter(document_name="")]
    wrong += [f"file {each.pk} was never looked at" for each in Evidence.objects.filter(pictures="waiting")]
    words = f"jobs, {signed.count()} mandates that want a document, {Evidence.objects.count()} files"
    return Verdict("left undone", words, jobs.count(), wrong)


def ledger():
    from django.db import connection

    from litigation import append_only
    from litigation.ledger.verify import verify

    found = verify()
    wrong = [] if found.ok else [found.reason]
    wrong += [f"trigger {name} is missing" for name in append_only.missing(connection)]
    return Verdict("ledger broken", "events of the chain", found.count, wrong)


def files():
    """Rows and files fit one another, once the sweep of each night has run; its week is over at once."""
    from datetime import timedelta
    from unittest.mock import patch

    from litigation.vault.adapters import adapter
    from litigation.watch import actions_files
    from litigation.watch.files import look, slices

    with patch("litigation.vault.orphans.AGE", timedelta()):
        swept, left = actions_files.sweep_orphans(), actions_files.sweep_orphans()
    wrong = [f"{finding.code}: {finding.detail}" for _key, part in slices() for finding in look(part)[0]]
    wrong += [f"{number} {what}" for what, number in left.items() if number]
    words = f"files of the vault ({swept['deleted'] + swept['halves']} that killed processes left, swept)"
    return Verdict("file lost or orphaned", words, sum(1 for _name in adapter().names()), wrong)
