"""Why a mail is nobody's contact: by its labels and flags, by its header, by its sender. Plain words, counted."""

import csv
import re
from functools import lru_cache

from backcast.formats.mail import boxes
from backcast.formats.mail.header import Fields, text, worded
from backcast.formats.names import word_set

SPAM, TRASH = "mails in the spam folder", "deleted mails"
DRAFTS, CHATS = "drafts that were never sent", "chats kept with the mail"
BOUNCES, AUTOMATIC = "mails that came back undelivered", "automatic replies and notices"
CALENDAR = "invitations and notices of a calendar"
LISTS, BULK = "mails of mailing lists", "newsletters and mass mails"
ROBOTS, ROLES = "senders that take no reply", "shared addresses such as info@ or support@"
NO_SENDER, NO_DATE = "mails without a usable sender", "mails without a usable date"
NOBODY, YOURSELF = "mails with hidden or no recipients", "mails to yourself"
CROWD, NOT_YOU = "mails to more than fifty people", "mails that were not sent to you"
DOUBLE, NO_OWNER = "the same mail once more", "mails of a mailbox whose owner is not known"
STRANGERS = "people you never wrote to"
UNLISTED = "mails in trouble beyond those listed"
TOO_MANY = "correspondents beyond the number that is kept in mind"

_OF_FOLDER = {"spam": SPAM, "trash": TRASH, "drafts": DRAFTS, "chats": CHATS}

_LIST = frozenset({b"list-id", b"list-post", b"x-mailing-list", b"mailing-list"})
_BULK = frozenset(
    b"list-unsubscribe list-unsubscribe-post feedback-id x-campaign x-campaignid x-mailgun-sid x-sg-eid x-mc-user"
    b" x-csa-complaints".split()
)
_AUTOMATIC = frozenset(
    b"auto-submitted x-auto-response-suppress x-autoreply x-autorespond x-autoresponder precedence".split()
)
_PLACED = frozenset({b"x-gmail-labels", b"x-mozilla-status", b"x-spam-flag"})
_BOUNCE = frozenset({b"return-path", b"x-failed-recipients", b"content-type"})

_ROBOT = re.compile(
    r"(?:.*[-_.+])?(?:(?:do-?_?)?(?:no|not|non|ne|nicht)[-_.]?(?:reply|replies|response|responder|repondre|antworten)"
    r"|bounces?|mailer-daemon|postmaster|notifications?|notify|notifier|alerts?|newsletters?|unsubscribe"
    r"|calendar-notification)(?:[-_.+=].*)?"
    r"|daemon|auto(?:mated|mail|confirm|-?reply)?|mailings?|news|digest|updates?|subscribe|listserv|majordomo"
    r"|mailman|robot|bot|cron|root|nobody|undisclosed|reply\+.*"
)
_CALENDARS = re.compile(r"calendar-notification@google\.com|calendar@|.*@(?:group|resource)\.calendar\.google\.com")
_ROLES = word_set(
    "info infos support sales contact kontakt hello hi hallo admin administrator office service services help"
    " helpdesk jobs careers career team webmaster hostmaster abuse hr marketing billing accounts accounting invoice"
    " invoices orders order security privacy legal press media feedback enquiries inquiries customerservice"
    " customercare customer kundenservice buchhaltung rechnung bewerbung mail email post reception rezeption"
    " sekretariat secretary registration events event members membership subscriptions payments payment shop store"
    " booking bookings reservations tickets ticket"
)
_LISTS = re.compile(
    r".*(?:-list|-users|-dev|-announce|-request|-owner|-l)@.*|.*@(?:lists?|groups|mailman|listserv)[.-].*"
    r"|.*@(?:googlegroups\.com|groups\.io|yahoogroups\.\w+|freelists\.org)"
)


def of_place(told: Fields, folder: boxes.Folder, flags: str) -> str:
    """Why a mail in this folder, with these labels and flags, is left out; "" where it is not."""
    if not folder and not flags and _PLACED.isdisjoint(told):
        return ""
    for place in (folder, *labels_of(told)):
        if place in _OF_FOLDER:
            return _OF_FOLDER[place]
    if told.get(b"x-spam-flag", b"").lower().startswith(b"yes"):
        return SPAM
    status = told.get(b"x-mozilla-status", b"")
    if "T" in flags or (status and _hex(status) & 8):  # Thunderbird: taken out at the next compacting
        return TRASH
    return DRAFTS if "D" in flags else ""


def _hex(value: bytes) -> int:
    try:
        return int(value[:8], 16)
    except ValueError:
        return 0


def labels_of(told: Fields) -> tuple[boxes.Folder, ...]:
    """What the labels of a mail from Gmail say of where it was; labels of one's own say nothing."""
    value = told.get(b"x-gmail-labels")
    return _labels(value[:1_000]) if value else ()


@lru_cache(maxsize=1_024)
def _labels(value: bytes) -> tuple[boxes.Folder, ...]:
    flat = " ".join(worded(text(value)).split())
    try:
        row = next(csv.reader([flat]), [])
    except csv.Error:
        row = flat.split(",")
    return tuple(found for label in row if (found := boxes.named(label)))


def of_header(told: Fields) -> str:
    """Why a mail with this header is no person's own; "" where it may be."""
    if not _BOUNCE.isdisjoint(told):
        kind = told.get(b"content-type", b"")[:200].lower()
        if told.get(b"return-path") == b"<>" or b"x-failed-recipients" in told or b"multipart/report" in kind:
            return BOUNCES
        if kind.startswith(b"text/calendar") or b"calendarmessage" in told.get(b"content-class", b""):
            return CALENDAR
    if _AUTOMATIC.isdisjoint(told):
        return LISTS if not _LIST.isdisjoint(told) else BULK if not _BULK.isdisjoint(told) else ""
    return _of_automatic(told)


def _of_automatic(told: Fields) -> str:
    precedence = told.get(b"precedence", b"").lower()
    named = (b"x-auto-response-suppress", b"x-autoreply", b"x-autorespond", b"x-autoresponder")
    if told.get(b"auto-submitted", b"no").lower() not in (b"no", b"") or b"auto" in precedence:
        return AUTOMATIC
    if not _LIST.isdisjoint(told) or precedence == b"list":
        return LISTS
    if precedence in (b"bulk", b"junk") or not _BULK.isdisjoint(told):
        return BULK
    return AUTOMATIC if any(name in told for name in named) else ""


@lru_cache(maxsize=16_384)
def of_address(email: str) -> str:
    """Why an address is no person's; "" where it may be one's."""
    if _CALENDARS.match(email):
        return CALENDAR
    local = email.partition("@")[0]
    if _ROBOT.fullmatch(local):
        return ROBOTS
    if local in _ROLES:
        return ROLES
    return LISTS if _LISTS.fullmatch(email) else ""
