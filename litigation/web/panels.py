"""Panels: parts of a page that come from rooms above it. They register, the page shows them.

A panel is a template and show(request, thing), which gives the template's context, or None where there is nothing to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Panel:
    template: str
    context: dict[str, Any]


class Panels:
    """The places one page keeps for other rooms, in the order they registered."""

    def __init__(self) -> None:
        self._shown: list[tuple[str, Callable[..., dict[str, Any] | None]]] = []

    def register(self, template: str, show: Callable[..., dict[str, Any] | None]) -> None:
        """Let show() speak on every such page; a module that is loaded twice registers once."""
        if (template, show) not in self._shown:
            self._shown.append((template, show))

    def __call__(self, request: Any, thing: Any) -> list[Panel]:
        """What the other rooms have to say of this thing."""
        shown = [(template, show(request, thing)) for template, show in self._shown]
        return [Panel(template, context) for template, context in shown if context is not None]
