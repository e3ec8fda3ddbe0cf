"""Public pages of cases and of the site."""

from django.urls import path

from litigation.cases import pages

urlpatterns = [
    path("", pages.case_home, name="case_home"),
    path("cases/<slug:slug>/", pages.case_page, name="case_page"),
    path("cases/<slug:slug>/check/", pages.check_start, name="check_start"),
    path("cases/<slug:slug>/check/<int:step>/", pages.check, name="check"),
    path("cases/<slug:slug>/check/result/", pages.check_result, name="check_result"),
    path("help/", pages.help_page, name="help"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
