"""The desk's pages about people and their claims."""

from claimants.evidence import urls as evidence

urlpatterns = [
    *evidence.desk,
]
