"""The claimant's pages about themselves: one thing a page, saved at once, each leading to the next open one."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claimants.details import actions, forms
from claimants.details.queries import is_fixed, my_person
from claimants.people import printing
from claimants.people.rules import FROZEN, SENT, masked, span
from litigation.accounts.rights import right
from litigation.web.formpage import form_page
from litigation.web.saved import saved_at

RESPELLED = gettext_noop(
    "Passports spell letters with marks in their own way at the bottom of the photo page. We keep your name as %(name)s. "
    "If the two lines there spell it otherwise, change it to what they say."
)
ORDER = ("my_name", "my_birth", "my_nationality", "my_contact", "my_address")


@right("claim.own")
def my_name(request):
    person = my_person(request)
    fields = ("family_name", "given_name", "one_name", "own_name", "hangul_name")

    def save(form):
        actions.save_name(claimant=person, actor=request.user, **form.cleaned_data)
        if name := form.respelled():
            messages.info(request, _(RESPELLED) % {"name": name})
        if told := printing.note(person):
            messages.warning(request, told)

    return _page(
        request,
        person,
        "my_name",
        _("What is your name?"),
        forms.NameForm,
        save,
        {name: getattr(person, name) for name in fields},
        printing_note=printing.note(person),
    )


@right("claim.own")
def my_birth(request):
    person = my_person(request)

    def save(form):
        actions.save_birth(claimant=person, actor=request.user, **form.cleaned_data)

    title = _("Your birth date")
    return _page(request, person, "my_birth", title, forms.BirthForm, save, {"birth_date": person.birth_date})


@right("claim.own")
def my_nationality(request):
    person = my_person(request)
    number = person.passport_number or ""

    def save(form):
        actions.save_nationalities(
            claimant=person,
            nationalities=form.held(),
            passport_number=form.cleaned_data["passport_number"] or None,
            actor=request.user,
        )

    form = partial(forms.NationalityForm, has_passport=bool(number), masked=masked(number))
    title = _("Your nationality and passport")
    return _page(request, person, "my_nationality", title, form, save, _held(person))


@right("claim.own")
def my_contact(request):
    person = my_person(request)

    def save(form):
        actions.save_contact(claimant=person, actor=request.user, **form.cleaned_data)

    form = partial(forms.ContactForm, country=person.country.code)
    return _page(
        request, person, "my_contact", _("Your phone"), form, save, {"phone": person.phone or ""}, stages=frozenset()
    )


@right("claim.own")
def my_address(request):
    person = my_person(request)

    def save(form):
        actions.save_address(claimant=person, actor=request.user, **form.cleaned_data)
        if form.cleaned_data["address_ko"] and not person.address_ko:
            messages.info(request, _("The Korean letters were of your old address, so we took them out."))

    initial = {
        "country": person.country.code or "",
        "address": person.address or "",
        "postcode": person.postcode,
        "address_ko": person.address_ko or "",
    }
    return _page(request, person, "my_address", _("Your address"), forms.AddressForm, save, initial, stages=FROZEN)


def _page(request, person, name, title, form, save, initial, *, stages=SENT | FROZEN, **more):
    """One of the five: refused once fixed, saved, and then on to the next that is still open."""
    if is_fixed(person, stages=stages) and request.method == "GET":
        messages.info(request, _("You have sent your claim, so this answer is fixed."))
        return redirect("my_check")
    from_check = request.GET.get("back") == "check"

    def act(form):
        save(form)
        return reverse("my_check") if from_check else _next(person, name)

    number = ORDER.index(name) + 1
    context = {
        "page_title": title,
        "caption": _("About you · %(number)d of %(total)d") % {"number": number, "total": len(ORDER)},
        "back_url": reverse("my_check" if from_check else "my"),
        "saved_at": saved_at(person.updated_at if person.version > 1 else None, request.user),
        "button": _("Save and go on"),
        "keeps_draft": True,
        **more,
    }
    return form_page(
        request, form=form, template=f"claimants/people/{name}.html", save=act, initial=initial, context=context
    )


def _next(person, name):
    """The next of the five in order, where it is still open; else the task list."""
    following = ORDER[ORDER.index(name) + 1 :][:1]
    return reverse(following[0]) if following and not _told(person, following[0]) else reverse("my")


def _told(person, name):
    return {
        "my_birth": bool(person.birth_date),
        "my_nationality": person.nationalities.exists(),
        "my_contact": bool(person.phone),
        "my_address": bool(person.address),
    }[name]


def _held(person):
    """The saved nationalities as the form shows them: today's, and one other."""
    rows = sorted(person.nationalities.all(), key=lambda row: row.held_until is not None)
    today, other = ([*rows, None, None])[:2]
    ended = bool(other and (other.held_until or today.held_from))
    return {
        "country": today.country.code if today else "",
        "passport_number": "",
        "other_country": other.country.code if other else "",
        "other_held": (forms.BEFORE if ended else forms.STILL) if other else "",
        "changed": _changed(today, other) if ended else None,
    }


def _changed(today, other):
    """(date, precision) of a change, from the days that were kept for it."""
    first, last = today.held_from, other.held_until
    if not (first and last):
        return (first or last), "day"
    fitting = (p for p in ("day", "month", "year") if span(first, p) == (first, last))
    return first, next(fitting, "day")
