"""What the full market assumes: every figure with its source, and the strategies that can be compared (lab.md A.3).

"[D]" is our choice. Where a prior is told, nobody has measured the figure for a single career; comparisons are made
over draws from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from types import MappingProxyType
from typing import Final

LAYERS: Final = ("inner", "close", "active", "outer", "dormant", *(f"new{number}" for number in range(1, 9)))
"""Kinds of ties: Dunbar's layers, ties asleep, and eight that open one after the other as new ties are begun."""
KEPT: Final = ("inner", "close", "active", "outer")
"""Layers that hours are kept for anyway."""
COUNTS: Final = (5, 10, 35, 100, 20)
"""Ties of one person in the first five layers (Dunbar; dormant [D])."""
HOURS: Final = (1.96, 0.49, 0.15, 0.045, 0.0)
"""Social hours a week with one tie of each, 24.5 in all (Dunbar's shares)."""
CONTACTS: Final = (2.0, 0.25, 0.04, 0.02, 0.0)
"""Contacts a week with one tie of each [D]."""
MUTUALS: Final = (23, 21, 15, 6, 5)
"""Mutual contacts of a tie, the mean of a ring of acquaintances partly rewired [D] (lab.md A.3)."""
TAU: Final = 129.8
"""Hours that bring closeness to 1 − 1/e (Hall 2018)."""
WEEKS: Final = 52
"""Weeks of a year."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where more brings less. All of it holds in the model; an ablation takes one away and sees what hung on it."""

    closeness: bool = True
    """An hour brings two people less, the closer they are: dC/dt = (r/τ)(1 − C) − λC, else (r/τ) − λC."""
    activity: bool = True
    """A second contact in the window counts less: 1 − exp(−f·W), else f·W up to 1."""
    strength: bool = True
    """What is active and close is not twice as strong: 1 − (1 − A)(1 − C), else A + C."""
    by_layer: bool = True
    """An hour brings more contacts in some layers than in others, as Dunbar found; else as many in each."""
    strongest: float = inf
    """So many of a person's strongest ties do anything; all of them."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """One assumption about the world. Chances are weekly, hours are hours a week."""

    b: float = 0.0085
    """Loses the job (Shimer: .0079 a week; calibrated so that .0080 comes out over all)."""
    searches: float = 20.9
    """Applications a week out of work (Λ; recomputed so that 13.1 % a week find work)."""
    news: float = 0.49
    """Somebody in work hears of an opening that suits somebody out of work (a_e; recomputed for the contact share)."""
    ladder: float = 0.28
    """… that suits somebody in work (a_l; recomputed so that .5 % a week move)."""
    moves: float = 0.003
    """Goes to another job alone (2 % a month in all, recalled and unchecked)."""
    cold: float = 0.00413
    """An application becomes a job (Brown et al., boards and others pooled)."""
    odds_known: float = 6.5
    """Odds of a referred application against a cold one (Brown et al.)."""
    odds_vouched: float = 2.5
    """… of these, what being vouched for adds [D]; prior 1.5 to 6.4."""
    quit_less: float = 0.20
    """How much more rarely who came by referral leaves (Burks et al.); prior .1 to .3."""
    told: float = 0.10
    """A tie with neither strength nor mutual contacts speaks up (ρ₀) [D]; prior .02 to .5; the user's own, if known."""
    novelty: float = 25.0
    """Mutual contacts at which news is new to the hearer with chance 1/e (M₀); with `trust` fitted to a peak near ten
    (Rajkumar et al. 2022)."""
    trust: float = 10.0
    """Mutual contacts that make up for strength (M_t)."""
    prefers: float = 1.0
    """Power of strength in whom one thinks of first (γ) [D]; prior 0 to 2."""
    window: float = 4.0
    """Weeks in which a contact counts as recent (W_A) [D]; prior 2 to 26."""
    half_life: float = 4.27 * WEEKS
    """Weeks of silence that halve closeness (Dunbar); prior 2 to 8 years."""
    social: float = 0.5
    """Share of social hours that counts for work (σ_s) [D]; prior .15 to 1: the second figure that decides."""
    vouches: float = 0.5
    """Power of closeness in vouching (ζ_v), fitted to 29 % of hires by referral."""
    vouching: float = 1.0
    """How much of it counts; more than in the middle only for seniors, where that is assumed (`seniority`)."""
    starts: float = 4.0
    """Hours that begin a new tie [D]; prior 1.5 to 10."""
    less_search: float = 0.5
    """Power of the hours left for applications (κ) [D]; prior .2 to 1."""
    free: float = 30.0
    """Hours a week out of work that could go to people or applications (T_u) [D]."""
    hours: float = 10.0
    """Hours a week the user could give to work or to people (L)."""
    effort: float = 0.10
    """How much rarer one loses the job for each standard deviation of hours in it (θ) [D]; prior 0 to .3."""
    dormant: float = 0.4
    """Closeness of a tie when it fell asleep [D]; prior .1 to .6."""

    closeness_pays: float = 0.5
    """Share of closeness, beside strength, in what ties are worth at work (λ_c) [D]; prior 0 to 1."""
    convex: float = 1.0
    """Power of closeness in that (ζ_s) [D]; prior .5 to 4."""
    spread: float = 0.5
    """Standard deviation of the log of what people's ties amount to (σ_n) [D]; prior .25 to 1."""
    work_pays: float = 0.012
    """Growth of pay a year for each standard deviation of hours of work (β_w: Ng et al. 2005, .24 × .5 of log pay over
    ten years; the conversion is [D]); prior 0 to twice that. With the next one it decides, and nobody has measured
    either."""
    ties_pay: float = 0.0085
    """… for each standard deviation of ties (β_n: .17 likewise)."""
    better: float = 1.10
    """Pay after a move, against before (J), recalled and unchecked; prior 1.03 to 1.15."""
    replaced: float = 0.5
    """Pay out of work, as a share [D]; prior .3 to .7."""
    discount: float = 0.03
    """Of what lies a year ahead [D]."""
    deviation: float = 8.0
    """Hours a week that make one standard deviation of effort [D]."""

    fixed_jobs: float = 0.0
    """1 where the number of jobs is fixed, so that each taken is one fewer to hear of; 0 where openings always come at
    the same rate (χ, lab.md C7)."""
    openings: float = 1.0
    """Open jobs for each person out of work in a market at rest, where jobs are fixed [D]."""
    shape: Shape = Shape()
    """Where more brings less."""

    @property
    def decay(self) -> float:
        """Closeness lost a week, as a rate."""
        return 0.6931471805599453 / self.half_life


