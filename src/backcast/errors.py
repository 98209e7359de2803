"""The few ways in which Backcast says no. Each door has one translator for them."""


class BackcastError(Exception):
    """Something was refused or failed: `message` is one sentence of cause, `hint` one of remedy."""

    code = "failed"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFound(BackcastError):
    """No such row for this viewer; a stranger's row looks the same."""

    code = "not_found"


class Ambiguous(NotFound):
    """Several rows fit; the hint lists them."""

    code = "ambiguous"


class Refused(BackcastError):
    """The request is understood and not allowed in this state."""

    code = "refused"


def gone_meanwhile(error: Exception) -> Refused | None:
    """A database's error, if somebody else took away what a write was about since it was looked up; else None."""
    if type(error).__name__ != "IntegrityError" or "foreign key" not in str(error).lower():
        return None
    return Refused("This was changed at the same moment.", "Look at it again, and do it once more if it still fits.")


class Invalid(BackcastError):
    """The input is wrong; the message names the place (file, line, key or field)."""

    code = "invalid"


class Unreadable(BackcastError):
    """A file, archive or database cannot be read, or breaks a limit."""

    code = "unreadable"


class Misconfigured(BackcastError):
    """A setting is unknown or malformed; the start stops here."""

    code = "misconfigured"


class NoVision(NotFound):
    """Nothing is written about the future yet, or no future is the active one."""

    code = "no_vision"
