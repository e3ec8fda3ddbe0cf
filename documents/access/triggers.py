"""Answers to requests for access: the database itself keeps each as it was entered."""

from litigation.append_only import Guard, once

ANSWERS = Guard(
    name="access_answer",
    table="documents_accessanswer",
    says="An answer to a request for access is never changed: enter a newer one.",
    keys=(once("id"),),
)
