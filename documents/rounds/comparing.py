"""Reading what rounds left behind: who was left out and why, what became of them, and how two rounds differ."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.http import Http404

from documents.rounds.gate import reason_of
from documents.rounds.models import LeftOut, RosterEntry
from documents.rounds.queries import Blocked


@dataclass(frozen=True)
class Comparison:
    """Two frozen rounds: what the later one did with those the earlier one left out."""

    taken_up: int  # left out of the earlier, plaintiffs of the later
    still_out: int  # left out of both
    gone: int  # left out of the earlier, no candidate any more when the later was frozen
    new: int  # plaintiffs of the later who were no candidates of the earlier
    by_reason: tuple  # (GateRule, left out of the earlier, of them taken up, still out)


def left_out_counts(round) -> list[Blocked]:
    """How many were left out for which reason, most first."""
    rows = round.left_out.values_list("code").annotate(n=Count("pk")).order_by("-n", "code")
    return [Blocked(reason_of(code), n) for code, n in rows]


def left_out_claims(round, code):
    """Those left out for one reason, longest waiting first. 404 for a reason there is not."""
    if reason_of(code) is None:
        raise Http404
    rows = round.left_out.filter(code=code).select_related("claim__claimant")
    return rows.order_by("claim__submitted_at", "claim__reference")


def left_out_history(claim):
    """The rounds a claim was left out of, the newest first."""
    return LeftOut.objects.filter(claim=claim).select_related("round").order_by("-round__number")


def compare(earlier, later) -> Comparison:
    """Counts only, in three queries, whatever the size of the rounds."""
    in_later = Exists(RosterEntry.objects.filter(round=later, claim=OuterRef("claim")))
    out_later = Exists(LeftOut.objects.filter(round=later, claim=OuterRef("claim")))
    rows = earlier.left_out.annotate(taken=in_later, out=out_later).values_list("code", "taken", "out")
    counts = list(rows.annotate(n=Count("pk")).order_by("code"))
    known = LeftOut.objects.filter(round=earlier, claim=OuterRef("claim"))
    new = later.roster.filter(~Exists(known)).count()
    return Comparison(
        taken_up=sum(n for _code, taken, _out, n in counts if taken),
        still_out=sum(n for _code, _taken, out, n in counts if out),
        gone=sum(n for _code, taken, out, n in counts if not (taken or out)),
        new=new,
        by_reason=tuple(_by_reason(counts)),
    )


def _by_reason(counts):
    for code in dict.fromkeys(code for code, *_rest in counts):
        mine = [row for row in counts if row[0] == code]
        yield (
            reason_of(code),
            sum(n for *_rest, n in mine),
            sum(n for _code, taken, _out, n in mine if taken),
            sum(n for _code, _taken, out, n in mine if out),
        )
