"""Bells of the watch: the mail each minute, the ledger each hour and each night, kept files each night."""

from celery import shared_task

from litigation.watch import actions_files, actions_ledger, actions_mail


@shared_task(name="litigation.watch.anchor")
def anchor() -> None:
    actions_ledger.anchor()


@shared_task(name="litigation.watch.verify_ledger")
def verify_ledger() -> None:
    actions_ledger.verify_all()


@shared_task(name="litigation.watch.read_files")
def read_files() -> None:
    actions_files.read_again()


@shared_task(name="litigation.watch.sweep_orphans")
def sweep_orphans() -> None:
    actions_files.sweep_orphans()


@shared_task(name="litigation.watch.look_at_mail")
def look_at_mail() -> None:
    actions_mail.look()
