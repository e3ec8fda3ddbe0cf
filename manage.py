#!/usr/bin/env python3
"""Hamkke's command line: `python manage.py help` lists every command."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "litigation.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(f"Django is not installed here ({error}). Run `make setup` first; it makes .venv with everything.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
