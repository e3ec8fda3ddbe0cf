"""The database itself keeps the law's rows and confirmations as they were added."""

from litigation.append_only import Guard, once

SAYS = "A row of the law is never changed: add a later one."
ROWS = Guard(name="law_row", table="litigation_lawrow", says=SAYS, keys=(once("id"),))
CONFIRMATIONS = Guard(
    name="law_confirmation",
    table="litigation_lawconfirmation",
    says=SAYS,
    keys=(once("id"), once("sha256")),
)
