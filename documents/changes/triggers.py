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
ANSWERS = Guard(
    name="appeal_answer",
    table="documents_appealanswer",
    says="An answer to an appeal is never changed: write down a newer one.",
    keys=(once("id"),),
)
LISTS = Guard(
    name="appeal_list",
    table="documents_appeallist",
    says="A closed list of who appeals is never changed.",
    keys=(once("proceeding_id"),),
)
