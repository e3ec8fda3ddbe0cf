"""Endpoints of what a person tells about themselves. Each write is one page's answers, checked by that page's form."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from claimants.details import actions, forms
from claimants.details.queries import person_of
from claimants.people import models
from claimants.people.printing import note
from claimants.people.rules import DOTS, masked
from litigation.web.api import by_form
from litigation.web.api_answers import Answer
from litigation.web.api_fields import TextField
from litigation.web.api_forms import KINDS, Body, filled
from litigation.web.idempotency import idempotent


class PassportNameField(TextField):
    """A name in the Latin letters of a passport, checked like that of the page."""

    def to_internal_value(self, data):
        return forms.passport_latin(super().to_internal_value(data))


class HangulNameField(TextField):
    """A name in Hangul, its middle dot as that of the page."""

    def to_internal_value(self, data):
        return super().to_internal_value(data).translate(DOTS)


KINDS |= {forms.PassportNameField: PassportNameField, forms.HangulNameField: HangulNameField}


class NationalityLine(Answer):
    of = models.Nationality
    shows = "country held_from held_until"


class PersonAnswer(Answer):
    of = models.Claimant
    shows = """family_name given_name one_name own_name own_name_note hangul_name hangul_confirmed_at birth_date nationalities
        passport_number phone country address postcode address_ko version"""
    own_name_note = serializers.SerializerMethodField(
        help_text="What becomes of the name in the own script where court papers cannot print it; empty where they can."
    )
    nationalities = NationalityLine(many=True)
    passport_number = serializers.SerializerMethodField(help_text="Masked: the last four characters.")

    def get_own_name_note(self, person) -> str:
        return note(person)

    def get_passport_number(self, person) -> str:
        return masked(person.passport_number) if person.passport_number else ""


class Saved(Answer):
    """What is private is not repeated: answers of writes are kept for two days, and not encrypted."""

    of = models.Claimant
    shows = "version"


class NameTold(Body):
    form = forms.NameForm


class BirthTold(Body):
    form = forms.BirthForm


class NationalityTold(Body):
    form = forms.NationalityForm
    helps = {
        "country": "Of the passport today, by ISO 3166: VN.",
        "passport_number": "Empty: the one that is kept.",
        "other_country": "Another one, now or earlier.",
        "changed": "When it changed, if it did.",
    }


class ContactTold(Body):
    form = forms.ContactForm
    helps = {
        "phone": "With the country code: +821012345678. What is not typed in full is refused with the number it may mean.",
        "number_country": "Of a number without its country code, by ISO 3166: KR.",
    }


class AddressTold(Body):
    form = forms.AddressForm
    helps = {"country": "By ISO 3166: VN."}


class Person(APIView):
    """Everything the claimant of this claim told about themselves."""

    right = "claim.own"

    @extend_schema(responses=PersonAnswer)
    def get(self, request, reference):
        return Response(PersonAnswer(person_of(request.user, reference)).data)


class Told(APIView):
    """One page of answers, replaced as a whole."""

    right = {"PUT": "claim.own"}

    def answer(self, request, reference, save):
        person = person_of(request.user, reference)
        save(person)
        person.refresh_from_db(fields=["version"])
        return Response(Saved(person).data)


class Name(Told):
    @extend_schema(request=NameTold, responses=Saved)
    @idempotent
    def put(self, request, reference):
        """Names as in the passport, in one's own script and, where known, in Hangul."""

        def save(person):
            said = by_form(filled(NameTold, request))
            actions.save_name(claimant=person, actor=request.user, **said)

        return self.answer(request, reference, save)


class Birth(Told):
    @extend_schema(request=BirthTold, responses=Saved)
    @idempotent
    def put(self, request, reference):
        """The birth date, as in the passport."""

        def save(person):
            said = by_form(filled(BirthTold, request))
            actions.save_birth(claimant=person, actor=request.user, **said)

        return self.answer(request, reference, save)


class Nationality(Told):
    @extend_schema(request=NationalityTold, responses=Saved)
    @idempotent
    def put(self, request, reference):
        """Today's nationality with its passport, and one other, now or earlier."""

        def save(person):
            form = filled(NationalityTold, request, has_passport=bool(person.passport_number))
            number = by_form(form)["passport_number"] or None
            held = form.held()
            actions.save_nationalities(claimant=person, nationalities=held, passport_number=number, actor=request.user)

        return self.answer(request, reference, save)


class Contact(Told):
    @extend_schema(request=ContactTold, responses=Saved)
    @idempotent
    def put(self, request, reference):
        """The phone number; it can change at any time."""

        def save(person):
            form = filled(ContactTold, request, country=person.country.code)
            if not form.is_valid() and form.understood:
                raise serializers.ValidationError({"phone": [forms.SHOWN_BACK % form.understood]})
            actions.save_contact(claimant=person, actor=request.user, **by_form(form))

        return self.answer(request, reference, save)


class Address(Told):
    @extend_schema(request=AddressTold, responses=Saved)
    @idempotent
    def put(self, request, reference):
        """Where the person lives; open until the court documents are made."""

        def save(person):
            said = by_form(filled(AddressTold, request))
            actions.save_address(claimant=person, actor=request.user, **said)

        return self.answer(request, reference, save)
