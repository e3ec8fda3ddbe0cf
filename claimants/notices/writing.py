"""Making the words of a message from its row: subject, plain text and simple HTML, in the person's language.

A template (templates/emails/<kind>.txt) is plain text: the first line is the subject, paragraphs stand apart by an empty
line, and a paragraph that is only the link becomes the one button of the HTML.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django.utils.dateparse import parse_date

from claimants.notices.kinds import KINDS
from litigation.outbox.boxes import headers


def compose(notice):
    """The mail of this notice, ready to send."""
    with translation.override(notice.language):
        link = settings.SITE_URL + KINDS[notice.kind].link(notice)
        subject, paragraphs = _words(notice, link)
        body = {"paragraphs": paragraphs, "link": link, "subject": subject, "language": notice.language}
        text = render_to_string("emails/frame.txt", body)
        html = render_to_string("emails/frame.html", body)
    sent = {"from_email": settings.DEFAULT_FROM_EMAIL, "to": [notice.user.email], "headers": headers(notice)}
    mail = EmailMultiAlternatives(subject, text, **sent)
    mail.attach_alternative(html, "text/html")
    return mail


def _words(notice, link):
    template = get_template(f"emails/{notice.kind}.txt").template
    text = template.render(Context(_values(notice, link), autoescape=False))  # plain text: nothing to escape
    subject, _, body = text.strip().partition("\n")
    paragraphs = [" ".join(p.split()) for p in body.split("\n\n") if p.strip()]
    return " ".join(subject.split()), paragraphs


def _values(notice, link):
    claim = notice.claim
    person = claim.claimant if claim else None
    return {
        "name": " ".join((person.own_name or person.passport_name).split()) if person else "",
        "reference": claim.reference if claim else "",
        "case": str(claim.case) if claim else "",
        "link": link,
        **{key: parse_date(value) if key.endswith("_by") else value for key, value in notice.params.items()},
        "today": timezone.localdate(),
    }
