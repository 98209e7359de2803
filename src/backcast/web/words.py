"""Words for where a value comes from, the same on every page."""

SOURCES = {
    "hand": "you",
    "vcard": "address book",
    "linkedin": "LinkedIn export",
    "contacts": "address book on LinkedIn",
    "google": "Google contacts",
    "outlook": "Outlook contacts",
    "csv": "list of contacts",
    "monica": "Monica",
    "notes": "your notes",
    "pasted": "your list",
    "resume": "your CV",
    "mail": "your mail",
    "calendar": "your calendar",
    "sample": "the sample",
    "positions": "their positions",
}
"""Who said so, in words."""
FIELDS = {"email": "E-mail", "url": "Address", "connected": "Connected on", "place": "Town", "note": "Note"}
