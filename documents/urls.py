"""Pages of claimants that give them papers of their own."""

from django.urls import path

from documents.letters import pages

urlpatterns = [
    path("my/record.pdf", pages.my_record, name="my_record"),
    path("my/letter.pdf", pages.my_letter, name="my_letter"),
]
