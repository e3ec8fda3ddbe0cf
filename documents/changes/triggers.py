"""What of a roster's changes the database itself keeps: versions, answers to an appeal, and closed lists."""

from litigation.append_only import Guard, once

CHANGES = Guard(
    name="roster_change",
    table="documents_rosterchange",
    says="A version of a roster is never changed: make a later one.",
    keys=(once("id"), once("round_id", "version"), once("entry_id", kind="drop")),
    sealed="person",
    pinned=("id", "round_id", "version", "entry_id", "kind", "reason", "paper", "sha256", "made_by_id", "made_at"),
)
ASKED = Guard(
    name="asked_change",
    table="documents_askedchange",
    says="What was asked for stays as it was asked for: take it back and ask anew.",
    keys=(
        once("id"),
        once("change_id"),
        once("round_id", "number"),
        once("entry_id", status=("asked", "confirmed")),
    ),
    sealed="person",
    pinned=("id", "round_id", "number", "entry_id", "kind", "reason", "asked_by_id", "asked_at"),
    moving=("status", "status_changed_at", "confirmed_by_id", "handed_in_on", "change_id"),
)
ANSWERS = Guard(
    name="appeal_answer",
    table="documents_appealanswer",
    says="An answer to an appeal is never changed: write down a newer one.",
    keys=(once("id"),),
)
CLOSINGS = Guard(
    name="appeal_closing",
    table="documents_appealclosing",
    says="A closed list of who appeals is never changed: two people reopen it.",
    keys=(once("id"), once("proceeding_id", "number")),
    pinned=(
        *("id", "proceeding_id", "number", "roster_version", "appeals", "stays", "left", "left_since", "sha256"),
        *("closed_by_id", "closed_at"),
    ),
    moving=("reason", "asked_by_id", "reopened_by_id", "reopened_at"),
)
