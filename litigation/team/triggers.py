"""The database itself keeps who asked for what about a colleague's second factors, and how they made sure."""

from litigation.append_only import Guard, once

REMOVALS = Guard(
    name="factor_removal",
    table="litigation_factorremoval",
    says="What was asked about a second factor stays as it was asked: take it back and ask anew.",
    keys=(once("id"), once("colleague_id", state="asked")),
    pinned=("id", "case_id", "colleague_id", "how", "asked_by_id", "asked_at", "ends_at"),
    moving=("state", "answered_by_id", "ended_at"),
)
