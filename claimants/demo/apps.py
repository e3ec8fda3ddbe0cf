"""The app of a demonstration: installed where HAMKKE_DEMO=1 and nowhere else, so production never loads this folder."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "claimants.demo"

    def ready(self):
        from claimants.demo.build import sign_ins
        from litigation.sign_in import demo

        demo.register(sign_ins)
