"""Endpoints of one's own account: who am I, my language and clock, my tokens."""

from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from litigation.accounts import actions
from litigation.accounts.models import ApiToken, User
from litigation.accounts.queries import token_of
from litigation.accounts.rights import RIGHTS, SIGNED_IN
from litigation.errors import DomainError
from litigation.web.api import validated
from litigation.web.api_answers import Answer
from litigation.web.api_fields import SentBackField, TextField
from litigation.web.fresh import is_fresh
from litigation.web.idempotency import idempotent

LONGEST_DAYS = 365


class MeChange(serializers.Serializer):
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    timezone = SentBackField(max_length=64, required=False, allow_blank=True, help_text="IANA name, or empty.")

    def validate_timezone(self, value):
        if value and value not in available_timezones():
            raise serializers.ValidationError(_("Choose a time zone by its IANA name, like Asia/Hanoi"))
        return value


class RoleInCase(serializers.Serializer):
    case = serializers.CharField(source="case.slug")
    role = serializers.CharField()


class MeAnswer(Answer):
    of = User
    shows = "id email language timezone"
    roles = RoleInCase(source="memberships", many=True)
    scopes = serializers.SerializerMethodField()

    def get_scopes(self, user) -> list[str] | None:
        """Of the token this was asked with; null for a session."""
        token = self.context["request"].auth
        return token.scopes if isinstance(token, ApiToken) else None


class TokenWish(serializers.Serializer):
    name = TextField(max_length=80)
    scopes = serializers.MultipleChoiceField(choices=sorted(RIGHTS), allow_empty=False)
    days = serializers.IntegerField(min_value=1, max_value=LONGEST_DAYS, default=90)


class TokenAnswer(Answer):
    of = ApiToken
    shows = "id name scopes created_at expires_at"
    scopes = serializers.ListField(child=serializers.CharField())


class NewToken(TokenAnswer):
    secret = serializers.CharField(help_text="Shown this once; only its hash is kept.")


class Me(APIView):
    """The account that asks."""

    right = SIGNED_IN

    @extend_schema(responses=MeAnswer)
    def get(self, request):
        return Response(MeAnswer(request.user, context={"request": request}).data)

    @extend_schema(request=MeChange, responses=MeAnswer)
    @idempotent
    def patch(self, request):
        said = validated(MeChange, request)
        if "language" in said:
            actions.change_language(user=request.user, language=said["language"])
        if "timezone" in said:
            actions.change_timezone(user=request.user, timezone=said["timezone"])
        return self.get(request)


class Tokens(APIView):
    """Tokens of one's own that still work."""

    right = SIGNED_IN

    @extend_schema(responses=TokenAnswer(many=True))
    def get(self, request):
        rows = request.user.api_tokens.filter(revoked_at=None).order_by("-created_at")
        return Response(TokenAnswer(rows, many=True).data)

    @extend_schema(request=TokenWish, responses={201: NewToken})
    def post(self, request):
        """Make a token. Takes no Idempotency-Key: its answer holds the secret, and answers of keys are kept."""
        _refuse_token(request)
        if not is_fresh(request):
            sentence = _("Sign in again, or confirm on the pages that it is you; then ask once more.")
            raise DomainError("token.confirm_first", sentence, status=403)
        said = validated(TokenWish, request)
        token, secret = actions.make_token(user=request.user, actor=request.user, **said)
        token.secret = secret
        return Response(NewToken(token).data, 201)


class Token(APIView):
    """One token of one's own."""

    right = SIGNED_IN

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        """Take it back. Doing so twice changes nothing."""
        _refuse_token(request)
        actions.revoke_token(token=token_of(request.user, pk), actor=request.user)
        return Response(status=204)


def _refuse_token(request):
    if isinstance(request.auth, ApiToken):
        sentence = _("A token cannot make or take back tokens. Sign in for that.")
        raise DomainError("token.needs_session", sentence, status=403)
