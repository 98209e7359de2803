"""Every bound on what comes in, in one place (security.md part B; ASVS 5.1.1). Sizes in bytes, times in seconds."""

MEGABYTE = 1024 * 1024

# Files and archives
UPLOAD = 200 * MEGABYTE
ARCHIVE_MEMBERS = 10_000
ARCHIVE_UNPACKED = 1024 * MEGABYTE
ARCHIVE_RATIO = 200
"""Unpacked size over packed size, looked at once a member has grown past one megabyte."""

# Tables
CSV_ROWS = 1_000_000
CSV_COLUMNS = 500
CSV_FIELD = 64 * 1024

# Cards
CARD = 2 * MEGABYTE
CARD_LINES = 2_000

# The parsing child
PARSER_MEMORY = 512 * MEGABYTE
PARSER_CPU = 300

# Requests and rows
REQUEST_BODY = 2 * MEGABYTE
NAME = 200
TEXT = 100_000
PAGE_ROWS = 200

# Recovery
CSV_BREAKS = 20
"""Quotes that never close in one table before the rest of it is given up [D]; bounds the second looks."""

# The vision
VISION_FILE = MEGABYTE
VISION_PARTS = 1_000
"""Milestones, future people, places … of one file, each [D]: twice what the schedule is measured with."""
SENTENCE = 1_000
"""Characters of a description or a first ask [D]."""
KEY = 80
"""Characters of a key in the vision file [D]."""

# Lists written from memory
MEMORY_NAMES = 200
"""Names written down at once [D]: more than anyone keeps up with by heart."""

# Wording files
WORDS = 8 * 1024
"""Bytes of one wording file [D]: a message of two lines in any writing, many times over."""

# What is kept of a file's words
QUOTE = 280
"""Characters of a recommendation that are kept [D]: its first sentence or two."""
COUNTED = 16 * MEGABYTE
"""Bytes of a file that is read only to count its rows [D]; years of posts and reactions fit."""

# Files read as a whole
JSON = 200 * MEGABYTE
"""Bytes of a JSON file that is looked into [D]: a Monica export with its pictures."""
HELD = 32 * MEGABYTE
"""Characters of one file that a reader holds at once, without pictures and indents [D]: some 10,000 contacts with all
that Monica tells of them; reading them takes half of `PARSER_MEMORY`."""
PICTURE = MEGABYTE
"""Characters of one JSON string from which it is taken for a picture and dropped [D]; ten times `TEXT`."""
SQL_ROW = 2 * MEGABYTE
"""Characters of one row of a database dump [D]."""

# People notes
FRONT_MATTER = 500
"""Lines of front matter that are read [D]; people's own have a few dozen."""
NOTE_FILE = 4 * MEGABYTE
"""Characters of one note that are read [D]."""
PARAGRAPH = 2_000
"""Characters of a note's first paragraph that are kept [D]."""
LOG_LINES = 5_000
"""Dated contacts of one note [D]."""

# Lists pasted into a box
PASTED = 1_000
"""Lines of a pasted list that are read [D]: a conference, a class, a department."""

# Mail
FOLDER_FILES = 50_000
"""Files of a folder [D], where each may be one mail; each costs about a kilobyte until all are read."""
ARCHIVE_GROWTH = 10
"""Bytes one import may unpack for each byte given [D], where that is more than ARCHIVE_UNPACKED: a mailbox may have
any size, text and attachments shrink to a fifth or more."""
MAIL_HEADER = 4 * MEGABYTE
"""Bytes of one message's header; a longer one is left out [D]."""
MAIL_VALUE = 64 * 1024
"""Bytes of one header field that are looked at [D]: some 2,000 recipients."""
MAIL_JUMP = 8 * MEGABYTE
"""Bytes a Content-Length is followed where a line in between looks like the next message [D]."""
MAIL_PEOPLE = 50_000
"""Correspondents of one import [D]: three new ones a day for forty years."""
MAIL_REMEMBERED = 60_000
"""Messages kept in mind by their id alone, to know doubles and replies [D]; the oldest are forgotten first."""
MAIL_WAITING = 10_000
"""Mails of lists kept in mind until the mail they answer is met [D]."""
MAIL_PROBLEMS = 100
"""Problems of single mails listed; the rest are counted [D]."""

# Calendars
EVENT = MEGABYTE
"""Characters of one event's lines that are of use [D]; words and attachments are passed over and not counted."""
EVENT_LINES = 20_000
EVENT_GUESTS = 500
"""Guests of one event that are looked at [D]; far fewer make it an audience."""
CALENDAR_EVENTS = 200_000
"""Events with other people that one import holds at a time [D]."""
CALENDAR_ZONES = 1_000
CALENDAR_DAYS = 3_000_000
"""Days that all rules of repetition of one import may look at [D]: a few seconds."""
MEETING_TIMES = 5_000
"""Times that one meeting may repeat [D]: every working day for nineteen years."""
CALENDAR_TIMES = 200_000
"""Meetings, counted with their repetitions and their people, that one import takes [D]."""

# The lab
SCENARIO_FILE = MEGABYTE
"""Bytes of a scenario file [D]: thousands of values to vary."""
