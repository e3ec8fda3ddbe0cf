"""The one error an action raises when it refuses. One handler makes it a page or problem+json (litigation/web)."""

from collections.abc import Mapping

from django.utils.functional import Promise


class DomainError(Exception):
    """A refusal a person can read.

    code: stable machine name, `room.reason` (for example `claim.not_ready`); sentence: translated text that says what
    happened and what to do next, and leaks nothing about anyone else; status: HTTP status of the answer (422 unless
    the cause is a conflict, 409, or a missing thing, 404); fields: form field → sentence, where a field is at fault;
    wait: seconds after which it may be tried again, where only time is in the way.
    """

    def __init__(
        self,
        code: str,
        sentence: str | Promise,
        *,
        status: int = 422,
        fields: Mapping[str, str] | None = None,
        wait: int | None = None,
    ) -> None:
        super().__init__(code)
        self.code, self.sentence, self.status, self.fields = code, sentence, status, fields or {}
        self.wait = wait

    @property
    def headers(self) -> dict[str, str]:
        """Of the answer that tells it."""
        return {} if self.wait is None else {"Retry-After": str(self.wait)}

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"
