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


@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), name="dispatch")
@extend_schema(exclude=True)
class Swagger(SpectacularSwaggerSplitView):
    """Swagger sets styles on its elements, so this page alone allows styles inside the page. Scripts stay ours only."""

    right = PUBLIC


@method_decorator(csp_update({"style-src": ["'unsafe-inline'"], "worker-src": ["blob:"]}), name="dispatch")
@extend_schema(exclude=True)
class Redoc(SpectacularRedocView):
    """Redoc searches in a worker it makes itself and sets styles inside the page."""

    right = PUBLIC


@extend_schema(exclude=True)
class NoSuchEndpoint(APIView):
    """Everything under /api/ that is no address: said in the form of all other answers."""

    right = PUBLIC

    def get(self, request, path=""):
        raise Http404

    post = put = patch = delete = get
