"""The API's own description: the schema, and two readers of it. Their scripts come from here, never from elsewhere."""

from csp.decorators import csp_update
from django.http import Http404
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.views import APIView

from litigation.accounts.rights import PUBLIC


@extend_schema(exclude=True)
class Schema(SpectacularAPIView):
    right = PUBLIC


@extend_schema(exclude=True)
class Swagger(SpectacularSwaggerSplitView):
    """Swagger's page, which lives with the policy of all pages."""

    right = PUBLIC


@method_decorator(csp_update({"style-src": ["'unsafe-inline'"], "worker-src": ["blob:"]}), name="dispatch")
@extend_schema(exclude=True)
class Redoc(SpectacularRedocView):
    """Redoc writes styles into the page and searches in a worker it makes itself: both are allowed to this page alone."""

    right = PUBLIC


@extend_schema(exclude=True)
class NoSuchEndpoint(APIView):
    """Everything under /api/ that is no address: said in the form of all other answers."""

    right = PUBLIC

    def get(self, request, path=""):
        raise Http404

    post = put = patch = delete = get
