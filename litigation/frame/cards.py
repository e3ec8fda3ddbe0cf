"""What rooms put on the first page of the desk. A room registers its card; nobody edits a common list."""

from collections.abc import Callable

from litigation.accounts.rights import may

_cards: dict[str, tuple[int, str, Callable]] = {}


def register(name, right, show, order=100):
    """Add a card for those who hold the right. show(request) gives its HTML, or nothing. Registering again replaces."""
    _cards[name] = order, right, show


def cards(request):
    """The cards this person sees now, in order; those with nothing to say are left out."""
    membership = getattr(request, "membership", None)
    rows = sorted(_cards.values(), key=lambda row: row[0])
    shown = (show(request) for _order, right, show in rows if may(request.user, right, membership=membership))
    return [each for each in shown if each]
