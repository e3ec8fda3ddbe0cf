from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self):
        from documents.exhibits import actions  # noqa: F401  listens to the writing of a roster
