"""What is kept in mind of mails gone by: their ids as numbers, for doubles and replies. Bounded."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from backcast import limits

T = TypeVar("T")


class Remembered(Generic[T]):
    """A mapping that forgets the older half of what it holds once it holds too much."""

    def __init__(self, most: int = limits.MAIL_REMEMBERED) -> None:
        self._half = max(most // 2, 1)
        self._new: dict[Hashable, T] = {}
        self._old: dict[Hashable, T] = {}

    def __contains__(self, key: Hashable) -> bool:
        return key in self._new or key in self._old

    def get(self, key: Hashable) -> T | None:
        """What is remembered under this key."""
        found = self._new.get(key)
        return self._old.get(key) if found is None else found

    def put(self, key: Hashable, value: T) -> None:
        """Remembers; may forget others."""
        if len(self._new) >= self._half:
            self._old, self._new = self._new, {}
        self._new[key] = value

    def pop(self, key: Hashable) -> T | None:
        """Takes out what is remembered under this key."""
        found, older = self._new.pop(key, None), self._old.pop(key, None)
        return older if found is None else found

    def is_new(self, key: Hashable, value: T) -> bool:
        """Whether the key was unknown until now."""
        if key in self:
            return False
        self.put(key, value)
        return True
