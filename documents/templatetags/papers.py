"""Court papers on pages of rooms that know a paper only by its type."""

from django import template

from documents.papers.registry import every_kind

register = template.Library()


@register.filter
def title_ko(kind):
    """What a paper is called in Korean, by its filing type."""
    return every_kind()[kind].title_ko
