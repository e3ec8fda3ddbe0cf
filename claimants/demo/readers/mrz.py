"""The machine-readable zone of passports (TD3) and cards (TD1), ICAO Doc 9303 parts 3, 4 and 5. Pure.

build() writes it, parse() reads it and checks every check digit. Names, nationality and sex have no check digit of
their own: what is read from them is a suggestion for a person to confirm.
"""

import re
from dataclasses import dataclass
from datetime import date

from litigation.law.partial import PartialDate
from litigation.text.latin import NotLatin, zone_name

FILLER = "<"
WEIGHTS = (7, 3, 1)
WIDTHS = {"TD3": (44, 44), "TD1": (30, 30, 30)}
NAME_WIDTH = {"TD3": 39, "TD1": 30}
EXPIRY_REACH = 30  # years: a document runs ten years, so a two-digit expiry further ahead than this is in the past


@dataclass(frozen=True)
class Mrz:
    """What the zone says, in the zone's own alphabet. `birth` may lack day or month; `given` is empty for one name."""

    format: str
    document_type: str
    issuer: str
    surname: str
    given: str
    number: str
    nationality: str
    birth: PartialDate | None
    sex: str
    expiry: PartialDate
    optional: str = ""
    optional2: str = ""

    @property
    def name_may_be_cut(self) -> bool:
        """The name fills its field, so the rest of it may have been cut off (Doc 9303-3, 4.6)."""
        return not name_field(self.surname, self.given, NAME_WIDTH[self.format]).endswith(FILLER)


def check_digit(text: str) -> str:
    """Modulus 10 with weights 7-3-1; A is 10 … Z is 35, the filler is 0."""
    return str(sum(int(c, 36) * WEIGHTS[i % 3] for i, c in enumerate(text.replace(FILLER, "0"))) % 10)


def transliterate(name: str) -> str:
    """A name in Latin letters as the zone spells it. Letters of other scripts are refused (ValueError): their Latin
    spelling is the one on the data page, never a guess."""
    try:
        return zone_name(name)
    except NotLatin as problem:
        if problem.reason == "empty":
            return ""
        raise ValueError("The zone holds Latin letters only. Give the spelling of the passport's data page.") from None


def name_field(surname: str, given: str, width: int) -> str:
    """Surname, two fillers, given names; cut to the width so that a piece of the given names stays and the last
    place holds a letter, the sign that something was cut (Doc 9303-3, 4.6)."""
    primary, secondary = transliterate(surname), transliterate(given)
    if not primary:
        primary, secondary = secondary, ""
    if not primary:
        raise ValueError("A document needs a name.")
    text = f"{primary}<<{secondary}" if secondary else primary
    if len(text) <= width:
        return text.ljust(width, FILLER)
    primary = primary[: width - 3] if secondary else primary[:width]
    while (text := _cut(primary, secondary, width)).endswith(FILLER):
        primary = primary[:-1]
    return text


def _cut(primary: str, secondary: str, width: int) -> str:
    primary = primary.rstrip(FILLER)
    return f"{primary}<<{secondary}"[:width] if secondary else primary[:width].rstrip(FILLER).ljust(width, "X")


def build(mrz: Mrz) -> str:
    """The zone as lines, with every check digit. Refuses (ValueError) what does not fit its field."""
    if mrz.format not in WIDTHS:
        raise ValueError("Known formats are TD3 (passport) and TD1 (card).")
    names = name_field(mrz.surname, mrz.given, NAME_WIDTH[mrz.format])
    kind, issuer = _fit(mrz.document_type, 2), _fit(mrz.issuer, 3)
    number, birth, expiry = _checked(_fit(mrz.number, 9)), _checked(_six(mrz.birth)), _checked(_six(mrz.expiry))
    sex, nationality = mrz.sex or FILLER, _fit(mrz.nationality, 3)
    if mrz.format == "TD3":
        personal = _fit(mrz.optional, 14)
        personal += check_digit(personal) if mrz.optional else FILLER
        line = number + nationality + birth + sex + expiry + personal
        return f"{kind}{issuer}{names}\n{line}{check_digit(number + birth + expiry + personal)}"
    first = kind + issuer + number + _fit(mrz.optional, 15)
    second = birth + sex + expiry + nationality + _fit(mrz.optional2, 11)
    whole = check_digit(first[5:] + birth + expiry + second[18:29])
    return f"{first}\n{second}{whole}\n{names}"


