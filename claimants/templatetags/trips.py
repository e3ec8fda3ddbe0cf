"""How trips are shown."""

from django import template
from django.utils.translation import gettext as _

from claimants.trips import ports

register = template.Library()


@register.filter
def port_name(code):
    return ports.port_name(code) or _("a Korean port")
