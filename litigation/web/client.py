"""Whose request this is, as an address: what every limit counts by.

Behind HAMKKE_PROXIES proxies of ours, each of which adds the address it was called from to X-Forwarded-For, the last so
many entries are true and everything before them is the visitor's own invention.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings


def client_address(request) -> str:
    """The address the outermost proxy of ours was called from; without proxies, who called us. A header alone is nothing.

    A request that came past the proxies, or whose entry is no address, counts for whoever called us.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXIES <= len(told):
        return _plain(told[-settings.PROXIES]) or _plain(request.META.get("REMOTE_ADDR", ""))
    return _plain(request.META.get("REMOTE_ADDR", ""))


def bucket(request) -> str:
    """What a limit counts together: an IPv4 address, or the /64 that one IPv6 household has to itself."""
    address = client_address(request)
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def _plain(text) -> str:
    """The address without port, brackets and zone; an IPv4 address in IPv6 clothes is itself; "" for what is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
