"""Who a session belongs to. Nobody signs in here: codes and passkeys do (litigation/sign_in/pages.py), never passwords."""

from django.contrib.auth.backends import BaseBackend

from litigation.accounts.models import User


class KnownPeople(BaseBackend):
    def get_user(self, user_id):
        return User.objects.filter(pk=user_id, is_active=True).first()
