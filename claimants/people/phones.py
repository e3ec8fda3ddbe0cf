"""Reading a phone number as it was typed. Pure: what it could not know, the form asks; what it guessed, the form shows back."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat

EXTENSION = re.compile(r"[;,#]|\b(e?xt?|extn|extension|내선|분기)\b|(?<=\d)\s*x", re.IGNORECASE)


class PhoneProblem(ValueError):
    """reason: "extension", "signs", "country" (whose number is this?) "length",
    or "invalid" (the plan of its country has no such number)."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def read(text, country=None):
    """The number that this means. country: of a number without its country code, by ISO 3166. Raises PhoneProblem.

    "+" and "00" begin a country code; other prefixes for calls abroad (011, 0011, 810) do where the country dials them.
    Valid means that the numbering plan of its country has such a number, not only that its length is possible.
    """
    if EXTENSION.search(text):
        raise PhoneProblem("extension")
    if not re.fullmatch(r"\+?[\d\s().\-/·]*\d[\d\s().\-/·]*", text):
        raise PhoneProblem("signs")
    digits = "".join(c for c in text if c.isdigit())
    if not (text.startswith("+") or digits.startswith("00") or country):
        raise PhoneProblem("country")
    found = [number for reading in _readings(text, digits, country) if (number := _parsed(*reading))]
    for number in found:
        if phonenumbers.is_valid_number(number):
            return number
    raise PhoneProblem("invalid" if any(map(phonenumbers.is_possible_number, found)) else "length")


def _readings(text, digits, country):
    """[(text, country)] in the order of likelihood."""
    if text.startswith("+"):
        return [(text, None)]
    readings = [(digits, country)] if country else []
    abroad = f"+{digits[2:]}"
    if digits.startswith("00"):
        return [(abroad, None), *readings]
    return [*readings, (f"+{digits}", None)]  # the country code typed without its sign


def _parsed(text, country):
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None


def kept(number):
    """+82 10-1234-5678"""
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def e164(number):
    """+821012345678"""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def country_of(number):
    """The country by ISO 3166; empty for numbers of no country, such as satellites."""
    code = phonenumbers.region_code_for_number(number) or ""
    return code if code.isalpha() else ""
