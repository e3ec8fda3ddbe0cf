"""A reason that was given stays as it was given."""

from litigation.append_only import Guard, once

REASONS = Guard(
    name="filed_anyway",
    table="documents_filedanyway",
    says="Why a round was filed all the same stays written down.",
    keys=(once("id"), once("round_id", "check_code")),
)
