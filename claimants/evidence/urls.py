"""The desk's addresses of evidence: pictures and originals, for the pages of other rooms to show."""

from django.urls import path

from claimants.evidence import desk as views

desk = [
    path("evidence/<uuid:pk>/<int:number>.jpg", views.desk_evidence_page, name="desk_evidence_page"),
    path("evidence/<uuid:pk>/<int:number>/thumb.jpg", views.desk_evidence_thumb, name="desk_evidence_thumb"),
    path("evidence/<uuid:pk>/original/", views.desk_evidence_original, name="desk_evidence_original"),
]
