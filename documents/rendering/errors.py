"""The one error of the paper engine."""

from litigation.errors import DomainError


class RenderError(DomainError):
    """A paper could not be made. The sentence names why and what to do; the cause, if any, is chained."""
