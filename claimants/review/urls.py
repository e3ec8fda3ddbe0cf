"""Addresses of review, under /staff/."""

from django.urls import path

from claimants.review import desk, desk_lists, desk_today

urlpatterns = [
    path("", desk_today.today, name="desk_today"),
    path("queue/", desk_lists.queue, name="desk_queue"),
    path("queue/start/", desk.start, name="desk_start"),
    path("claimants/", desk_lists.search, name="desk_claimants"),
    path("claimants/<str:ref>/", desk.claim, name="desk_claim"),
    path("claimants/<str:ref>/passport/", desk.show_passport, name="desk_passport"),
    path("claimants/<str:ref>/open/", desk.open_claim, name="desk_open"),
    path("claimants/<str:ref>/put-back/", desk.put_back, name="desk_put_back"),
    path("claimants/<str:ref>/accept/", desk.accept, name="desk_accept"),
    path("claimants/<str:ref>/ask/", desk.ask, name="desk_ask"),
    path("claimants/<str:ref>/refuse/", desk.refuse, name="desk_refuse"),
    path("claimants/<str:ref>/undo/", desk.undo, name="desk_undo"),
    path("claimants/<str:ref>/note/", desk.note, name="desk_note"),
    path("claimants/<str:ref>/evidence/<uuid:pk>/grade/", desk.grade, name="desk_grade"),
    path("claimants/<str:ref>/hangul/", desk.hangul, name="desk_hangul"),
]
