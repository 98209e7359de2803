"""The random words: are they as good as chance where the lab leans on them? Chi-square with fixed seeds.

A battery that looks at words as they are used: halves compared with chances, by agent, by week, by seed, and the
further words of one agent. Each statistic is turned into standard deviations; five of them would be a fault.
"""

from functools import cache

import numpy as np  # noqa: TID253
import pytest

from backcast.engine.lab import words

FEW, MANY = 1 << 14, 1 << 20
SIZES = [FEW, pytest.param(MANY, marks=pytest.mark.deep)]


def deviations(observed, expected):
    """How far chi-square lies from its mean, in its own standard deviations."""
    observed = np.asarray(observed, float).ravel()
    free = len(observed) - 1
    return abs(((observed - expected) ** 2 / expected).sum() - free) / (2 * free) ** 0.5


@cache
def streams(many):
    """Words one after the other as agents, weeks, seeds, and the further words of one agent come."""
    agents = words.first(words.key(5, 40), many)
    weeks = np.array([words.first(words.key(5, week), 1)[0] for week in range(min(many, 1 << 16))])
    seeds = np.array([words.first(words.key(seed, 0), 1)[0] for seed in range(min(many, 1 << 16))])
    further = [words.first(words.key(5, 41), max(1, many // 4))]
    for _ in range(3):
        further.append(words.further(further[-1]))
    return {"agents": agents, "weeks": weeks, "seeds": seeds, "further": np.array(further).T.ravel()}


def bits(held):
    return ((held[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)).astype(int)


def of_agent(at):
    return words.mix(at * words.GOLDEN & words.MASK)


@pytest.mark.parametrize("many", SIZES)
def test_every_bit_and_byte_is_as_frequent_as_the_others(many):
    for name, held in streams(many).items():
        ones = np.array([int((held >> np.uint64(bit) & np.uint64(1)).sum()) for bit in range(64)])
        assert (abs(ones - len(held) / 2) < 5 * (len(held) / 4) ** 0.5).all(), name
        for half in (words.high(held), words.low(held)):
            for shift in (0, 8, 16, 24):
                counts = np.bincount((half >> np.uint64(shift) & np.uint64(255)).astype(int), minlength=256)
                assert deviations(counts, len(held) / 256) < 5, name


@pytest.mark.parametrize("many", SIZES)
def test_one_word_says_nothing_of_the_next(many):
    for name, held in streams(many).items():
        for lag in (1, 2, 7, 64):
            for part in (words.high, words.low):
                tops = (part(held) >> np.uint64(28)).astype(int)
                pairs = np.bincount(tops[:-lag] * 16 + tops[lag:], minlength=256)
                assert deviations(pairs, (len(held) - lag) / 256) < 5, (name, lag)
        tops = ((words.high(held) >> np.uint64(28)) * np.uint64(16) + (words.low(held) >> np.uint64(28))).astype(int)
        assert deviations(np.bincount(tops, minlength=256), len(held) / 256) < 5, name


@pytest.mark.parametrize("many", SIZES)
def test_runs_are_as_long_as_those_of_a_coin(many):
    """Rare chances, as losing a job: the weeks between two of them are geometric."""
    chance = 0.0085
    for name, held in streams(many).items():
        hit = np.flatnonzero(words.low(held) < words.threshold(chance))
        assert abs(len(hit) - chance * len(held)) < 5 * (chance * len(held)) ** 0.5, name
        gaps = np.diff(hit)
        edges = np.quantile(np.arange(1, 2000), [0.02, 0.05, 0.1]).astype(int)
        counts = np.histogram(gaps, [1, *edges, 1 << 40])[0]
        survive = (1 - chance) ** (np.array([1, *edges, 1 << 40], float) - 1)
        assert deviations(counts, (survive[:-1] - survive[1:]) * len(gaps)) < 5, name


def test_each_neighbour_flips_half_of_the_bits():
    """Agents, weeks and seeds side by side, and those a power of two apart, share nothing."""
    for step in (1, 2, 1 << 10, 1 << 20):
        pairs = {
            "agents": [(of_agent(at), of_agent(at + step)) for at in range(512)],
            "weeks": [(words.key(3, at), words.key(3, at + step)) for at in range(512)],
            "seeds": [(words.key(at, 3), words.key(at + step, 3)) for at in range(512)],
            "both": [(words.key(at, at + step), words.key(at + step, at)) for at in range(512)],
        }
        for name, held in pairs.items():
            flips = bits(np.array([one ^ other for one, other in held], np.uint64))
            assert abs(flips.sum() - 512 * 32) < 5 * (512 * 16) ** 0.5, (name, step)
            assert (abs(flips.sum(axis=0) - 256) < 5 * 128**0.5).all(), (name, step)


def test_the_first_words_of_many_weeks_are_all_different():
    held = np.concatenate([words.first(words.key(seed, week), 2000) for seed in range(3) for week in range(8)])
    assert len(np.unique(held)) == len(held)
