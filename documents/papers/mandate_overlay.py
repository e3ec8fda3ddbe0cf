"""소송위임장 for thousands: the pages of one text are laid out once, a person's values are set into them.

The paper stays the one of templates/papers/power_of_attorney, laid out by WeasyPrint with its personal values left open; what
differs in shape (a name in a third script, an address of two lines, a typed signature) is a layout of its own, made when it
first occurs. A value that does not fit its place gives no overlay: that person's paper is laid out in full.

Text, fonts, places and the order in which a screen reader goes through them are those of the full rendering (a test compares);
the claimant's own sealed copy is always rendered in full.
"""

from dataclasses import dataclass, replace

from documents.papers.mandate_paper import SIGNATURE, PowerOfAttorneyPaper
from documents.papers.parties import Person
from documents.papers.signature import signature_operators, signature_svg
from documents.rendering import html, wording
from documents.rendering.blanks import Open
from documents.rendering.direct.bidi import is_right_to_left
from documents.rendering.direct.lines import fill, tidy
from documents.rendering.slots import Template

MM = 72 / 25.4
RIGHT = 190 * MM  # the right margin
SIGN_WIDTH, SIGN_HEIGHT = 46 * MM, 14 * MM  # .signature img in paper.css
TYPED_ROOM = 60 * MM  # .hand without the padding of .typed
WHO_END = 124 * MM  # the right edge of .who
MOST_LINES = 4  # of an address
BLANK = signature_svg([[(0, 0), (46, 14)]]).replace(b"<path", b'<path opacity="0"')


@dataclass(frozen=True, kw_only=True)
class _OpenPerson(Person):
    """A plaintiff whose every value is left open."""

    told: tuple = ()

    @property
    def printed_own_name(self):
        return self.own_name

    @property
    def about(self):
        return self.told


class Layouts:
    """The pages laid out so far in this process, by what is the same for everybody and by shape."""

    MOST = 64

    def __init__(self):
        self._found = {}

    def of(self, paper, rows, lines) -> Template:
        key = _key(paper, rows, lines)
        if key not in self._found:
            while len(self._found) >= self.MOST:
                del self._found[next(iter(self._found))]
            self._found[key] = _lay_out(paper, rows, lines)
        return self._found[key]


_layouts = Layouts()


def render(paper: PowerOfAttorneyPaper) -> html.Rendered | None:
    """The paper set into its layout; None where something does not fit, so that the caller renders it in full."""
    if paper.claimant.representative or paper.claimant.is_own_name_left_out:
        return None  # rare: a child's paper, whose line may be long; a name that the paper says it leaves out
    about = {"title": paper.title, "author": paper.author, "made_at": paper.made_at}
    layout = _layouts.of(paper, 1, 1)
    filled = layout.begin(**about)
    rows, lines = _measured(filled, paper.claimant)
    if len(rows) > 1 + bool(paper.claimant.printed_own_name) or len(lines) > MOST_LINES:
        return None
    if (len(rows), len(lines)) != (1, 1):
        layout = _layouts.of(paper, len(rows), len(lines))
        filled = layout.begin(**about)
    _names(filled, rows)
    if not (_signer(filled, paper) and _rest(filled, paper, lines) and _hand(filled, paper)):
        return None
    return html.Rendered("", filled.close(), len(layout.pages))


def _measured(filled, person):
    """(names as they fall into rows, the address as it falls into lines), by the styles of the simplest layout."""
    text, rows = tidy(person.address), _rows(filled, _called(person))
    if not text:
        return rows, []
    style, room = filled.style("address"), RIGHT - filled.slot("address").x
    return rows, [text[start:end] for start, end in fill(style, text, room)]


def _called(person):
    """홍길동 (HONG GIL DONG) 洪吉東, each with the name of its slot."""
    roman = [("roman-bracketed", wording.bracketed(person.passport_name))] if person.passport_name else []
    native = [("native", person.printed_own_name)] if person.printed_own_name else []
    return [("hangul", person.hangul_name), *roman, *native]


