"""A small page of its own, to test what every form page does."""

import time

from django import forms
from django.http import HttpResponse
from django.urls import path

from litigation import urls
from litigation.accounts.models import User
from litigation.accounts.rights import right
from litigation.errors import DomainError
from litigation.web.formpage import form_page


class NameForm(forms.Form):
    display_name = forms.CharField(label="Name", error_messages={"required": "Enter a name"})


@right("signed_in")
def name_page(request):
    def save(form):
        time.sleep(sum(SLOW))
        if form.cleaned_data["display_name"] == "taken":
            raise DomainError("name.taken", "That name is taken.", fields={"display_name": "That name is taken."})
        User.objects.filter(pk=request.user.pk).update(display_name=form.cleaned_data["display_name"])
        SAVES.append(form.cleaned_data["display_name"])
        return "/next/"

    user = User.objects.get(pk=request.user.pk)
    return form_page(
        request, form=NameForm, template="tests/name.html", save=save, initial={"display_name": user.display_name}
    )


def undeclared(request):
    return HttpResponse("never seen")


@right("signed_in")
def refusing(request):
    raise DomainError("thing.closed", "This is closed.", status=409)


SAVES, SLOW = [], []
urlpatterns = [
    path("name/", name_page, name="name_page"),
    path("undeclared/", undeclared),
    path("refusing/", refusing),
    *urls.urlpatterns,
]
