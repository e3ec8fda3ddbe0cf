"""How a person is written in Korean papers: the name of a state, the address on one line."""

from functools import cache

from django.utils.translation import override
from django_countries import countries

NAMES_KO = {"MN": "몽골", "TH": "태국", "TR": "튀르키예", "AU": "호주"}  # where the library differs from usage in Korea


@cache
def country_ko(code) -> str:
    if code in NAMES_KO:
        return NAMES_KO[code]
    with override("ko"):
        return str(countries.name(code)) or str(code)


def nationality_ko(person) -> str:
    """The nationalities held today, the first one where none is."""
    held = list(person.nationalities.all())
    now = [each.country.code for each in held if each.held_until is None] or [each.country.code for each in held[:1]]
    return " · ".join(country_ko(code) for code in now)


def address_line(person) -> str:
    """The address of a claimant as papers print it."""
    state = country_ko(person.country.code) if person.country else ""
    return one_line(person.address or "", person.postcode, state, korean=person.address_ko)


def one_line(address, postcode, state, *, korean="") -> str:
    """The address in Korean letters where there is one; else as the person writes it, on one line, with the state."""
    lines = (line.strip() for line in address.splitlines())
    return korean or ", ".join(filter(None, (*lines, postcode, state)))