def _rows(filled, names):
    """The names word by word on as few rows as they need: [[(slot, words)]]. What runs from right to left stays whole."""
    rows, start = [[]], filled.slot("hangul").x
    x, space = start, filled.width(" ", "hangul")
    for name, text in names:
        for word in [text] if is_right_to_left(text) else text.split(" "):
            width = filled.width(word, name)
            if rows[-1] and x + space + width > RIGHT:
                rows.append([])
                x = start
            x += width + (space if rows[-1] else 0)
            if rows[-1] and rows[-1][-1][0] == name:
                rows[-1][-1] = (name, f"{rows[-1][-1][1]} {word}")
            else:
                rows[-1].append((name, word))
    return rows


def _names(filled, rows):
    """The rows of names; the second stands where the last name's second line was left open."""
    space = filled.width(" ", "hangul")
    for number, row in enumerate(rows):
        x = filled.slot("hangul").x
        y = filled.slot("native", 1).y if number else None
        for name, text in row:
            x = filled.put(text, name, x=x, y=y) + space


def _signer(filled, paper):
    """The same in one row on the certificate, without the name in a third script."""
    (_name, hangul), *roman = _called(replace(paper.claimant, own_name=""))
    end = filled.put(hangul, "hangul", -1)
    for name, text in roman:
        end = filled.put(text, name, -1, x=end + filled.width(" ", "hangul", -1))
    return end <= RIGHT


def _rest(filled, paper, lines):
    """What has a line of its own."""
    certificate, signed = paper.certificate, paper.signed_at
    ends = [filled.put(line, "address", place) for place, line in enumerate(lines)]
    if paper.claimant.about:
        ends.append(filled.put(", ".join(paper.claimant.about), "about"))
    ends += [
        filled.put(wording.day(signed), "signed-day", centred=True),
        filled.put(paper.reference, "reference"),
        filled.put(certificate.email, "email"),
        filled.put(wording.seoul(signed), "signed-seoul"),
        filled.put(wording.utc(signed), "signed-utc"),
    ]
    if certificate.code:
        ends.append(filled.put(certificate.code, "code"))
    for number, event in enumerate(certificate.events):
        ends.append(filled.put(wording.seoul(event.at), f"event{number}-seoul"))
        ends.append(filled.put(wording.utc(event.at), f"event{number}-utc"))
    return max(ends) <= RIGHT


def _hand(filled, paper):
    """Who signs, and the signature: its strokes drawn as they were, or the name that was typed."""
    who = filled.put(paper.claimant.hangul_name, "hangul", 1)
    if paper.drawn:
        slot = filled.slot("signature")
        filled.draw(signature_operators(paper.strokes, slot.x, slot.y, SIGN_WIDTH, SIGN_HEIGHT), "signature")
        return who <= WHO_END
    filled.put(paper.typed_name, "typed", centred=True)
    return who <= WHO_END and filled.width(paper.typed_name, "typed") <= TYPED_ROOM


def _key(paper, rows, lines):
    """Everything the pages show but the values, and which values there are."""
    person, certificate = paper.claimant, paper.certificate
    shape = (
        bool(person.passport_name),
        bool(person.printed_own_name) and person.own_name_lang,
        bool(person.about),
        rows,
        lines,
        paper.method,
    )
    events = tuple((event.korean, event.other) for event in certificate.events)
    same = replace(certificate, email="", events=(), code=certificate.code and "code")
    return (
        shape, events, same, paper.court, paper.case_name, paper.defendant, paper.agent, paper.clauses,
        paper.special_powers, paper.other_lang, paper.other_lang_name, paper.other_title, paper.precedence,
    )  # fmt: skip


def _lay_out(paper, rows, lines):
    """The pages with every value of this person left open."""
    person, certificate = paper.claimant, paper.certificate
    opened = _OpenPerson(
        hangul_name=Open("hangul"),
        passport_name=Open("roman") if person.passport_name else "",
        own_name=Open("native", rows) if person.printed_own_name else "",
        own_name_lang=person.own_name_lang,
        told=(Open("about"),) if person.about else (),
        address=Open("address", lines) if lines else "",
    )
    events = tuple(replace(event, at=Open(f"event{number}")) for number, event in enumerate(certificate.events))
    blank = replace(
        paper,
        claimant=opened,
        reference=Open("reference"),
        signed_at=Open("signed"),
        typed_name=Open("typed"),
        images={SIGNATURE: BLANK},
        certificate=replace(
            certificate, email=Open("email"), events=events, code=Open("code") if certificate.code else ""
        ),
    )
    text, document = html.lay_out(blank)
    return Template(document, html.to_pdf(document, text, tagged=True), paper.title)
