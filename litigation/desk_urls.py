"""Pages of the desk that belong to no claim and no round."""

from django.urls import include, path

from litigation.jobs import urls as jobs

urlpatterns = [
    path("jobs/", include(jobs.desk)),
]
