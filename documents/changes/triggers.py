"""What of a roster's changes the database itself keeps: versions, answers to an appeal, and closed lists."""

from documents.rounds.triggers import Guard

CHANGES = Guard(
    name="roster_change",
    table="documents_rosterchange",
    says="A version of a roster is never changed: make a later one.",
    sealed="person",
    pinned=("id", "round_id", "version", "entry_id", "kind", "reason", "paper", "sha256", "made_by_id", "made_at"),
)
ANSWERS = Guard(
    name="appeal_answer",
    table="documents_appealanswer",
    says="An answer to an appeal is never changed: write down a newer one.",
)
LISTS = Guard(name="appeal_list", table="documents_appeallist", says="A closed list of who appeals is never changed.")
