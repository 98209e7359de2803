"""Single lives over one simulated market, beside the formulas."""

import numpy as np  # noqa: TID253
import pytest

from backcast.engine.lab import meanfield, overlay, pay, words
from backcast.engine.lab.ego import USUAL, parsed
from backcast.engine.lab.layers import layers
from backcast.engine.lab.parameters import BASE, COUNTS, STRATEGIES, WEEKS, Parameters

YEARS = 5
MANY = parsed("inner=5,close=10,active=35,outer=4000,dormant=300")
OWN = parsed("inner=3:.6:.8,close=12:.3,active=20:.2:.1:8,outer=260:.05:.03:3,dormant=90:.1:0")


@pytest.fixture(scope="module")
def market():
    return meanfield.fitted(Parameters())


@pytest.fixture
def small(monkeypatch):
    """A market of few people, for what does not need many."""
    monkeypatch.setattr(overlay, "AGENTS", 3000)


def test_what_contacts_weigh_follows_who_finds_and_loses_work(market):
    """Everybody has as many ties of each layer: all weights together are those of the ties of whoever is out of work,
    to the last whole number."""
    ties = layers(market.parameters, BASE, BASE, 0.0)
    idle, busy = (
        float(np.array(COUNTS) @ overlay._whole([getattr(one, way).weight for one in ties])) for way in ("idle", "busy")
    )
    seen = list(overlay._crowds(market, 3000, 3, 20))
    assert len({int(one.employed.sum()) for one in seen}) > 3
    for one in (seen[0], seen[-1]):
        out = int((~one.employed).sum())
        assert one.idle.sum() == out * idle and one.busy.sum() == (3000 - out) * busy
        assert one.idle.min() >= 0


def test_passing_over_ties_hears_each_by_its_chance():
    """Within five standard errors, whatever was heard before; none of those up to a first one but that itself."""
    chances, many = np.array([0.0, 0.3, 0.002, 0.0, 0.9, 1.0, 0.05, 0.0]), 20_000
    word = words.first(words.key(3, 1), many)
    for heard in (overlay._heard, overlay._heard_of_many):
        first = np.where(np.arange(many) % 2, 4, -1)
        life, tie, _ = heard(word, chances, first)
        seen = np.zeros((many, len(chances)), bool)
        seen[life, tie] = True
        error = 5 * (chances * (1 - chances) / (many / 2)) ** 0.5
        assert (abs(seen[::2].mean(0) - chances) <= error).all()
        assert (
            abs(seen[1::2].mean(0) - np.array([0, 0, 0, 0, 1, 1, 0.05, 0])) <= error * [0, 0, 0, 0, 0, 1, 1, 1]
        ).all()
        assert abs(np.corrcoef(seen[::2, 1], seen[::2, 6])[0, 1]) < 5 / (many / 2) ** 0.5


@pytest.mark.parametrize("few", [overlay.FEW, pytest.param(0, marks=pytest.mark.deep)])
def test_lives_have_the_mean_of_the_formulas_and_share_their_luck(market, small, monkeypatch, few):
    """Within four standard errors and a hundredth: the market itself has luck, too. Further lives change none. So
    where ties are passed over."""
    monkeypatch.setattr(overlay, "FEW", few)
    chosen = [STRATEGIES["base"], STRATEGIES["reactive"]]
    told = overlay.lives(market, chosen, 1, 3000, 9, OWN)
    for one, got in zip(chosen, told, strict=True):
        mean = pay.expected(market, one, 1, ego=OWN)
        assert abs(got.total.mean() - mean.pay) < 4 * got.total.std() / 3000**0.5 + 0.01 * mean.pay
        assert got.band(0.1)[0] < got.band(0.5)[0] < got.band(0.9)[0]
        assert np.allclose(got.pay.sum(), got.total.sum(), rtol=0.03) and 0 <= got.idle.max() <= WEEKS
    again = overlay.lives(market, chosen[:1], 1, 300, 9, OWN)
    assert (again[0].total == told[0].total[:300]).all()
    assert np.corrcoef(told[0].idle, told[1].idle)[0, 1] > 0.5


@pytest.mark.deep
@pytest.mark.parametrize("ego", [USUAL, OWN, MANY])
def test_the_simulation_agrees_with_the_formulas(market, ego):
    """Time out of work within 5 per cent, pay against everybody else's within .25 points (lab.md A.4)."""
    chosen = [STRATEGIES[name] for name in ("base", "work", "broad", "deep", "new", "dormant")]
    told = overlay.lives(market, chosen, YEARS, 16_000, 4, ego)
    usual = pay.expected(market, BASE, YEARS, ego=ego)
    for one, got in zip(chosen, told, strict=True):
        mean = pay.expected(market, one, YEARS, ego=ego)
        assert abs(got.idle.mean() / (YEARS * WEEKS) / mean.idle - 1) < 0.05
        gain = 100 * (got.total.mean() / told[0].total.mean() - 1)
        assert abs(gain - mean.against(usual)) < 0.25
