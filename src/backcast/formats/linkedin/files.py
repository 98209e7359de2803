"""The files of a LinkedIn archive, by name and by header: what is read, what is only counted, what never is."""

import re
from typing import NamedTuple

from backcast.formats.names import word_set
from backcast.formats.tables import Header, header, headers
from backcast.formats.text import Line


class Shape(NamedTuple):
    """The columns a file must have, all that were met in any era, and which of them hold days."""

    required: frozenset[str]
    known: frozenset[str]
    dates: tuple[str, ...]
    telling: frozenset[str]
    """One of these tells the file from another program's, where the required columns do not."""
    plain: bool
    """Whether its columns could be any program's, so that one missing is borne only under its own name."""

    def fits(self, columns: frozenset[str]) -> bool:
        """Whether a header has all this kind must have."""
        return self.required <= columns and self.is_told(columns)

    def is_told(self, columns: frozenset[str]) -> bool:
        """Whether a column of LinkedIn's own is there, where such a column is asked for."""
        return not self.telling or bool(self.telling & columns)

    def nearly_fits(self, columns: frozenset[str], least: int) -> bool:
        """Whether enough columns are known and just one required is missing."""
        return len(columns & self.known) >= least and len(self.required - columns) == 1


def _shape(required: str, others: str, dates: str = "", telling: str = "", plain: bool = False) -> Shape:
    must, days = frozenset(required.split(",")), tuple(dates.split(",")) if dates else ()
    known = must | frozenset(days) | frozenset(others.split(",")) - {""}
    return Shape(must, known, days, frozenset(telling.split(",")) if telling else frozenset(), plain)


_RECOMMENDATIONS = _shape(
    "first name,last name,text", "company,job title,status", "creation date", telling="creation date,status", plain=True
)

LANGUAGES = "linkedin.languages"
"""Known by its file's name alone: lists of anything have a column Name."""
SHAPES = {
    "linkedin.connections": _shape(
        "first name,last name,connected on", "url,email address,company,position", "connected on",
        telling="connected on,url",
    ),
    "linkedin.messages": _shape(
        "from,to,date",
        "conversation id,conversation title,sender profile url,recipient profile urls,subject,content,folder,"
        "attachments,is message draft,is conversation draft,is conversation archived",
        "date",
        telling="conversation id,folder,sender profile url",
    ),
    "linkedin.invitations": _shape(
        "from,to,sent at,direction", "message,inviterprofileurl,inviteeprofileurl", "sent at"
    ),
    "linkedin.profile": _shape(
        "first name,last name,headline",
        "maiden name,address,summary,industry,zip code,geo location,twitter handles,websites,instant messengers",
        "birth date",
    ),
    "linkedin.positions": _shape(
        "company name,title,started on", "description,location", "started on,finished on"
    ),
    "linkedin.education": _shape(
        "school name", "notes,degree name,activities", "start date,end date,started on,finished on",
        telling="degree name,activities,start date,started on", plain=True,
    ),
    "linkedin.email_addresses": _shape("email address,confirmed,primary", "updated on"),
    "linkedin.contacts": _shape(
        "firstname,lastname,emails",
        "source,companies,title,phonenumbers,addresses,sites,instantmessagehandles,fullname,location,bookmarkedat,"
        "profiles",
        "createdat,birthday",
        telling="source,companies,phonenumbers,createdat,instantmessagehandles,bookmarkedat",
    ),
    "linkedin.notes": _shape(
        "connection first name,connection last name,note", "connection profile url", "created on,edited on"
    ),
    "linkedin.recommendations_received": _RECOMMENDATIONS,
    "linkedin.recommendations_given": _RECOMMENDATIONS,
    "linkedin.recommendations": _RECOMMENDATIONS,
    "linkedin.endorsement_received_info": _shape(
        "skill name,endorser first name,endorser last name", "endorser public url,endorsement status",
        "endorsement date",
    ),
    "linkedin.endorsement_given_info": _shape(
        "skill name,endorsee first name,endorsee last name", "endorsee public url,endorsement status",
        "endorsement date",
    ),
    "linkedin.member_follows": _shape("date,status,fullname", "", "date", plain=True),
    LANGUAGES: _shape("name", "proficiency", plain=True),
}  # fmt: skip
_NAMES = {kind.partition(".")[2].replace("_", ""): kind for kind in SHAPES} | {"importedcontacts": "linkedin.contacts"}

