"""Keys for things that come without one."""

from hashlib import blake2b


def digest(*parts: str) -> str:
    """A stable key out of several parts: 128 bits of BLAKE2b in hexadecimal."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
