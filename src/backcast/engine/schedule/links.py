"""Which milestone waits for which, without the links that would make a ring."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backcast.engine.schedule.records import Milestone
from backcast.errors import Invalid


@dataclass(frozen=True, slots=True)
class Links:
    """`before`: what each key waits for. `order`: every key, what it waits for first.

    `rings`: keys that wait for each other, each for the next and the last for the first; that last wait is left out.
    """

    before: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]
    rings: tuple[tuple[str, ...], ...]


def links(milestones: Sequence[Milestone]) -> Links:
    """Links among the given milestones, the same whatever their order. Invalid for a key used twice."""
    keys = {one.key for one in milestones}
    if len(keys) < len(milestones):
        raise Invalid("Two milestones share a key.", "Give each milestone its own key.")
    told = {one.key: [key for key in sorted({*one.after}) if key in keys] for one in milestones}
    before: dict[str, list[str]] = {key: [] for key in keys}
    order: dict[str, None] = {}
    rings: list[tuple[str, ...]] = []
    for key in sorted(keys):
        if key not in order:
            _walk(key, told, before, order, rings)
    return Links({key: tuple(earlier) for key, earlier in before.items()}, tuple(order), tuple(rings))


def _walk(
    first: str,
    told: Mapping[str, Sequence[str]],
    before: Mapping[str, list[str]],
    order: dict[str, None],
    rings: list[tuple[str, ...]],
) -> None:
    """Everything `first` waits for, however far, then `first` itself; a wait for a key on the way is a ring."""
    way: dict[str, Iterator[str]] = {first: iter(told[first])}
    while way:
        key = next(reversed(way))
        earlier = next(way[key], None)
        if earlier is None:
            del way[key]
            order[key] = None
        elif earlier in way:
            on_the_way = list(way)
            rings.append(tuple(on_the_way[on_the_way.index(earlier) :]))
        else:
            before[key].append(earlier)
            if earlier not in order:
                way[earlier] = iter(told[earlier])
