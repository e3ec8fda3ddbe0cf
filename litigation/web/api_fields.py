"""Fields of request bodies: texts cleaned like those of forms (litigation/web/forms), dates of this and the last century."""

from functools import partial

from django.utils.translation import gettext as _
from rest_framework import serializers

from litigation.text.cleaning import TextProblem, clean, clean_authored, clean_figures
from litigation.text.eras import OLDEST
from litigation.web.texts import refusal


class Cleaned:
    """Mixin of serializers.CharField: what is measured and kept is the clean text."""

    cleaning = staticmethod(clean)

    def to_internal_value(self, data):
        try:
            text = self.cleaning(super().to_internal_value(data))
        except TextProblem as problem:
            raise serializers.ValidationError(refusal(problem), code=problem.reason) from None
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class TextField(Cleaned, serializers.CharField):
    """One line."""


class LinesField(Cleaned, serializers.CharField):
    """Several lines."""

    cleaning = staticmethod(partial(clean, lines=True))


class AuthoredField(Cleaned, serializers.CharField):
    """The text of a paper, laid out by its author."""

    cleaning = staticmethod(clean_authored)


class FiguresField(Cleaned, serializers.CharField):
    """A number, code or postcode, in any script's digits."""

    cleaning = staticmethod(clean_figures)


class SentBackField(serializers.CharField):
    """What this service gave out and takes back unchanged: hashes, versions, keys. Nobody types it."""


class DateField(serializers.DateField):
    def to_internal_value(self, value):
        day = super().to_internal_value(value)
        if day.year < OLDEST:
            raise serializers.ValidationError(_("This date must be 1900 or later. Look at the year again"), code="old")
        return day
