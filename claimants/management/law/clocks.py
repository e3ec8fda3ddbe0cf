from claimants.claims.models import Claim
from claimants.limitation.queries import of_claim
from litigation.law import reference as references
from litigation.law.computation import Computation, Step
from litigation.law.limitation import clock
from litigation.law.rows import LawProblem, LawTable
from litigation.law.sentences import gettext_noop as _

NAME = "clocks"
HELP = "Until when a claim can be filed under each theory: law clocks HK-7K4M-92QX."


def add_arguments(parser):
    parser.add_argument("reference", metavar="REFERENCE", help="The reference of the claim, however it is typed.")


def answer(table: LawTable, *, reference, **options) -> Computation:
    """Each clock counted afresh from the starts and events it rests on; the result is {theory: last day}."""
    result, steps = {}, []
    for each in of_claim(_claim(reference)):
        way = each.reckoning
        starts = {basis.limb: basis.start for basis in way.bases}
        counted = clock(each.theory.rule, starts, events=way.held_by(), table=table)
        result[each.theory.key] = counted.result
        told = ", ".join(f"{basis.limb} {basis.start}: {_confirmed(basis)}" for basis in way.bases)
        steps += [Step("clocks.theory", counted.result, told, {"theory": each.theory.key}), *counted.steps]
    return Computation(result, tuple(steps))


def _claim(reference) -> Claim:
    try:
        return Claim.objects.get(reference=references.parse(reference), submitted_at__isnull=False)
    except references.ReferenceProblem as problem:
        raise LawProblem("law.reference", str(problem)) from problem
    except Claim.DoesNotExist:
        sentence = _("No claim that was sent has the reference %(reference)s.")
        raise LawProblem("law.no_claim", sentence, reference=reference) from None


def _confirmed(basis) -> str:
    if basis.confirmed_on is None:
        return "not yet confirmed by counsel"
    return f"confirmed by {basis.confirmed_by} on {basis.confirmed_on}"