@dataclass(frozen=True, slots=True)
class Strategy:
    """How the free hours are used: in work the share `people` of them goes to people, out of work the share `idle` of
    `free` hours; `where` says to which layers, by shares that sum to one. Empty: as everybody's hours are spread. Out
    of work the hours go the same way, unless `idle_where` says another."""

    name: str
    people: float
    where: tuple[tuple[str, float], ...] = ()
    idle: float = 0.2
    idle_where: tuple[tuple[str, float], ...] = ()
    longer: float = 0.0
    """Hours a week in work on top of the free ones: left to the work, where `people` does not take them up."""
    mutual: float | None = None
    """Mutual contacts of the ties that the hours are for, picked for that within a layer, and of new ties; None where
    nobody looks at it."""


def _to(**shares: float) -> tuple[tuple[str, float], ...]:
    return tuple(shares.items())


EACH: Final = _to(each=1.0)
"""The same hours to every tie there is, whichever layer it is in: to ties at random."""
AWAKE: Final = _to(awake=1.0)
"""As everybody's hours are spread, with those asleep kept like outer ties from now on."""
FEW: Final = 3
"""Mutual contacts of a bridge [D]: some, as trust needs them, and half of an outer tie's."""
BASE: Final = Strategy("base", 0.3)
"""Everybody else."""
STRATEGIES: Final[Mapping[str, Strategy]] = MappingProxyType(
    {
        one.name: one
        for one in (
            BASE,
            Strategy("work", 0.0),
            Strategy("deep", 1.0, _to(active=1.0)),
            Strategy("inner", 1.0, _to(inner=1.0)),
            Strategy("balanced", 1.0, _to(inner=0.25, close=0.25, active=0.25, outer=0.25)),
            Strategy("broad", 1.0, _to(outer=1.0)),
            Strategy("new", 1.0, _to(new=1.0)),
            Strategy("dormant", 1.0, _to(dormant=1.0)),
            Strategy("half-deep", 0.5, _to(active=1.0)),
            Strategy("half-broad", 0.5, _to(outer=1.0)),
            Strategy("reactive", 0.0, idle=0.6),
            Strategy("bridging", 1.0, _to(outer=0.5, new=0.5), mutual=FEW),
            Strategy("clique", 1.0, _to(outer=0.5, new=0.5), mutual=MUTUALS[0]),
            Strategy("random", 1.0, EACH),
            Strategy("dormant-first", 1.0, AWAKE),
        )
    }
)
"""By name. `idle` is the same for all but the one that only looks for people once out of work: letting it differ would
mix less cold search into more people (lab.md A.3)."""
