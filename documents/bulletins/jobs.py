"""bulletin.send: put a message before its readers, five hundred an item."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.bulletins import actions
from documents.bulletins.models import Bulletin
from litigation.jobs.kinds import JobKind, kind


@kind(actions.SEND)
class SendBulletin(JobKind):
    title = gettext_lazy("Send a message to clients")
    right = "bulletin.read"
    begun_by = "bulletin.write"
    exclusive = True

    def overtaken(self, job):
        taken_back = Bulletin.objects.filter(pk=job.subject_id, status=Bulletin.Status.TAKEN_BACK).exists()
        return _("The message was taken back.") if taken_back else ""

    def run_item(self, item):
        bulletin = Bulletin.objects.get(pk=item.job.subject_id)
        with item.commit() as result:
            result["people"] = actions.deliver(bulletin=bulletin, claims=item.payload["claims"])

    def item_label(self, item):
        return _("people, part %(number)d") % {"number": item.index + 1}

    def url(self, job):
        return reverse("desk_bulletin", args=[job.subject_id])

    def weight(self, payload):
        return len(payload["claims"])

    def unit(self, number):
        return ngettext("message", "messages", number)
