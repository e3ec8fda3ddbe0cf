"""What a change of the rule means for one claim, and whom a rule can still change. Pure."""

from claimants.people.rules import FROZEN
from litigation.law.eligibility import MAYBE, NO, YES

NEWLY_IN, NEWLY_OUT, NEEDS_PERSON, UNCHANGED = "newly_in", "newly_out", "needs_person", "unchanged"
KINDS = (NEWLY_IN, NEWLY_OUT, NEEDS_PERSON, UNCHANGED)
TELLABLE = {NEWLY_IN: "rule_in", NEWLY_OUT: "rule_out"}  # kind of change → kind of message
SETTLED = FROZEN | {"withdrawn"}  # what is frozen into a round, or left, keeps the verdict it has


def kind_of(before, after):
    """Newly in: now a yes. Newly out: now a no. Needs a person: it was clear, or was a no, and is a maybe now."""
    if before == after:
        return UNCHANGED
    return {YES: NEWLY_IN, NO: NEWLY_OUT, MAYBE: NEEDS_PERSON}[after]
