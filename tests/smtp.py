"""A real SMTP server on loopback that answers as it is told, and can be stopped and started again at its port."""

import socket
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class MailServer:
    """replies: to each mail, the last one for ever. to_recipients: the same to each recipient. Keeps every mail it took."""

    def __init__(self, settings):
        self.replies, self.to_recipients, self.mails = ["250 taken"], ["250 known"], []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port
        self.controller = None

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.stop()

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = _next(self.to_recipients)
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):
        reply = _next(self.replies)
        if reply.startswith("250") or reply == "die":
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if reply == "die":
            session.loop.call_soon(server.transport.abort)
            return "421 gone"
        return reply


def _next(replies):
    return replies.pop(0) if len(replies) > 1 else replies[0]
