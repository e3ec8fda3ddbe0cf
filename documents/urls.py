"""Pages of claimants that give them papers of their own."""

from django.urls import path

from documents.bulletins import pages as bulletins
from documents.letters import pages

urlpatterns = [
    path("my/record.pdf", pages.my_record, name="my_record"),
    path("my/letter.pdf", pages.my_letter, name="my_letter"),
    path("my/messages/", bulletins.my_bulletins, name="my_bulletins"),
    path("my/messages/<uuid:pk>/", bulletins.my_bulletin, name="my_bulletin"),
]
