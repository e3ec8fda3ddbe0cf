from django.apps import AppConfig


class ClaimantsConfig(AppConfig):
    name = "claimants"