PRIVATE = word_set(
    "logins securitychallenges registration receipts receiptsv2 privateidentityasset adtargeting"
    " inferencesaboutyou verifications adsclicked lanadsengagement searchqueries phonenumbers"
    " whatsappphonenumbers jobapplicantsavedanswers jobapplicantsavedscreeningquestionresponses"
)
_PRIVATE_COLUMNS = tuple(
    frozenset(columns.split(","))
    for columns in (
        "ip address,user agent",
        "registration ip",
        "challenge type",
        "private identity asset name",
        "invoice number,payment method type",
        "buyer groups,member age",
        "type of inference,inference",
        "verification type,document type",
        "ad clicked date",
        "time,search query",
        "extension,number,type",
        "number,extension,is whatsapp number",
    )
)
ASSISTANT = word_set("guidemessages learningcoachmessages learningroleplaymessages coachmessages aicoachmessages")
LATER = {
    "skills": "skills",
    "certifications": "certificates",
    "projects": "projects",
    "publications": "publications",
    "honors": "honours",
    "courses": "courses",
    "patents": "patents",
    "testscores": "test scores",
    "volunteering": "volunteering",
    "organizations": "organisations you belong to",
    "causesyoucareabout": "causes you care about",
    "companyfollows": "organisations you follow",
    "hashtagfollows": "topics you follow",
    "events": "events",
    "shares": "your posts",
    "instantreposts": "your posts",
    "richmedia": "your pictures and files",
    "comments": "your comments",
    "reactions": "your reactions",
    "votes": "your votes",
    "saveditems": "saved articles and posts",
    "savedarticles": "saved articles and posts",
    "learning": "courses watched",
    "jobapplications": "job applications",
    "savedjobs": "saved jobs",
}
"""What is known and has no use here yet: its rows are counted, no more. In the words it is told with."""
NAMED = word_set("profilesummary jobseekerpreferences savedjobalerts providers")
"""Settings and the like, a row or so each: not opened at all."""


def plain_name(name: str) -> str:
    """A file's name without folders, ending, case, spaces, underscores, `_<digits>` and " (1)"."""
    return re.sub(r"[\s_]", "", _stem(name))


def _stem(name: str) -> str:
    base = name.rpartition("/")[2].lower()
    if not base.endswith(".csv"):
        return ""
    return re.sub(r"_\d{1,15}$", "", re.sub(r"\s?\(\d{1,3}\)$", "", base.removesuffix(".csv")))


def by_name(name: str) -> str:
    """The kind of a file that must not or need not be looked into to know it; "" for the others."""
    plain = plain_name(name)
    if plain in PRIVATE:
        return "linkedin.private"
    if plain == "languages":
        return LANGUAGES
    known = plain in ASSISTANT or plain in LATER or plain in NAMED
    return "linkedin." + re.sub(r"[\s_]+", "_", _stem(name)) if known else ""


def by_contents(name: str, head: list[Line]) -> str:
    """The kind of a file by its header; one column may be missing or renamed, which reading it then tells."""
    rows = [frozenset(found.columns) for found in headers(head)]
    for kind, shape in SHAPES.items():
        if kind != LANGUAGES and any(map(shape.fits, rows)):
            return _told_apart(kind, name)
    if any(private <= columns for columns in rows for private in _PRIVATE_COLUMNS):
        return "linkedin.private"
    named = _NAMES.get(plain_name(name), "")
    if named and any(SHAPES[named].nearly_fits(columns, 2) for columns in rows if _is_ours(named, columns)):
        return named
    ours = (kind for kind, shape in SHAPES.items() if not shape.plain)
    return next((kind for kind in ours if any(_is_nearly(kind, columns) for columns in rows)), "")


def _is_ours(kind: str, columns: frozenset[str]) -> bool:
    """A file named Connections is LinkedIn's even without its day; one named Contacts may be anybody's."""
    return kind == "linkedin.connections" or SHAPES[kind].is_told(columns)


def _is_nearly(kind: str, columns: frozenset[str]) -> bool:
    return SHAPES[kind].is_told(columns) and SHAPES[kind].nearly_fits(columns, 4)


def _told_apart(kind: str, name: str) -> str:
    """Recommendations given and received look alike; only the name of their file tells which they are."""
    if SHAPES[kind] is not _RECOMMENDATIONS:
        return kind
    plain = plain_name(name)
    way = next((way for way in ("received", "given") if way in plain), "")
    return f"linkedin.recommendations_{way}".rstrip("_")


def strict_header(kind: str, head: list[Line]) -> Header | None:
    """The header row if it has all this kind must have."""
    return header(head, SHAPES[kind].fits)


def near_header(kind: str, head: list[Line]) -> Header | None:
    """The row that looks like this kind's header, though it lacks something."""
    return header(head, lambda columns: SHAPES[kind].nearly_fits(columns, 2))
