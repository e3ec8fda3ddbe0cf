"""What papers can print of what a person told.

A name in the person's own script that no font of the papers has is left out of them, visibly, and refuses nobody. Whatever else
papers print of a person has to be there in letters that can be printed (litigation/fonts/words.py).
"""

from django.utils.translation import gettext as _

from litigation.fonts.words import letters


def note(person) -> str:
    """For the person: what becomes of the name in their own script where papers cannot print it; empty where they can."""
    sentence = _(
        "Court papers cannot print these letters of your name: %(letters)s. You need not change anything. The papers show "
        "your name as in your passport, and in Korean letters that a lawyer writes; the name in your own script is left out."
    )
    found = letters(person.own_name)
    return sentence % {"letters": found} if found else ""


def flags(person) -> list[str]:
    """For whoever reviews the claim: each answer that papers cannot print, and what becomes of it."""
    address = "\n".join(filter(None, (person.address, person.postcode, person.address_ko)))
    told = (
        (
            person.own_name,
            _("The name in the person’s own script is left out of the papers. They cannot print: %(letters)s"),
        ),
        (
            f"{person.passport_name} {person.hangul_name}",
            _("The name cannot be filed like this: papers cannot print %(letters)s. Correct it, or ask the person."),
        ),
        (
            address,
            _(
                "The address cannot be filed like this: papers cannot print %(letters)s. Ask the person to write it in Latin "
                "letters."
            ),
        ),
    )
    return [sentence % {"letters": letters(text)} for text, sentence in told if letters(text)]
