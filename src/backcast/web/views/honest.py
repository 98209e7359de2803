"""Work or networking: what studies show, what they do not, what nobody knows. Every figure is a row with its source.

Only figures somebody read in the source, read in a summary of it, or computed from such a figure may stand here.
What is only remembered may not, however often it is repeated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backcast.accounts.middleware import Request
from backcast.vision import queries as visions
from backcast.web.forms import Beginning

MARKS: Final[Mapping[str, str]] = {
    "source": "read in the source",
    "summary": "read in a summary of it",
    "computed": "computed from the figures read",
    "ours": "our choice",
}
"""How a figure is known, in the words of the page."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publication: who, when, where, and what kind of study it is."""

    who: str
    year: int | None
    where: str
    kind: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is shown, what it measures, its source (a key of SOURCES) and how it is known."""

    shown: str
    what: str
    source: str
    mark: str


SOURCES: Final[Mapping[str, Source]] = {
    "lester": Source(
        "Lester, Rivers and Topa",
        2021,
        "Federal Reserve Bank of New York, Staff Report 987; told by the Federal Reserve Bank of Philadelphia",
        "survey and model, United States",
    ),
    "pellizzari": Source("Pellizzari", 2010, "Industrial and Labor Relations Review", "surveys, Europe"),
    "brown": Source("Brown, Setren and Topa", 2016, "Journal of Labor Economics", "applications to one firm"),
    "fernandez": Source("Fernandez and Weinberg", 1997, "American Sociological Review", "applications to one bank"),
    "burks": Source("Burks and others", 2015, "Quarterly Journal of Economics", "records of nine firms"),
    "volmer": Source("Volmer and others", 2018, "Frontiers in Psychology", "diary over five days"),
    "wolff": Source("Wolff and Moser", 2009, "Journal of Applied Psychology", "the same people over years, Germany"),
    "rajkumar": Source("Rajkumar and others", 2022, "Science 377", "experiment on a network site"),
    "adler": Source("Adler", None, "article on adlergroup.co", "web poll of whoever answered"),
    "burt": Source("Burt", 2002, "Social Networks", "the same bankers over four years"),
    "calvo": Source("Calvó-Armengol and Zenou", 2005, "Journal of Urban Economics", "model"),
    "tassier": Source("Tassier and Menczer", 2001, "IEEE Transactions on Evolutionary Computation", "model"),
    "own": Source("Backcast", None, "this program", "no study"),
}

FIGURES: Final[Mapping[str, Figure]] = {
    "half": Figure(
        "about half", "Job seekers, United States, who tell of a referral somewhere in hiring", "lester", "source"
    ),
    "europe": Figure("18 to 45%", "Jobs found through personal contacts, by country, Europe", "pellizzari", "summary"),
    "applications": Figure("62,127", "Applications looked at", "brown", "summary"),
    "ratio": Figure(
        "about 6 times",
        "Hired of those referred (2.65%) over hired of the others (0.41%), nothing else taken into account",
        "brown",
        "computed",
    ),
    "premium": Figure("third year", "When the higher entry pay of those referred is gone", "brown", "source"),
    "quits": Figure(
        "10 to 30%", "How much less often those referred leave, as the draft of 2013 has it", "burks", "source"
    ),
    "diary": Figure("160", "People who kept the diary", "volmer", "source"),
    "germany": Figure("235", "People followed over three yearly waves", "wolff", "summary"),
    "people": Figure("20 million", "People in the experiment, at least", "rajkumar", "source"),
    "folklore": Figure("85%", "Jobs filled through networking, as the poll has it; not used here", "adler", "source"),
    "poll": Figure("3,000", "People who chose to answer that poll, about", "adler", "source"),
    "bridges": Figure("9 in 10", "Bankers' ties between groups that were gone a year later", "burt", "source"),
    "rhythm": Figure("1 to 3 hours", "A rhythm a week to begin with", "own", "ours"),
}
WITHOUT_FIGURES: Final = (
    ("lester", "Business contacts refer those who do well anyway; family and friends help those who find it hard."),
    ("burks", "Those referred work about as well as others."),
    ("fernandez", "Interview and offer are likelier after a referral, with equal résumés too."),
    ("volmer", "On days with networking people were more hopeful and content, and less worn out."),
    ("wolff", "People who network more have more pay, and it grows more, above all with contacts inside the firm."),
    ("rajkumar", "Looser ties led to more new jobs than close ones, up to a point, and most of all in digital fields."),
    ("burt", "The more experienced keep such ties longer."),
    ("calvo", "Beyond some size of network, more contacts make fewer matches."),
    ("tassier", "If everybody puts effort into referrals, all may do worse."),
)
"""What the page says of a source without a figure; each read in the source."""


@require_safe
def work_or_networking(request: Request) -> HttpResponse:
    """The honest paragraph and one next step, with the sources folded below."""
    told = {
        "f": FIGURES,
        "form": None if visions.active(request.viewer) else Beginning(),
        "figures": [(one, SOURCES[one.source], MARKS[one.mark]) for one in FIGURES.values()],
        "findings": [(SOURCES[key], words) for key, words in WITHOUT_FIGURES],
    }
    return render(request, "web/work_or_networking.html", told)
