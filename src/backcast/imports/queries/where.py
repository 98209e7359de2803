"""Where one's own data is: the clicks at each source, how long it takes, and what to do meanwhile. A literal table.

The steps name what stands on the buttons of others, who change them; each page says what to look for besides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the file: a heading where there are several, and its steps."""

    steps: Sequence[str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A place that holds one's own data: what it gives, how long it takes, the ways to it, and a word besides."""

    key: str
    title: str
    gives: str
    takes: str
    ways: Sequence[Way]
    note: str


SOURCES: Final = (
    Source(
        "linkedin",
        "LinkedIn",
        "Connections, messages, invitations, and what people wrote about you.",
        "Some minutes for a first part, up to a day for all of it.",
        (
            Way(
                (
                    "On the web, open Me, then Settings & Privacy, then Data privacy.",
                    "Choose Get a copy of your data.",
                    "Take the box that begins with Download larger data archive. Or the other one, with Connections, "
                    "Messages, Invitations, Profile, Recommendations and Endorsements ticked.",
                    "Press Request archive and confirm with your password.",
                    "A mail brings the link, sometimes two: the second holds more. Download the ZIP before the link "
                    "runs out, and bring it as it is.",
                )
            ),
        ),
        "Logins, receipts and advertising data in the archive are never read, and neither are the words of your "
        "messages.",
    ),
    Source(
        "google-contacts",
        "Google Contacts",
        "Names, addresses, organisations and notes.",
        "A minute.",
        (
            Way(
                (
                    "Open contacts.google.com and choose Export in the menu on the left.",
                    "Tick vCard, for iOS Contacts, and press Export. You get a file that ends in .vcf.",
                )
            ),
        ),
        "Other contacts, which Google collects from your mail, are not needed.",
    ),
    Source(
        "apple-contacts",
        "Apple Contacts",
        "Names, addresses, organisations and notes.",
        "A minute.",
        (
            Way(("Open Contacts and select all with Command A.", "Choose File, Export, Export vCard."), "On a Mac"),
            Way(
                (
                    "Open icloud.com and then Contacts.",
                    "Select all with Command A or Control A.",
                    "Choose Export vCard.",
                ),
                "On the web",
            ),
        ),
        "",
    ),
    Source(
        "other-contacts",
        "A phone, Thunderbird and others",
        "Names, addresses and organisations.",
        "A few minutes.",
        (
            Way(("In the Contacts app open Organise, or Fix & manage.", "Choose Export to file."), "Android"),
            Way(("Open the address book, then Tools, Export.", "Choose vCard."), "Thunderbird"),
            Way(
                ("Nearly every address book can write vCard. Look for Export and a file that ends in .vcf.",), "Others"
            ),
        ),
        "",
    ),
    Source(
        "google-mail",
        "Gmail",
        "Whom you wrote to, who wrote to you, and when.",
        "Some hours; a day or two for an old mailbox.",
        (
            Way(
                (
                    "Open takeout.google.com, press Deselect all, and tick Mail alone.",
                    "Under All Mail data included, leave out Spam and Trash if you like.",
                    "Press Next step, keep Export once and .zip, and press Create export.",
                    "A mail brings the link. Large mailboxes come in several parts; all of them are needed.",
                )
            ),
        ),
        "Senders, recipients and times are read, never the words. Lists, advertising and machines stay out.",
    ),
    Source(
        "other-mail",
        "Other mail",
        "Whom you wrote to, who wrote to you, and when.",
        "Some minutes.",
        (
            Way(
                (
                    "Open Help, Troubleshooting Information, and beside Profile Folder press Open.",
                    "In Mail or ImapMail each folder of yours is one file without an ending, such as INBOX or Sent.",
                    "Copy Inbox, Sent and Archives.",
                ),
                "Thunderbird",
            ),
            Way(
                (
                    "Select a mailbox on the left: Inbox, Sent or Archive.",
                    "Choose Mailbox, Export Mailbox. You get a folder that ends in .mbox.",
                ),
                "Apple Mail",
            ),
            Way(
                (
                    "Outlook writes its own kind of file (.pst), which few programs read.",
                    "Add the account to Thunderbird, let it fetch your mail, and take the files from there.",
                ),
                "Outlook",
            ),
        ),
        "",
    ),
    Source(
        "calendars",
        "Calendars",
        "Whom you met, when, and for how long.",
        "A minute.",
        (
            Way(
                (
                    "Open calendar.google.com, the gear, then Settings, then Import & export.",
                    "Press Export. You get a ZIP with one .ics file a calendar.",
                ),
                "Google",
            ),
            Way(
                ("Select the calendar on the left.", "Choose File, Export, Export. You get an .ics file."),
                "Apple, on a Mac",
            ),
            Way(
                ("Open the calendar, then File, Save Calendar.", "Under More Options take the whole calendar."),
                "Outlook for Windows",
            ),
        ),
        "",
    ),
)
"""In the order in which they help most. [R] the clicks for LinkedIn; the others as their makers describe them."""
