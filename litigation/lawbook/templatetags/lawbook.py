"""How the law is shown. Loaded in every template (settings.TEMPLATES builtins)."""

from django import template

from litigation.lawbook.words import derivation

register = template.Library()


@register.inclusion_tag("parts/computation.html")
def computation(answer):
    """How a number of the law was found: a Computation, or the JSON a paper keeps of one, step by step."""
    return {"told": derivation(answer)}
