"""The desk's address of a signed power of attorney."""

from django.urls import path

from claimants.mandates import desk as views

desk = [path("mandates/<uuid:pk>/document/", views.desk_mandate_document, name="desk_mandate_document")]
