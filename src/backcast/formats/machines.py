"""Addresses that no person reads."""

import re

_NO_ONE = re.compile(
    r"(?:.*[._+-])?(?:no-?_?reply|do-?not-?reply|donotreply|mailer-daemon|postmaster|bounces?|notifications?|newsletters?"
    r"|unsubscribe)(?:[._+-].*)?@.*"
)


def is_machine(email: str) -> bool:
    """Whether an address is one that programs write from and nobody reads [D]."""
    return _NO_ONE.fullmatch(email) is not None
