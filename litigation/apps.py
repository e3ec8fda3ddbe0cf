from django.apps import AppConfig


class LitigationConfig(AppConfig):
    name = "litigation"

    def ready(self):
        from litigation.vault import keys  # rooms are imported when the apps are there

        keys.ring()  # refuse to start without the keys of the vault, in every process: pages, workers, commands
