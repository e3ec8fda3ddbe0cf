"""Every route of the resolver, by name, as Django itself would answer it."""

from dataclasses import dataclass

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils import translation

from litigation.accounts.rights import declared


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    view: object
    parameters: tuple[str, ...]

    @property
    def is_api(self):
        return hasattr(self.view, "cls")

    def methods(self):
        """What is asked of it here: GET and POST of a page, every method an endpoint has."""
        if not self.is_api:
            return ("GET", "POST")
        known = ("GET", "POST", "PUT", "PATCH", "DELETE")
        return tuple(method for method in known if hasattr(self.view.cls, method.lower()))

    def right(self, method):
        found = declared(self.view, method)
        return found.name if found else None

    def url(self, **arguments):
        with translation.override("en"):
            return reverse(self.name, kwargs=arguments)


def every():
    """All routes, pages and endpoints, in the order of their names."""
    with translation.override("en"):
        return sorted(_walk(get_resolver()), key=lambda route: (route.name, route.pattern))


def _walk(resolver, spaces=(), prefix="/", before=()):
    for each in resolver.url_patterns:
        pattern, parameters = prefix + str(each.pattern), (*before, *each.pattern.regex.groupindex)
        if isinstance(each, URLPattern):
            yield Route(":".join([*spaces, each.name or ""]), pattern, each.callback, parameters)
        else:
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each, inner, pattern, parameters)
