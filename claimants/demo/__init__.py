"""Made-up people and specimen documents for demonstrations and tests. Nobody here exists; every document says so."""


def sign_ins(case):
    """Whom a tester can sign in as on the claimants' side: somebody with a draft, and somebody who was accepted."""
    from django.utils.translation import gettext as _

    from claimants.claims.models import Claim
    from claimants.demo.build import emails_by_part
    from litigation.sign_in.demo import DemoPerson

    does = {"draft": _("Claimant: has begun and not sent yet"), "accepted": _("Claimant: was accepted")}
    for part, email in emails_by_part(case).items():
        claim = Claim.objects.filter(case=case, claimant__account__email=email).select_related("claimant").first()
        if claim:
            yield DemoPerson(email, claim.claimant.own_name, does[part])
