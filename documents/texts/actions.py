"""Writing a new version of a text of a paper."""

from django.utils.translation import gettext as _

from documents.papers.registry import Made
from documents.papers.samples import sample_with
from documents.papers.texts import kind_of, placeholders
from litigation.accounts.models import User
from litigation.cases.actions import amend_text
from litigation.cases.models import Case, CaseText
from litigation.cases.rules import unknown
from litigation.errors import DomainError
from litigation.fonts.words import refuse_unprintable


def publish(*, case: Case, key: str, language: str, body: str, actor: User) -> CaseText:
    """A new version of a text of a paper. Order: placeholders, one sample made with it, then the version.

    It counts from now on; that of a paper every package holds once another attorney has confirmed it, and until then the version
    before it.
    Refuses a text of no paper, a placeholder there is not (each with its line), letters that papers cannot print, and a text that
    cannot be read or from which the paper cannot be made. The same words again change nothing.
    """
    kind = kind_of(key)
    if kind is None:
        raise DomainError("case.text_unknown", _("The case has no such text."), status=404)
    body = body.replace("\r\n", "\n").strip()
    try_out(case=case, key=key, language=language, body=body)
    return amend_text(
        case=case, key=key, language=language, body=body, actor=actor, is_new=True, needs_second=kind.needs_second
    )


def try_out(*, case: Case, key: str, language: str, body: str) -> Made:
    """The sample with this text, as a paper. Refuses what publish() refuses, and writes nothing."""
    if wrong := strange_placeholders(key, body):
        lines = [sentence for _line, sentence in wrong]
        raise DomainError("paper.placeholder_unknown", lines[0], fields={"body": " ".join(lines)})
    refuse_unprintable(body=body)
    try:
        return sample_with(case, key, language, body)
    except ValueError as problem:
        sentence = _("This text cannot be used: %s") % problem
        raise DomainError("case.text_unreadable", sentence, fields={"body": sentence}) from problem


def strange_placeholders(key: str, body: str) -> list[tuple[int, str]]:
    """(line, what is wrong there) of everything in braces that is no placeholder of this text."""
    sentence = _("Line %(line)s: “%(what)s” is no placeholder of this paper.")
    wrong = unknown(body, placeholders(key))
    return [(number, sentence % {"line": number, "what": what}) for number, what in wrong]
