"""Addresses of the eligibility rule, under /staff/."""

from django.urls import path

from claimants.eligibility import desk

urlpatterns = [
    path("eligibility/", desk.rules, name="desk_rules"),
    path("eligibility/<int:version>/confirm/", desk.confirm_rule, name="desk_rule_confirm"),
    path("eligibility/draft/", desk.draft, name="desk_rule_draft"),
    path("eligibility/draft/count/", desk.count, name="desk_rule_count"),
    path("eligibility/draft/discard/", desk.discard, name="desk_rule_discard"),
    path("eligibility/counts/<uuid:pk>/", desk.run, name="desk_rule_run"),
    path("eligibility/counts/<uuid:pk>/publish/", desk.publish, name="desk_rule_publish"),
]
