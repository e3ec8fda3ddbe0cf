"""The entries of the desk's side bar. A room registers its own pages; nobody edits a common list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from litigation.accounts.rights import may


@dataclass(frozen=True)
class Entry:
    """A page of the desk: who sees it (right), how many things wait there (count; no number where none does), and where
    else its pages lie (also: what their addresses begin with, after that of the desk)."""

    label: str
    url_name: str
    right: str
    count: Callable | None = None
    order: int = 100
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """An entry as one person sees it now."""

    label: str
    url: str
    count: int | None
    current: bool


_entries: dict[str, Entry] = {}


def register(label, url_name, right, count=None, order=100, also=()):
    """Add a page to the side bar. count(request) gives the number shown beside it. Registering again replaces."""
    _entries[url_name] = Entry(label, url_name, right, count, order, also)


def items(request):
    """The entries this person may open, in order; current is the one with the longest address this page's begins with."""
    membership = getattr(request, "membership", None)
    allowed = [
        (entry, reverse(entry.url_name))
        for entry in sorted(_entries.values(), key=lambda entry: entry.order)
        if may(request.user, entry.right, membership=membership)
    ]
    desk = min((url for _, url in allowed), key=len, default="")  # every address begins with it: it stands for itself
    starts = [(start, url) for entry, url in allowed for start in (url, *(desk + each for each in entry.also))]
    found = [
        each for each in starts if request.path == each[0] or (request.path.startswith(each[0]) and each[0] != desk)
    ]
    _start, here = max(found, key=lambda each: len(each[0]), default=("", None))
    return [
        Item(entry.label, url, (entry.count(request) or None) if entry.count else None, url == here)
        for entry, url in allowed
    ]
