"""A value that is left open in a template, for pages that are laid out once and filled many times (slots.py)."""

from django.utils.safestring import mark_safe

PREFIX = "open."


class Open:
    """Prints an empty element with a name; printed again it is another place of the same name, counted from 1.

    lines: so many lines are kept free, as many as the value will take.
    """

    def __init__(self, name, lines=1):
        self.name, self.lines, self._printed, self._ways = name, lines, 0, {}

    def __html__(self):
        first = self._printed + 1
        self._printed += self.lines
        marks = [
            f"<span class=open id={PREFIX}{self.name}.{number}></span>" for number in range(first, self._printed + 1)
        ]
        return mark_safe("<br>".join(marks))  # noqa: S308  names are ours, and nothing of a person's is in it

    __str__ = __html__

    def written(self, way) -> "Open":
        """The place of this value where a filter writes it in its way."""
        return self._ways.setdefault(way, Open(f"{self.name}-{way}", self.lines))
