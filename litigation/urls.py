"""The complete list of pages. Public pages carry their language in the path; the desk speaks its reader's own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from documents.proceedings.urls import calendar
from litigation.frame import pages, pages_health
from litigation.sign_in import pages_session

handler400 = "litigation.frame.failures.bad_request"
handler403 = "litigation.frame.failures.forbidden"
handler404 = "litigation.frame.failures.missing"
handler500 = "litigation.frame.failures.unforeseen"
urlpatterns = [
    path("", pages.front_door, name="front_door"),
    path("language/<str:code>/", pages.choose_language, name="choose_language"),
    path("session/extend/", pages_session.extend, name="session_extend"),
    path("healthz/", pages_health.health, name="health"),
    path("healthz/live", pages_health.live, name="health_live"),
    path("healthz/ready", pages_health.ready, name="health_ready"),
    path("api/", include("litigation.api_urls")),
    path("staff/", include("claimants.desk_urls")),
    path("staff/", include("documents.desk_urls")),
    path("staff/", include("litigation.desk_urls")),
    calendar,
    path("styleguide/", include("litigation.frame.pages_styleguide")),
    *i18n_patterns(
        path("account/", include("litigation.account_urls")),
        path("", include("litigation.cases.urls")),
        path("", include("claimants.urls")),
        path("", include("documents.urls")),
    ),
]
