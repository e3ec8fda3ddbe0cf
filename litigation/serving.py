"""How gunicorn serves: enough threads, and no thread for somebody who does not finish a sentence.

A request that was begun and not sent on holds a thread until SILENT seconds have passed without a byte. Who drips is the
business of the proxy in front (deploy/nginx.conf), which takes whole requests only.
"""

import socket
import struct

SILENT = 10
THREADS = 24


def when_ready(server):
    """gunicorn's hook: accepted connections inherit this from the socket that listens."""
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENT, 0))
