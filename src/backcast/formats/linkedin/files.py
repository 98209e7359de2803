"""The files of a LinkedIn archive, by name and by header: what is read, what is not yet, what never is."""

import re
from typing import NamedTuple

from backcast.formats.names import word_set
from backcast.formats.tables import Header, header
from backcast.formats.text import Line


class Shape(NamedTuple):
    """The columns a file must have, and all that were met in any era."""

    required: frozenset[str]
    known: frozenset[str]


def _shape(required: str, others: str) -> Shape:
    must = frozenset(required.split(","))
    return Shape(must, must | frozenset(others.split(",")))


SHAPES = {
    "linkedin.connections": _shape("first name,last name,connected on", "url,email address,company,position"),
    "linkedin.messages": _shape(
        "from,to,date",
        "conversation id,conversation title,sender profile url,recipient profile urls,subject,content,folder,"
        "attachments,is message draft,is conversation draft,is conversation archived",
    ),
    "linkedin.invitations": _shape("from,to,sent at,direction", "message,inviterprofileurl,inviteeprofileurl"),
    "linkedin.profile": _shape(
        "first name,last name,headline",
        "maiden name,address,birth date,summary,industry,zip code,geo location,twitter handles,websites,"
        "instant messengers",
    ),
    "linkedin.positions": _shape("company name,title,started on", "description,location,finished on"),
    "linkedin.email_addresses": _shape("email address,confirmed,primary", "updated on"),
}
_NAMES = {kind.partition(".")[2].replace("_", ""): kind for kind in SHAPES}

# What tells these columns from another program's: a message table has more than from, to and date.
_TELLING = {"linkedin.messages": frozenset({"conversation id", "folder", "sender profile url"})}

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
NOT_YET = word_set(
    "profilesummary education skills languages certifications projects publications honors courses"
    " volunteering organizations patents testscores causesyoucareabout recommendationsreceived"
    " recommendationsgiven endorsementreceivedinfo endorsementgiveninfo contacts importedcontacts"
    " companyfollows memberfollows hashtagfollows events shares comments reactions votes instantreposts"
    " saveditems savedarticles richmedia learning jobapplications savedjobs jobseekerpreferences"
    " savedjobalerts notes providers"
)


def plain_name(name: str) -> str:
    """A file's name without folders, ending, case, spaces, underscores, `_<digits>` and " (1)"."""
    return re.sub(r"[\s_]", "", _stem(name))


def _stem(name: str) -> str:
    base = name.rpartition("/")[2].lower()
    if not base.endswith(".csv"):
        return ""
    return re.sub(r"_\d{1,15}$", "", re.sub(r"\s?\(\d{1,3}\)$", "", base.removesuffix(".csv")))


def by_name(name: str) -> str:
    """The kind of a file that must not or need not be opened; "" for one to look into."""
    plain = plain_name(name)
    if plain in PRIVATE:
        return "linkedin.private"
    known = plain in ASSISTANT or plain in NOT_YET
    return "linkedin." + re.sub(r"[\s_]+", "_", _stem(name)) if known else ""


def by_contents(name: str, head: list[Line]) -> str:
    """The kind of a file by its header; one column may be missing or renamed, which reading it then tells."""
    for kind in SHAPES:
        if strict_header(kind, head):
            return kind
    if header(head, lambda columns: any(private <= columns for private in _PRIVATE_COLUMNS)):
        return "linkedin.private"
    named = _NAMES.get(plain_name(name), "")
    if named and near_header(named, head, 2):
        return named
    return next((kind for kind in SHAPES if near_header(kind, head, 4)), "")


def strict_header(kind: str, head: list[Line]) -> Header | None:
    """The header row if it has all this kind must have."""
    must, telling = SHAPES[kind].required, _TELLING.get(kind)
    return header(head, lambda columns: must <= columns and (telling is None or bool(telling & columns)))


def near_header(kind: str, head: list[Line], least: int) -> Header | None:
    """The row that looks like this kind's header: enough columns known, one required missing."""
    shape = SHAPES[kind]
    return header(head, lambda columns: len(columns & shape.known) >= least and len(shape.required - columns) == 1)
