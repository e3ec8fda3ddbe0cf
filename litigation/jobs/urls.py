"""Addresses of this room; litigation/urls.py includes `desk` under /staff/jobs/."""

from django.urls import path

from litigation.jobs import desk as pages

desk = [
    path("", pages.jobs, name="desk_jobs"),
    path("<uuid:pk>/", pages.job, name="desk_job"),
    path("<uuid:pk>/progress.json", pages.progress, name="desk_job_progress"),
    path("<uuid:pk>/control/", pages.control, name="desk_job_control"),
]
