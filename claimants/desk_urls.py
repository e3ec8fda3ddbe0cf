"""The desk's pages about people and their claims."""

from django.urls import path

from claimants.eligibility import desk_urls as eligibility
from claimants.evidence import urls as evidence
from claimants.foreign import desk as foreign
from claimants.leaving import urls as holds
from claimants.limitation import urls as clocks
from claimants.mandates import urls as mandates
from claimants.review import urls as intake

urlpatterns = [
    *intake.urlpatterns,
    *eligibility.urlpatterns,
    *evidence.desk,
    *mandates.desk,
    path("foreign/", foreign.foreign, name="desk_foreign"),
    *clocks.desk,
    *holds.desk,
]
