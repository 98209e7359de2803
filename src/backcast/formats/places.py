"""Towns and countries as people write them, by whole words: "Lisbon, Portugal" is in Lisbon and in Portugal."""

from functools import lru_cache

from backcast.formats import names


@lru_cache(maxsize=16_384)
def parts(place: str) -> tuple[tuple[str, ...], ...]:
    """The words of each part between commas, folded: "São Paulo, Brazil" → (("sao", "paulo"), ("brazil",))."""
    told = (tuple(names.plain(part).split()) for part in place.split(","))
    return tuple(part for part in told if part)


def is_in(place: str, wanted: str) -> bool:
    """Whether a place as written down lies in the one looked for. Of "Lisbon, Portugal" everything told must be found,
    unless the place tells less: "Lisbon" and "Portugal" may be there, "Porto, Portugal" is not."""
    told, sought = parts(place), parts(wanted)
    if not told or not sought:
        return False
    found = [any(_holds(part, words) for part in told) for words in sought]
    return all(found) or (
        len(told) < len(sought) and all(any(_holds(words, part) for words in sought) for part in told)
    )


def _holds(words: tuple[str, ...], sought: tuple[str, ...]) -> bool:
    """Whether some words stand next to each other in others."""
    size = len(sought)
    return any(words[start : start + size] == sought for start in range(len(words) - size + 1))
