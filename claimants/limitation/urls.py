"""Addresses of this room, under /staff/."""

from django.urls import path

from claimants.limitation import desk as pages
from claimants.limitation import desk_starts

desk = [
    path("clocks/", pages.radar, name="desk_radar"),
    path("clocks/plan/", pages.plan, name="desk_plan_filing"),
    path("clocks/theories/", desk_starts.theories, name="desk_theories"),
    path("clocks/theories/<slug:key>/", desk_starts.theory, name="desk_theory"),
    path("clocks/theories/<slug:key>/own/", desk_starts.own_day, name="desk_theory_own_start"),
    path("clocks/theories/<slug:key>/confirm/<uuid:pk>/", desk_starts.confirm, name="desk_theory_confirm"),
    path("clocks/theories/<slug:key>/<str:limb>/<str:start>/", desk_starts.choose, name="desk_theory_start"),
    path("claimants/<str:ref>/time/", pages.claim_time, name="desk_claim_time"),
    path("claimants/<str:ref>/time/<uuid:pk>/strike/", pages.strike, name="desk_claim_time_strike"),
]
