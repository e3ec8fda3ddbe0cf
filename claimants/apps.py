from django.apps import AppConfig


class ClaimantsConfig(AppConfig):
    name = "claimants"

    def ready(self):
        from claimants.claims.queries import joined  # noqa: PLC0415  rooms are imported when the apps are there
        from litigation.cases import figures  # noqa: PLC0415

        figures.register("joined", joined)
