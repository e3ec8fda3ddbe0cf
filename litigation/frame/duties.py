"""What waits for the person who opens the desk, by their rights. A room registers its lines; Today shows them as one list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string

from litigation.accounts.rights import may


@dataclass(frozen=True)
class Duty:
    """One thing to do: what it is, and the page on which it is done."""

    sentence: str
    url: str


_lines: dict[str, tuple[int, str, Callable[..., Iterable[Duty]]]] = {}


def register(name: str, right: str, lines: Callable[..., Iterable[Duty]], order: int = 100) -> None:
    """Add lines for those who hold the right: lines(request) gives each Duty. Registering again replaces."""
    _lines[name] = order, right, lines


def duties(request) -> list[Duty]:
    """What waits for this person now, in the order of the rooms."""
    membership = getattr(request, "membership", None)
    rows = sorted(_lines.values(), key=lambda row: row[0])
    return [
        duty
        for _order, right, lines in rows
        if may(request.user, right, membership=membership)
        for duty in lines(request)
    ]


def card(request):
    """The list on the first page of the desk; nothing where nothing waits."""
    waiting = duties(request)
    return render_to_string("desk/_duties.html", {"duties": waiting}, request) if waiting else ""
