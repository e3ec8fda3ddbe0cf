"""The claimant's pages. Rooms with many of their own keep a list there."""

from django.urls import path

from claimants.claims import pages as claims
from claimants.consents import pages as consents
from claimants.details import pages as people
from claimants.evidence import pages as evidence
from claimants.intake import pages as intake
from claimants.leaving import pages as leaving
from claimants.mandates import pages as mandates
from claimants.trips import pages as trips

urlpatterns = [
    path("cases/<slug:slug>/join/", claims.join, name="join"),
    path("my/", intake.my, name="my"),
    path("my/details/name/", people.my_name, name="my_name"),
    path("my/details/birth/", people.my_birth, name="my_birth"),
    path("my/details/nationality/", people.my_nationality, name="my_nationality"),
    path("my/details/contact/", people.my_contact, name="my_contact"),
    path("my/details/address/", people.my_address, name="my_address"),
    path("my/trips/", trips.my_trips, name="my_trips"),
    path("my/trips/add/", trips.my_trip_add, name="my_trip_add"),
    path("my/trips/<uuid:pk>/", trips.my_trip, name="my_trip"),
    path("my/trips/<uuid:pk>/remove/", trips.my_trip_remove, name="my_trip_remove"),
    path("my/evidence/", evidence.my_evidence, name="my_evidence"),
    path("my/evidence/add/", evidence.my_evidence_add, name="my_evidence_add"),
    path("my/evidence/none/", intake.my_evidence_none, name="my_evidence_none"),
    path("my/evidence/<uuid:pk>/", evidence.my_evidence_item, name="my_evidence_item"),
    path("my/evidence/<uuid:pk>/replace/", evidence.my_evidence_replace, name="my_evidence_replace"),
    path("my/evidence/<uuid:pk>/remove/", evidence.my_evidence_remove, name="my_evidence_remove"),
    path("my/evidence/<uuid:pk>/restore/", evidence.my_evidence_restore, name="my_evidence_restore"),
    path("my/files/<uuid:pk>/<int:number>/", evidence.my_file_page, name="my_file_page"),
    path("my/files/<uuid:pk>/<int:number>/thumb/", evidence.my_file_thumb, name="my_file_thumb"),
    path("my/consent/", consents.my_consent, name="my_consent"),
    path("my/consent/given/", consents.my_consent_given, name="my_consent_given"),
    path("my/consent/<slug:purpose>/back/", consents.my_consent_withdraw, name="my_consent_withdraw"),
    path("my/authority/", mandates.my_authority, name="my_authority"),
    path("my/authority/sign/", mandates.my_authority_sign, name="my_authority_sign"),
    path("my/authority/done/", mandates.my_authority_done, name="my_authority_done"),
    path("my/authority/document/", mandates.my_authority_document, name="my_authority_document"),
    path("my/authority/revoke/", mandates.my_authority_revoke, name="my_authority_revoke"),
    path("verify/", mandates.verify, name="verify"),
    path("verify/<str:code>/", mandates.verify, name="verify_code"),
    path("my/check/", intake.my_check, name="my_check"),
    path("my/send/", intake.my_send, name="my_send"),
    path("my/sent/", intake.my_sent, name="my_sent"),
    path("my/status/", intake.my_status, name="my_status"),
    path("my/requests/<uuid:pk>/", intake.my_request, name="my_request"),
    path("my/settings/", intake.my_settings, name="my_settings"),
    path("my/withdraw/", leaving.my_withdraw, name="my_withdraw"),
    path("my/come-back/", leaving.my_come_back, name="my_come_back"),
]
