"""How gunicorn serves: enough threads, and no thread for somebody who does not finish a sentence.

A request that was begun and not sent on holds a thread until SILENT seconds have passed without a byte. Who drips is the
business of the proxy in front (deploy/nginx.conf), which takes whole requests only.
"""

import os
import socket
import struct

SILENT = 10
THREADS = 24


def on_starting(server):
    """gunicorn's hook: a record of acts that lost its end is shown to nobody and written on by nobody."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "litigation.settings")
    django.setup()
    from litigation.watch import start

    start.refuse()


def when_ready(server):
    """gunicorn's hook: accepted connections inherit this from the socket that listens."""
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENT, 0))
