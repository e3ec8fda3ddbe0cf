"""Pages of claimants that give them papers of their own."""

from django.urls import path

from documents.bulletins import pages as bulletins
from documents.letters import pages
from documents.portability import pages as portability

urlpatterns = [
    path("my/record.pdf", pages.my_record, name="my_record"),
    path("my/letter.pdf", pages.my_letter, name="my_letter"),
    path("my/data/", portability.my_data, name="my_data"),
    path("my/data/make/", portability.my_data_make, name="my_data_make"),
    path("my/data/progress/", portability.my_data_progress, name="my_data_progress"),
    path("my/data/data.zip", portability.my_data_file, name="my_data_file"),
    path("my/messages/", bulletins.my_bulletins, name="my_bulletins"),
    path("my/messages/<uuid:pk>/", bulletins.my_bulletin, name="my_bulletin"),
]
