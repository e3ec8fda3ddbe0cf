from django.apps import AppConfig


class ClaimantsConfig(AppConfig):
    name = "claimants"

    def ready(self):
        from claimants.claims.queries import joined
        from litigation.cases import figures

        figures.register("joined", joined)
