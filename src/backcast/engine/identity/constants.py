"""What a piece of evidence weighs, in bits: log2 of how much likelier it is in one person than in two.

Fellegi and Sunter 1969. All values are [D] our choice, from what the kinds of facts are; none is trained.
docs/algorithms/identity.md argues them.
"""

SURE = 0.95
"""Probability from which a pair with an identifier may be merged without a look (engines.md §8)."""
REVIEW = 0.5
"""Probability from which a pair is shown for review."""

AGAINST = -5.0
"""A fact that speaks so much against it wants a look, whatever else agrees: another birthday, a renamed family."""

TWICE = 0.25
"""Of a hundred people, so many are there a second time: contacts come from three or four sources."""
CROWD = 1_000
"""Fewer people than these are taken for a part of so many: chance has not shown itself yet."""

PROFILE = 30.0
MAILBOX = 22.0
PHONE = 16.0
EXTENSION = 4.0
"""A switchboard, or a number that several people use."""
PAGE = 5.0
BIRTHDAY = 14.0
BIRTHDAY_NEAR = 5.0
"""One digit wrong, two swapped, or day and month the other way round."""
BIRTHDAY_YEARLESS = 8.0
BIRTHDAY_OTHER = -8.0
CONNECTED = 8.0
CONNECTED_OTHER = -3.0
ADDRESS = 16.0
ADDRESS_RANGE = (0.65, 0.9)
"""Share of letters in common: at the lower end nothing, from the upper end all the bits."""
ADDRESS_OTHER = -2.0
ORGANISATION_MOST = 7.0
ORGANISATION_OTHER = -1.5
DOMAIN_MOST = 5.0
TITLE_MOST = 4.0
TITLE_OTHER = -0.5
PLACE_MOST = 4.0
PLACE_OTHER = -1.0
PROFILE_OTHER = -200.0
"""Two profiles of one site: more than all the rest together."""
NAMELESS = -200.0

# Names, per word: on top of how rare the word is, or both spellings together
SAME = -0.3
SOUND = -3.0
"""Another spelling of one sound: one in eight."""
NICKNAME = -2.5
"""A short form: one in six."""
SLIP = -4.0
"""A slip of the hand: one in sixteen."""
INITIAL = 3.0
# Names, as a whole
MIDDLE_OTHER = -3.0
LONE = -3.0
"""One word of a longer name only: "Anna" beside "Anna Hale"."""
RELATIVE = -6.0
"""Same family name, other given name. What the family name would weigh is explained by kinship."""
RENAMED = -4.0
"""Same given name, other family name: marriage, or chance."""
STRANGER = -11.0
GENERATION = -12.0
"""Junior and senior."""
NAME_MOST = 34.0
NAME_ALONE = 1.5
"""Above even odds a name by itself nears so many bits and never has them, which is a probability of .74: namesakes are
people one knows, and how common a name is in the world an address book cannot count [D]."""
