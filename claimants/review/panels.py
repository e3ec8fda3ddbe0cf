"""Panels of the claim's page on the desk that come from rooms above intake: they register, the page shows them.

A panel is a template and show(request, claim), which gives the template's context, or None where there is nothing to say.
"""

from dataclasses import dataclass

_panels = []


@dataclass(frozen=True)
class Panel:
    template: str
    context: dict


def register(template, show):
    """Let show() speak on every claim's page; a module that is loaded twice registers once."""
    if (template, show) not in _panels:
        _panels.append((template, show))


def panels(request, claim) -> list[Panel]:
    """What the other rooms have to say of this claim, in the order they registered."""
    shown = [(template, show(request, claim)) for template, show in _panels]
    return [Panel(template, context) for template, context in shown if context is not None]
