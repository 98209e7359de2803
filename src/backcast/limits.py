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
