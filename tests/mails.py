"""E-mails as they come from strangers: plain ones by the standard library, Outlook's by a writer of its format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

SENT = datetime(2019, 3, 14, 12, 5, tzinfo=UTC)
FROM = "Jo Hart <jo.hart@ludmarsh.example>"
WORDS = "Please find our return attached.\nJo Hart"


def eml(
    target: Path, files: Sequence[tuple[str, bytes]] = (), *, sender: str = FROM, subject: str = "Our return"
) -> Path:
    target.write_bytes(mail(files, sender=sender, subject=subject).as_bytes())
    return target


def mail(
    files: Sequence[tuple[str, bytes]] = (), *, sender: str = FROM, subject: str = "Our return"
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = sender, subject, SENT
    made["To"] = "MSCB <mscb@merrowshire.example>"
    made.set_content(WORDS)
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def outlook(subject: str = "Our return", files: Sequence[tuple[str, bytes]] = ()) -> Any:
    """A message by the writer's own class, to which a test may add what it needs; ``to_bytes()`` gives the file."""
    from aspose.email_foss.msg import MapiMessage, PropertyId, PropertyTypeCode

    made = MapiMessage.create(subject, WORDS)
    made.set_property(PropertyId.SENDER_NAME, PropertyTypeCode.PTYP_STRING, "Jo Hart")
    made.set_property(PropertyId.SENDER_EMAIL_ADDRESS, PropertyTypeCode.PTYP_STRING, "/O=LUDMARSH/CN=JHART")
    made.set_property(0x5D01, PropertyTypeCode.PTYP_STRING, "Jo.Hart@ludmarsh.example")
    made.set_property(0x0039, PropertyTypeCode.PTYP_TIME, SENT)
    for name, data in files:
        made.add_attachment(name, data)
    return made
