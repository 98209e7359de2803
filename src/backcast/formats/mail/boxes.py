"""What a mailbox file or folder is, by its first lines and by its name."""

import re
from typing import Literal

from backcast.formats.names import plain, word_set
from backcast.formats.text import Line

Form = Literal["mbox", "archive", "message", ""]
"""One file of many messages, a mailing list's monthly text, one message."""
Folder = Literal["", "sent", "spam", "trash", "drafts", "chats"]

_FOLDERS: dict[Folder, tuple[str, ...]] = {
    "sent": (
        "sent", "sent mail", "sent items", "sent messages", "gesendet", "gesendete elemente", "gesendete objekte",
        "envoyes", "elements envoyes", "messages envoyes", "enviados", "elementos enviados", "mensajes enviados",
        "enviadas", "itens enviados", "inviata", "inviati", "posta inviata", "posta inviati", "verzonden",
        "verzonden items", "verzonden berichten", "wyslane", "elementy wyslane", "skickat", "sendt",
    ),
    "spam": (
        "spam", "junk", "junk e-mail", "junk email", "bulk mail", "unerwunscht", "junk-e-mail",
        "courrier indesirable", "indesirables", "correo no deseado", "lixo eletronico", "lixo electronico",
        "posta indesiderata", "ongewenst", "ongewenste e-mail", "ongewenste reclame", "wiadomosci-smieci",
    ),
    "trash": (
        "trash", "bin", "deleted", "deleted items", "deleted messages", "papierkorb", "geloscht",
        "geloschte elemente", "geloschte objekte", "corbeille", "elements supprimes", "papelera",
        "elementos eliminados", "cestino", "posta eliminata", "prullenbak", "verwijderde items", "lixeira",
        "lixo", "itens eliminados", "itens excluidos", "kosz", "elementy usuniete",
    ),
    "drafts": (
        "draft", "drafts", "entwurf", "entwurfe", "brouillon", "brouillons", "borrador", "borradores", "bozze",
        "concepten", "rascunho", "rascunhos", "wersje robocze", "kopie robocze", "outbox", "unsent messages",
        "postausgang", "templates", "vorlagen",
    ),
    "chats": ("chat", "chats"),
}  # fmt: skip
_BY_WORD: dict[str, Folder] = {word: folder for folder, words in _FOLDERS.items() for word in words}

_SEPARATOR = re.compile(r">?From (?:.{0,300}\d:\d\d.{0,60}|\S{1,300}\s{0,9}|- ?)$")
_FIELD = re.compile(r"([!-9;-~]{1,100})[ \t]{0,9}:")
_KNOWN = word_set(
    "from to cc date subject received message-id return-path delivered-to mime-version content-type reply-to sender"
    " in-reply-to references x-mailer user-agent dkim-signature bcc list-id x-gm-thrid x-gmail-labels x-mozilla-status"
    " content-transfer-encoding status x-uid authentication-results x-original-to envelope-to x-received"
)
_TELLING = word_set("from date subject received message-id return-path delivered-to to x-gm-thrid")
_LOOKED_AT = 60
"""Lines of a message's beginning that are looked at [D]; one header field alone may fold over twenty."""


def form(head: list[Line]) -> Form:
    """What a file is by its first lines; "" where it is no mail."""
    lines = [line.text for line in head]
    while lines and not lines[0].strip():
        lines.pop(0)
    if len(lines) > 1 and _SEPARATOR.match(lines[0]):
        known = _known(lines[1:])
        spelled = next((line for line in lines[1:9] if line.lower().startswith("from:")), "")
        if known and not lines[0].startswith(">"):
            return "archive" if " at " in spelled and "@" not in spelled else "mbox"
        return "message" if len(known) > 1 else ""
    if lines and lines[0].strip().isdigit():  # the size that Apple puts before a message
        lines.pop(0)
    return "message" if len(_known(lines)) > 1 else ""


def _known(lines: list[str]) -> set[str]:
    """The names of fields of mail before the first blank line; none where they tell of nobody and no time."""
    names: set[str] = set()
    for line in lines[:_LOOKED_AT]:
        if found := _FIELD.match(line):
            names.add(found[1].lower())
        elif not line.strip() or not (line[:1] in " \t" or line.startswith((">From ", "From "))):
            break
    known = names & _KNOWN
    return known if known & _TELLING and "begin" not in names else set()


def folder(name: str) -> Folder:
    """What a mailbox is by the names of its file and folders: "Mail/Gesendet.mbox/mbox" is one of mails sent."""
    for part in name.split("/"):
        bare = re.sub(r"(?i)(\.gz|\.mbox|\.mbx|\.sbd|\.txt|-\d{3})+$", "", part).lstrip(".")
        for word in (bare, *bare.split(".")):  # Maildir++ writes .Archive.Sent
            if found := named(_utf7(word)):
                return found
    return ""


def named(label: str) -> Folder:
    """What a folder or label of that name holds."""
    return _BY_WORD.get(plain(label[:100]), "")


def _utf7(name: str) -> str:
    """A folder's name as IMAP spells it: "Envoy&AOk-s" is "Envoyés"."""
    if "&" not in name:
        return name
    try:
        return re.sub(r"&[^-]*-", lambda found: _piece(found[0]), name)
    except (UnicodeError, ValueError):
        return name


def _piece(text: str) -> str:
    return "&" if text == "&-" else ("+" + text[1:].replace(",", "/")).encode().decode("utf-7")


def flags(name: str) -> str:
    """The flags of a Maildir's message at the end of its name, where ":" may be written ";" or "!"."""
    found = re.search(r"[:;!]2,([A-Za-z]*)$", name)
    return found[1] if found else ""
