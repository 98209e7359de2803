"""One line of the report: what was expected, what came, how far it may be off."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`item` is a number of the validation list, `law`, `fit` or `market`."""

    item: str
    what: str
    expected: str
    got: str
    tolerance: str
    passed: bool


def near(item: str, what: str, expected: float, got: float, tolerance: float, relative: bool = False) -> Check:
    """A figure beside what it should be; `relative` measures the distance as a share of that."""
    apart = abs(got - expected) / (abs(expected) if relative else 1)
    told = f"{100 * tolerance:g} %" if relative else f"{tolerance:g}"
    return Check(item, what, _plain(expected), _plain(got), told, apart <= tolerance)


def within(item: str, what: str, low: float, high: float, got: float) -> Check:
    """A figure that should lie between two others."""
    return Check(item, what, f"{_plain(low)} to {_plain(high)}", _plain(got), "", low <= got <= high)


def holds(item: str, what: str, expected: str, got: str, passed: bool) -> Check:
    """What is no single figure."""
    return Check(item, what, expected, got, "", bool(passed))


def row(figures, places: int = 2) -> str:
    """Figures beside each other."""
    return " ".join(f"{one:.{places}f}" for one in figures)


def _plain(figure: float) -> str:
    return f"{figure:.6g}" if abs(figure) >= 1e-3 or not figure else f"{figure:.1e}"
