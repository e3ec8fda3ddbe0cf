"""Addresses of this room, under /staff/."""

from django.urls import path

from claimants.leaving import desk as pages

desk = [
    path("holds/", pages.holds, name="desk_holds"),
    path("holds/case/", pages.hold_case, name="desk_hold_case"),
    path("holds/<uuid:pk>/review/", pages.review_hold, name="desk_hold_review"),
    path("holds/<uuid:pk>/lift/", pages.lift_hold, name="desk_hold_lift"),
    path("claimants/<str:ref>/hold/", pages.hold_claim, name="desk_hold_claim"),
]
