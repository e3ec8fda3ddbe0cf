"""Reading what a plan needs: what the ready claims weigh, and what would stop a freeze."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Avg, Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.evidence.models import Evidence
from documents.freezing.checks import refuse_what_makes_no_complaint
from documents.packages.rules import MEGABYTE, limit_on
from documents.papers.cited import any_marks, missing_in
from documents.papers.models import PaperFile
from documents.papers.registry import ENTRY, ROUND, kinds
from documents.planner.rules import Ground, Weights
from documents.rounds import snapshot
from documents.rounds.gate import CANDIDATES
from documents.rounds.marks import exhibit_kinds
from documents.rounds.models import Round
from documents.rounds.queries import READY, Gate, approvers, candidates, marks_to_give
from documents.rounds.roster import Roster
from litigation.cases.queries import defendants, texts
from litigation.errors import DomainError
from litigation.lawbook.queries import table

OWN_FILES = 5  # index as PDF and table, manifest, seal, party list
MANDATE_BYTES = 150_000  # of one power of attorney, until papers of this case were made
ROUND_BYTES = 500_000  # of complaint, annex and lists, until papers of this case were made
SAMPLE = 2000  # claims whose exhibits tell what one plaintiff adds on average
OK, WAIT, BAD = "ok", "wait", "bad"


@dataclass(frozen=True)
class Check:
    """One thing looked at before a freeze. BAD stops it, WAIT is for the person to judge."""

    state: str
    words: str
    cure: str = ""
    url: str = ""


def ground(round: Round) -> Ground:
    """What every suit of this round's plan has in common, today."""
    today, law = timezone.localdate(), table()
    limit = limit_on(today, law)
    return Ground(
        amount=round.amount_won,
        defendants=len(defendants(round.case, today)) or 1,
        on=today,
        table=law,
        weights=weights(round),
        submissions=lambda size: max(1, -(-size // (limit.max_submission_mb * MEGABYTE))),
    )


def weights(round: Round) -> Weights:
    """Exhibits as they lie in the vault; papers as they came out in earlier rounds of the case, else a guess."""
    sample = _sample(round)
    people = len(sample) or 1
    found = _exhibits(sample).aggregate(n=Count("pk"), size=Sum("size"))
    made = dict(_made(round.case))
    of_entry = [kind.type for kind in kinds().values() if kind.per == ENTRY and kind.type != "exhibit"]
    of_round = [kind.type for kind in kinds().values() if kind.per == ROUND]
    return Weights(
        files_once=len(of_round) + OWN_FILES,
        bytes_once=_sum_of(made, of_round, ROUND_BYTES // (len(of_round) or 1)),
        files_each=len(of_entry) + found["n"] / people,
        bytes_each=_sum_of(made, of_entry, MANDATE_BYTES) + (found["size"] or 0) / people,
    )


def _sample(round) -> list:
    """Ready claims that stand for all. Keys are random, so the first are as good as any; asking a few thousand is quick, and
    only where none of them is ready everybody is asked."""
    ready = candidates(round).filter(reason=READY).order_by("pk").values_list("pk", flat=True)
    few = list(_claims(round).order_by("pk").values_list("pk", flat=True)[:SAMPLE])
    return list(ready.filter(pk__in=few)) or list(ready[:SAMPLE])


def _claims(round):
    return Claim.objects.filter(case=round.case_id, status__in=CANDIDATES)


def _sum_of(made, types, guess) -> int:
    return sum(int(made.get(each) or guess) for each in types)


def checks(round: Round, gate: Gate) -> list[Check]:
    """Everything that a freeze would trip over, and what counsel has not confirmed."""
    trial = _frozen(round, gate)
    return [
        _anybody(round, gate),
        _complaint(trial),
        _cites(round, gate, trial),
        _second_person(round),
        _confirmed(round),
        _large(round),
    ]


def _frozen(round, gate) -> Roster:
    """What would be frozen now, without its people; nothing is saved."""
    trial = Round(**{field.attname: getattr(round, field.attname) for field in Round._meta.concrete_fields})
    trial.roster_count, trial.frozen_at = gate.taken or 1, timezone.now()
    trial.frame = snapshot.frame(round, plaintiffs=trial.roster_count).to_json()
    return cast(Roster, trial)  # it is dated and counted above


def _anybody(round, gate) -> Check:
    if gate.taken:
        return Check(OK, _("Somebody is ready"))
    cure = _("See who is held back, and what puts it right.")
    return Check(BAD, _("Nobody is ready"), cure, reverse("desk_round", args=[round.number]))


def _complaint(trial) -> Check:
    """The check of the freeze itself."""
    try:
        refuse_what_makes_no_complaint(trial)
    except DomainError as refusal:
        return Check(BAD, _("The complaint cannot be made"), str(refusal.sentence))
    return Check(OK, _("The texts make a complaint, and an attorney of record is named"))


def _cites(round, gate, trial) -> Check:
    """The check of the freeze; while nobody is ready, only what no plaintiff could have is missing."""
    marks = marks_to_give(round) if gate.taken else any_marks()
    if found := missing_in(trial, marks):
        words = _("Texts cite what the package does not have: %(n)s") % {"n": len(found)}
        named = "; ".join(map(str, found))
        cure = _("%(cites)s. Counsel corrects the text, or the file comes in.") % {"cites": named}
        return Check(BAD, words, cure, reverse("desk_texts"))
    return Check(OK, _("Every exhibit and annex that the texts cite is there"))


def _second_person(round) -> Check:
    if approvers(round, beside=round.prepared_by).exists():
        return Check(OK, _("A second person of the team may approve"))
    return Check(
        BAD,
        _("Nobody else may approve"),
        _("The case lead gives a second person the role of an attorney or a coordinator."),
    )


def _confirmed(round) -> Check:
    found = texts(round.case, snapshot.PAPER_TEXTS[0], "ko").values()
    if waiting := sum(1 for text in found if not text.is_confirmed):
        words = _("Not yet confirmed by counsel: %(n)s of %(all)s texts of the complaint") % {
            "n": waiting,
            "all": len(found),
        }
        return Check(WAIT, words, _("Counsel reads and confirms them. The freeze does not wait for that."))
    return Check(OK, _("Counsel has confirmed every text of the complaint"))


def _large(round) -> Check:
    limit = limit_on(timezone.localdate(), table())
    found = _exhibits(_claims(round)).filter(size__gt=limit.max_file)
    owners = list(found.values_list("claim", flat=True))  # few: who is ready is asked of these alone
    ready = set(candidates(round).filter(reason=READY, pk__in=owners).values_list("pk", flat=True))
    if large := sum(owner in ready for owner in owners):
        words = _("Exhibits over %(mb)s MB: %(n)s") % {"mb": limit.max_file_mb, "n": large}
        return Check(WAIT, words, _("The portal may refuse such a file. Ask the person for a smaller one."))
    return Check(OK, _("No exhibit is over %(mb)s MB") % {"mb": limit.max_file_mb})


def _exhibits(claims):
    kept = Evidence.objects.filter(claim__in=claims, removed_at=None, kind__in=exhibit_kinds())
    return kept.exclude(scan="infected")


def _made(case):
    """(type, mean bytes of a file) of the papers made in this case so far."""
    papers = PaperFile.objects.filter(filing__round__case=case).order_by()
    return papers.values_list("filing__type").annotate(size=Avg("size"))
