"""The database itself keeps why data was held, and what became of each hold."""

from litigation.append_only import Guard, once

HOLDS = Guard(
    name="legal_hold",
    table="claimants_legalhold",
    says="A legal hold is never changed: look at it again, or lift it.",
    keys=(once("id"),),
)
ACTS = Guard(
    name="legal_hold_act",
    table="claimants_holdact",
    says="What became of a legal hold stays written down.",
    keys=(once("id"), once("hold_id", kind="lifted")),
)
