"""Reading filings and their files."""

from documents.filings.models import Filing, PaperFile

OF_PACKAGE = {"number": 0, "version": 1}


def package_filings(round):
    """The papers that every package of the round has; those somebody asked for stand apart."""
    return Filing.objects.filter(round=round, **OF_PACKAGE)


def package_files(round):
    """The files of those papers."""
    return PaperFile.objects.filter(filing__in=package_filings(round))