def parse(text: str, *, today: date) -> Mrz:
    """Read a zone of two or three lines; spaces are forgiven, wrong lengths, letters and check digits are not.

    `today` settles the century: nobody is born tomorrow, and documents do not run out 30 years from now.
    """
    lines = ["".join(line.split()).upper() for line in text.splitlines() if line.strip()]
    kind = next((name for name, widths in WIDTHS.items() if tuple(map(len, lines)) == widths), None)
    if kind is None:
        raise ValueError("A passport's zone is 2 lines of 44 characters, a card's is 3 lines of 30.")
    if not all(re.fullmatch(r"[A-Z0-9<]+", line) for line in lines):
        raise ValueError("The zone holds only letters A to Z, digits and the sign <.")
    return _parse_td3(*lines, today) if kind == "TD3" else _parse_td1(*lines, today)


def _parse_td3(first: str, second: str, today: date) -> Mrz:
    _verify("document number", second[:9], second[9])
    _verify("date of birth", second[13:19], second[19])
    _verify("date of expiry", second[21:27], second[27])
    if second[42] != FILLER or second[28:42].strip(FILLER):
        _verify("personal number", second[28:42], second[42])
    _verify("whole line", second[:10] + second[13:20] + second[21:43], second[43])
    surname, given = _names(first[5:])
    return Mrz(
        "TD3", _bare(first[:2]), _bare(first[2:5]), surname, given, _bare(second[:9]), _bare(second[10:13]),
        _birth(second[13:19], today), _sex(second[20]), _expiry(second[21:27], today), _bare(second[28:42]),
    )  # fmt: skip


def _parse_td1(first: str, second: str, third: str, today: date) -> Mrz:
    _verify("document number", first[5:14], first[14])
    _verify("date of birth", second[:6], second[6])
    _verify("date of expiry", second[8:14], second[14])
    _verify("whole zone", first[5:] + second[:7] + second[8:15] + second[18:29], second[29])
    surname, given = _names(third)
    return Mrz(
        "TD1", _bare(first[:2]), _bare(first[2:5]), surname, given, _bare(first[5:14]), _bare(second[15:18]),
        _birth(second[:6], today), _sex(second[7]), _expiry(second[8:14], today), _bare(first[15:]),
        _bare(second[18:29]),
    )  # fmt: skip


def _verify(what: str, text: str, digit: str) -> None:
    if digit != check_digit(text):
        raise ValueError(f"The check digit of the {what} does not fit: a character was misread.")


def _names(field: str) -> tuple[str, str]:
    primary, _, secondary = field.rstrip(FILLER).partition("<<")
    if not primary or not re.fullmatch(r"[A-Z<]+", primary + secondary):
        raise ValueError("The name holds something else than letters.")
    return primary.replace(FILLER, " "), secondary.replace(FILLER, " ").strip()


def _sex(character: str) -> str:
    if character not in "FMX<":
        raise ValueError("The sex is F, M, X or left open.")
    return character.strip(FILLER)


def _birth(six: str, today: date) -> PartialDate | None:
    """Unknown day or month are fillers; an unknown year leaves no date at all."""
    if not six[:2].isdigit():
        return None
    year = today.year - today.year % 100 + int(six[:2])
    when = _partial(year, six)
    return when if when.first <= today else _partial(year - 100, six)


def _expiry(six: str, today: date) -> PartialDate:
    if not six.isdigit():
        raise ValueError("The date of expiry is not a date.")
    year = today.year - today.year % 100 + int(six[:2])
    year += 100 if year < today.year - 100 + EXPIRY_REACH else -100 if year > today.year + EXPIRY_REACH else 0
    return _partial(year, six)


def _partial(year: int, six: str) -> PartialDate:
    month, day = (int(part) if part.isdigit() else None for part in (six[2:4], six[4:6]))
    try:
        return PartialDate(year, month, day if month else None)
    except ValueError:
        raise ValueError(f"{six} is not a date.") from None


def _six(when: PartialDate | None) -> str:
    if when is None:
        return FILLER * 6
    return "".join(f"{part % 100:02}" if part else "<<" for part in (when.year, when.month, when.day))


def _fit(text: str, width: int) -> str:
    text = text.upper()
    if len(text) > width or not re.fullmatch(r"[A-Z0-9<]*", text):
        raise ValueError(f"“{text}” does not fit a field of {width} letters and digits.")
    return text.ljust(width, FILLER)


def _checked(text: str) -> str:
    return text + check_digit(text)


def _bare(text: str) -> str:
    return text.strip(FILLER)
