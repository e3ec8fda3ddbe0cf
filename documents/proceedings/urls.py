"""Addresses of proceedings and deadlines: the desk's under /staff/, and the calendar that programs read."""

from django.urls import path

from documents.proceedings import deadlines_desk, desk, feed

desk_urls = [
    path("proceedings/", desk.proceedings, name="desk_proceedings"),
    path("proceedings/new/", desk.new, name="desk_proceeding_new"),
    path("proceedings/<uuid:pk>/", desk.proceeding, name="desk_proceeding"),
    path("proceedings/<uuid:pk>/change/", desk.change, name="desk_proceeding_change"),
    path("proceedings/<uuid:pk>/enter/", desk.enter, name="desk_docket_enter"),
    path("docket/<uuid:pk>/correct/", desk.correct, name="desk_docket_correct"),
    path("docket/<uuid:pk>/strike/", desk.strike, name="desk_docket_strike"),
    path("rounds/<int:number>/file/", desk.file_round, name="desk_round_file"),
    path("rounds/<int:number>/court/", desk.at_court, name="desk_round_court"),
    path("deadlines/", deadlines_desk.deadlines, name="desk_deadlines"),
    path("deadlines/calendar/", deadlines_desk.my_calendar, name="desk_calendar"),
    path("deadlines/calendar/revoke/", deadlines_desk.revoke_calendar, name="desk_calendar_revoke"),
    path("deadlines/<int:year>/<int:number>/", deadlines_desk.month, name="desk_deadlines_month"),
    path("deadlines/<uuid:pk>/", deadlines_desk.settle, name="desk_deadline"),
    path("deadlines/<uuid:pk>/extend/", deadlines_desk.extend, name="desk_deadline_extend"),
    path("deadlines/<uuid:pk>/reopen/", deadlines_desk.reopen, name="desk_deadline_reopen"),
]
calendar = path("calendar/<str:token>.ics", feed.feed, name="calendar_feed")
