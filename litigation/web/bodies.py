"""What comes with a request is bounded before anything reads it: how long, of which characters, and whose files.

Django reads a form whole, files and all, when it looks for the form token; that is before any right is asked. So a length
is compared here, and files are written down only for people who have signed in, at addresses that take files.
"""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.urls import Resolver404, resolve

from litigation.web import space
from litigation.web.refusals import no_room, refused_by_status


def takes_files(most):
    """Declare that a page takes files, and how many of the largest size may come at once. An endpoint says `takes_files = 1`."""

    def declare(view):
        view.takes_files = most
        return view

    return declare


class Bounds:
    """Refuses, before any body is read: a NUL anywhere (400), more than the address takes (413), files without room (507)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _has_nul(request):
            return refused_by_status(request, 400, "400.html")
        length = _length(request)
        request.takes_files = 0
        if length:
            request.takes_files = _files(request.path_info)
            if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE + request.takes_files * settings.UPLOAD_MAX_BYTES:
                return refused_by_status(request, 413, "413.html")
            if request.takes_files and not space.has_room(length):
                return no_room(request)
        return self.get_response(request)


class ExpectedFiles(FileUploadHandler):
    """The first of the upload handlers: what nobody may send here is read past, and never touches the disk."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        expected = getattr(self.request, "takes_files", 0) and self.request.user.is_authenticated
        if not expected:
            raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None


def _has_nul(request):
    """No text of ours holds one, PostgreSQL takes none, and no view asks."""
    told = [request.path_info, *(value for name, value in request.META.items() if name.startswith("HTTP_"))]
    return "%00" in request.META.get("QUERY_STRING", "") or any("\0" in str(text) for text in told)


def _length(request):
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _files(path):
    try:
        view = resolve(path).func
    except Resolver404:
        return 0
    return getattr(view, "takes_files", 0) or getattr(getattr(view, "cls", None), "takes_files", 0)
