"""Addresses of proceedings and deadlines: the desk's under /staff/, and the calendar that programs read."""

from django.urls import path

from documents.proceedings import desk, desk_deadlines, desk_feed

desk_urls = [
    path("proceedings/", desk.proceedings, name="desk_proceedings"),
    path("proceedings/new/", desk.new, name="desk_proceeding_new"),
    path("proceedings/<uuid:pk>/", desk.proceeding, name="desk_proceeding"),
    path("proceedings/<uuid:pk>/change/", desk.change, name="desk_proceeding_change"),
    path("proceedings/<uuid:pk>/enter/", desk.enter, name="desk_docket_enter"),
    path("docket/<uuid:pk>/correct/", desk.correct, name="desk_docket_correct"),
    path("docket/<uuid:pk>/strike/", desk.strike, name="desk_docket_strike"),
    path("rounds/<int:number>/court/", desk.at_court, name="desk_round_court"),
    path("deadlines/", desk_deadlines.deadlines, name="desk_deadlines"),
    path("deadlines/calendar/", desk_deadlines.my_calendar, name="desk_calendar"),
    path("deadlines/calendar/revoke/", desk_deadlines.revoke_calendar, name="desk_calendar_revoke"),
    path("deadlines/<int:year>/<int:number>/", desk_deadlines.month, name="desk_deadlines_month"),
    path("deadlines/<uuid:pk>/", desk_deadlines.settle, name="desk_deadline"),
    path("deadlines/<uuid:pk>/extend/", desk_deadlines.extend, name="desk_deadline_extend"),
    path("deadlines/<uuid:pk>/reopen/", desk_deadlines.reopen, name="desk_deadline_reopen"),
]
calendar = path("calendar/<str:token>.ics", desk_feed.feed, name="calendar_feed")
