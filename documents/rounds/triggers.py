"""The database itself keeps what a freeze wrote down: who is in the round, and who was left out."""

from litigation.append_only import Guard, once

ROSTER = Guard(
    name="roster",
    table="documents_rosterentry",
    says="A frozen roster is never changed.",
    keys=(once("id"), once("round_id", "number"), once("round_id", "claim_id")),
    sealed="snapshot",
    pinned=("id", "round_id", "number", "claim_id", "sha256", "created_at"),
)
LEFT_OUT = Guard(
    name="left_out",
    table="documents_leftout",
    says="Who was left out of a round stays written down.",
    keys=(once("id"), once("round_id", "claim_id")),
)
