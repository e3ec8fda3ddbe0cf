"""A number is kept as it was meant: in full, valid, and never guessed without being shown back."""

import pytest
from django.urls import reverse

from claimants.details.forms import ContactForm
from claimants.people import phones
from claimants.people.models import Claimant
from tests import factories
from tests.pages import send, shown


@pytest.mark.parametrize(
    "typed, country, kept",
    [
        ("+84 90 123 45 67", None, "+84 901 234 567"),
        ("＋８４　９０１２３４５６７", None, "+84 901 234 567"),
        ("+٨٤ ٩٠ ١٢٣ ٤٥ ٦٧", None, "+84 901 234 567"),
        ("+84\u00a090\u2011123\u201145\u201367", None, "+84 901 234 567"),
        ("\u202a+84901234567\u202c", None, "+84 901 234 567"),
        ("+82 (0)10 1234 5678", None, "+82 10-1234-5678"),
        ("+1 (415) 555-2671", None, "+1 415-555-2671"),
        ("+870 773 111 632", None, "+870 773 111 632"),
    ],
)
def test_a_number_typed_in_full_is_kept_at_once(typed, country, kept):
    form = ContactForm({"phone": typed}, country=country)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"phone": kept}


@pytest.mark.parametrize(
    "typed, country, kept, name",
    [
        ("0084901234567", "KR", "+84 901 234 567", "Vietnam"),
        ("0084901234567", None, "+84 901 234 567", "Vietnam"),
        ("001 84 901 234 567", "KR", "+84 901 234 567", "Vietnam"),
        ("011 84 901234567", "US", "+84 901 234 567", "Vietnam"),
        ("0011 84 901234567", "AU", "+84 901 234 567", "Vietnam"),
        ("8 10 84 901234567", "RU", "+84 901 234 567", "Vietnam"),
        ("84901234567", "KR", "+84 901 234 567", "Vietnam"),
        ("010-1234-5678", "KR", "+82 10-1234-5678", "South Korea"),
        ("０１０ー１２３４－５６７８", "KR", "+82 10-1234-5678", "South Korea"),
        ("٠١٠-١٢٣٤-٥٦٧٨", "KR", "+82 10-1234-5678", "South Korea"),
        ("(02) 1234-5678", "KR", "+82 2-1234-5678", "South Korea"),
        ("090 123 45 67", "VN", "+84 901 234 567", "Vietnam"),
    ],
)
def test_what_was_not_typed_in_full_is_shown_back_before_it_is_kept(typed, country, kept, name):
    first = ContactForm({"phone": typed}, country=country)
    assert not first.is_valid()
    assert (first.understood, first.errors) == ({"number": kept, "country": name}, {})
    yes = {"phone": typed, "shown": first.data["shown"]}
    second = ContactForm(yes, country=country)
    assert second.is_valid(), second.errors
    assert second.cleaned_data == {"phone": kept}


def test_another_number_than_the_one_shown_is_shown_again():
    form = ContactForm({"phone": "010-1234-5679", "shown": "+821012345678"}, country="KR")
    assert not form.is_valid()
    assert form.understood["number"] == "+82 10-1234-5679"


REFUSED = [
    ("01012345678", "VN", "invalid"),
    ("0901234567", "KR", "invalid"),
    ("+82 10", None, "length"),
    ("+84 9", None, "length"),
    ("+999 123 456 789", None, "length"),
    ("00", None, "length"),
    ("+1 555 010 0000", None, "invalid"),
    ("010-1234-5678", None, "country"),
    ("1-800-FLOWERS", "US", "signs"),
    ("call me", "KR", "signs"),
    ("+82 + 10", "KR", "signs"),
    ("02-1234-5678 ext. 12", "KR", "extension"),
    ("02-1234-5678 x3", "KR", "extension"),
    ("02-1234-5678 내선 3", "KR", "extension"),
    ("+82 2 1234 5678,3", None, "extension"),
]


@pytest.mark.parametrize("typed, country, reason", REFUSED)
def test_what_is_no_number_is_refused_with_its_reason(typed, country, reason):
    with pytest.raises(phones.PhoneProblem) as refused:
        phones.read(typed, country)
    assert refused.value.reason == reason


@pytest.mark.parametrize("typed, country, reason", REFUSED)
def test_a_plus_sign_and_the_country_code_help_after_every_refusal(typed, country, reason):
    form = ContactForm({"phone": typed}, country=country)
    assert not form.is_valid()
    assert form.errors["phone"].as_data()[0].code == reason
    assert ContactForm({"phone": "+84 90 123 45 67"}, country=country).is_valid()


def test_the_country_is_asked_only_where_it_is_needed():
    assert "number_country" not in ContactForm().fields
    assert "number_country" not in form_after("+84 9").fields
    assert "number_country" in form_after("010-1234-5678").fields
    chosen = form_after("010-1234-5678", number_country="KR")
    assert chosen.understood == {"number": "+82 10-1234-5678", "country": "South Korea"}
    assert chosen["number_country"].value() == "KR"


def form_after(typed, **more):
    form = ContactForm({"phone": typed, **more})
    assert not form.is_valid()
    return form


@pytest.mark.django_db
def test_a_number_of_the_country_one_lives_in_is_never_read_by_nationality(client):
    claim = factories.make_claim()
    person = claim.claimant
    person.nationalities.all().delete()
    person.nationalities.create(country="VN")
    Claimant.objects.filter(pk=person.pk).update(country="", phone=None)
    client.force_login(person.account)
    asked = send(client, reverse("my_contact"), {"phone": "010-1234-5678"})
    assert asked.status_code == 422
    fields = shown(asked) | {"number_country": "KR"}
    back = client.post(reverse("my_contact"), fields)
    assert (back.status_code, Claimant.objects.get().phone) == (422, None)
    assert "+82 10-1234-5678" in back.content.decode()
    assert "Yes, save this number" in back.content.decode()
    assert shown(back)["phone"] == "010-1234-5678"
    assert client.post(reverse("my_contact"), shown(back)).status_code == 302
    assert Claimant.objects.get().phone == "+82 10-1234-5678"
