"""Duplicates among contacts: ours beside Splink's and recordlinkage's, on the same made-up people in the same run.

    python bench/identity.py [--sizes 10000,100000] [--only backcast,splink,recordlinkage]

Nobody's matching rules made the people: names are drawn as often as the census of 1990 counts them (package `names`),
short names come from a hand-made list (package `nicknames`), and slips, job changes, marriages, households with one
mailbox or number, switchboards and namesakes are thrown in by the shares below. Each person is in one to three
sources that tell different things. Everyone gets the same rows; Splink and recordlinkage get the name already cut
in two. F1 over pairs at the one fixed threshold .5, and at whichever threshold would have been best.

The sizes: 10,000 is a long life's address book, 100,000 the mailbox of one; a million contacts nobody has, it is a
note (`--sizes 1000000`). engines.md §8 asks for Splink's F1 or better, in no more time.
"""

import argparse
import random
import string
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, combinations
from pathlib import Path

from backcast.engine.identity.match import candidates
from backcast.engine.identity.records import Known
from backcast.formats import names as spelling

SHARES = {
    "slip": 0.04, "short": 0.10, "initial": 0.03, "turned": 0.06, "degree": 0.03, "only given": 0.01, "married": 0.02,
    "household": 0.04, "shared mailbox": 0.3, "switchboard": 0.1, "job change": 0.3, "middle": 0.2, "private mail": 0.6,
    "handle": 0.25, "info mailbox": 0.01,
}  # fmt: skip
RECORDS = ((1, 0.70), (2, 0.22), (3, 0.08))
SOURCES = {
    "network": ("url", "organisation", "title", "connected"),
    "phone": ("phone", "email"),
    "book": ("phone", "email", "organisation", "place", "birthday"),
    "mail": ("email",),
}
TOLD = {
    "url": 1.0, "organisation": 0.9, "title": 0.9, "connected": 1.0, "phone": 0.8, "email": 0.8, "place": 0.6,
    "birthday": 0.4,
}  # fmt: skip
GRADES = ("", "Senior ", "Head of ", "Junior ")
WORK = ("Engineer", "Sales", "Design", "Marketing", "Finance", "Research", "Operations", "Data", "Law", "Nursing")
TITLES = [grade + work for grade in GRADES for work in WORK]
Pair = tuple[int, int]


@dataclass
class Person:
    given: str
    family: str
    middle: str
    place: str
    birthday: str
    phone: str
    mailbox: str
    slug: str
    jobs: list[tuple[str, str, str]] = field(default_factory=list)
    """(organisation, title, work mailbox)"""
    connected: str = ""


@dataclass
class Row:
    who: int
    name: str
    first: str
    last: str
    url: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    title: str = ""
    place: str = ""
    birthday: str = ""
    connected: str = ""


class Drawn:
    """Draws texts as often as their weights say."""

    def __init__(self, texts: Sequence[str], weights: Sequence[float], rng: random.Random) -> None:
        self.texts, self.sums, self.rng = texts, list(accumulate(weights)), rng

    def __call__(self) -> str:
        return self.rng.choices(self.texts, cum_weights=self.sums)[0]


def census(part: str, rng: random.Random) -> Drawn:
    import names

    lines = (Path(names.__file__).parent / f"dist.{part}").read_text().splitlines()
    cells = [line.split() for line in lines]
    return Drawn([cell[0].title() for cell in cells], [max(0.0004, float(cell[1])) for cell in cells], rng)


@cache
def short_names():
    from nicknames import NickNamer

    return NickNamer()


def skewed(texts: Sequence[str], rng: random.Random) -> Drawn:
    """The n-th is drawn a n-th as often as the first."""
    return Drawn(texts, [1 / (1 + n) for n in range(len(texts))], rng)


class World:
    """People and what the sources tell of them."""

    def __init__(self, rows: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.families = census("all.last", self.rng)
        self.givens = [census("female.first", self.rng), census("male.first", self.rng)]
        count = int(rows / sum(n * share for n, share in RECORDS))
        words = [self.families() for _ in range(max(50, count // 8))]
        self.organisation = skewed([f"{word} {n}" for n, word in enumerate(words)], self.rng)
        self.place = skewed([self.families() + "ton" for _ in range(300)], self.rng)
        self.taken: Counter[str] = Counter()
        self.people: list[Person] = []
        for _ in range(count):
            self.people.append(self.person())

    def happens(self, what: str) -> bool:
        return self.rng.random() < SHARES[what]

    def person(self) -> Person:
        draw = self.rng.choice(self.givens)
        kin = self.people[-1] if self.people and self.happens("household") else None
        given, family = draw(), kin.family if kin else self.families()
        born = date(1950, 1, 1) + timedelta(self.rng.randrange(20_000))
        one = Person(
            given, family, draw() if self.happens("middle") else "", kin.place if kin else self.place(), str(born),
            self.number(), self.private(given, family), self.unique(f"{given}-{family}".lower()),
            connected=str(date(2012, 1, 1) + timedelta(self.rng.randrange(5_000))),
        )  # fmt: skip
        if kin and self.happens("shared mailbox"):
            one.mailbox, one.phone = kin.mailbox, kin.phone
        for _ in range(1 + self.happens("job change")):
            one.jobs.append(self.job(given, family))
        return one

    def number(self) -> str:
        return f"+1{self.rng.randrange(2_000_000_000, 9_999_999_999)}"

    def private(self, given: str, family: str) -> str:
        handle = "".join(self.rng.choices(string.ascii_lowercase, k=8))
        base = handle if self.happens("handle") else f"{given}.{family}".lower()
        return self.unique(base) + "@" + self.rng.choice(("gmail.com", "yahoo.com", "outlook.com"))

    def unique(self, text: str) -> str:
        self.taken[text] += 1
        return text if self.taken[text] == 1 else f"{text}{self.taken[text]}"

    def job(self, given: str, family: str) -> tuple[str, str, str]:
        organisation = self.organisation()
        domain = organisation.lower().replace(" ", "") + ".example"
        mailbox = (
            "info"
            if self.happens("info mailbox")
            else self.unique(f"{given[0]}{family}@{domain}".lower()).partition("@")[0]
        )
        return organisation, self.rng.choice(TITLES), f"{mailbox}@{domain}"

    def rows(self) -> list[Row]:
        counts, weights = zip(*RECORDS, strict=True)
        found = []
        for who, one in enumerate(self.people):
            for source in self.rng.sample(list(SOURCES), self.rng.choices(counts, weights)[0]):
                found.append(self.row(who, one, source))
        self.rng.shuffle(found)
        return found

    def row(self, who: int, one: Person, source: str) -> Row:
        row = self.named(who, one)
        organisation, title, mailbox = self.rng.choice(one.jobs)
        domain = mailbox.partition("@")[2]
        facts = {
            "url": f"https://www.linkedin.com/in/{one.slug}", "organisation": organisation, "title": title,
            "connected": one.connected, "place": one.place, "birthday": one.birthday,
            "phone": switchboard(domain) if self.happens("switchboard") else one.phone,
            "email": one.mailbox if self.happens("private mail") else mailbox,
        }  # fmt: skip
        for fact in SOURCES[source]:
            if self.rng.random() < TOLD[fact]:
                setattr(row, fact, facts[fact])
        return row

    def named(self, who: int, one: Person) -> Row:
        given, family = one.given, one.family
        if self.happens("short"):
            given = self.short(given)
        if self.happens("married"):
            family = self.families()
        if self.happens("initial"):
            given = given[0] + "."
        given, family = (self.slipped(word) if self.happens("slip") else word for word in (given, family))
        first = f"{given} {one.middle}" if one.middle and self.rng.random() < 0.5 else given
        last = "" if self.happens("only given") else family
        name = f"{last}, {first}" if last and self.happens("turned") else f"{first} {last}".strip()
        return Row(who, name + (", MBA" if last and self.happens("degree") else ""), first, last)

    def short(self, given: str) -> str:
        forms = sorted(short_names().nicknames_of(given))
        return self.rng.choice(forms).title() if forms else given

    def slipped(self, word: str) -> str:
        """A letter changed, lost, doubled or two swapped."""
        if len(word) < 3:
            return word
        place = self.rng.randrange(len(word) - 1)
        left, right = word[:place], word[place + 1 :]
        letter = self.rng.choice(string.ascii_lowercase)
        turned = left + right[0] + word[place] + right[1:]
        return self.rng.choice((left + letter + right, left + right, left + 2 * word[place] + right, turned))


def switchboard(domain: str) -> str:
    """The number of a firm, the same in every run."""
    return f"+1{zlib.crc32(domain.encode()) + 2_000_000_000}"


def truth(rows: Sequence[Row]) -> set[Pair]:
    of: dict[int, list[int]] = {}
    for n, row in enumerate(rows):
        of.setdefault(row.who, []).append(n)
    return {pair for them in of.values() for pair in combinations(them, 2)}


def one_if(text: str) -> frozenset[str]:
    return frozenset((text,)) if text else frozenset()


def backcast(rows: Sequence[Row]) -> Callable[[], dict[Pair, float]]:
    people = [
        Known(
            n, row.name, urls=one_if(row.url), emails=one_if(row.email), phones=one_if(row.phone),
            organisations=one_if(spelling.organisation(row.organisation)), title=row.title, place=row.place,
            birthday=row.birthday, connected=one_if(row.connected),
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return lambda: {(one.a, one.b): one.probability for one in candidates(people, explain=False)}


def frame(rows: Sequence[Row]):
    import pandas

    told = pandas.DataFrame([{**vars(row), "unique_id": n} for n, row in enumerate(rows)])
    told["first"] = told["first"].str.lower().str.replace(".", "").str.split().str[0]
    told["last"] = told["last"].str.lower()
    return told.replace("", None)


def splink(rows: Sequence[Row]) -> Callable[[], dict[Pair, float]]:
    """Trained on these rows as its guide says; of the settings tried, those with the best F1."""
    from splink import Linker, SettingsCreator, block_on
    from splink import comparison_library as compared
    from splink.backends.duckdb import DuckDBAPI

    told = frame(rows)
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("url"), block_on("email"), block_on("phone"), block_on("first", "last"),
            block_on("last", "substr(first, 1, 2)"), block_on("first", "substr(last, 1, 3)"), block_on("birthday"),
        ],
        comparisons=[
            compared.NameComparison("first").configure(term_frequency_adjustments=True),
            compared.NameComparison("last").configure(term_frequency_adjustments=True),
            compared.ExactMatch("url"),
            compared.EmailComparison("email"),
            compared.ExactMatch("phone").configure(term_frequency_adjustments=True),
            compared.ExactMatch("organisation").configure(term_frequency_adjustments=True),
            compared.ExactMatch("title"),
            compared.ExactMatch("place").configure(term_frequency_adjustments=True),
            compared.DateOfBirthComparison("birthday", input_is_string=True),
            compared.ExactMatch("connected"),
        ],
    )  # fmt: skip

    def run() -> dict[Pair, float]:
        api = DuckDBAPI()
        linker = Linker(api.register(told), settings, log_level="ERROR")
        training = linker.training
        rules = [block_on("url"), block_on("email"), block_on("first", "last")]
        training.estimate_probability_two_random_records_match(rules, recall=0.8)
        training.estimate_u_using_random_sampling(max_pairs=1_000_000)
        for rule in (block_on("email"), block_on("first", "last")):
            training.estimate_parameters_using_expectation_maximisation(rule)
        found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
        pairs = zip(found["unique_id_l"], found["unique_id_r"], found["match_probability"], strict=True)
        return {(min(a, b), max(a, b)): p for a, b, p in pairs}

    return run


def recordlinkage(rows: Sequence[Row]) -> Callable[[], dict[Pair, float]]:
    import recordlinkage as linkage

    told = frame(rows).set_index("unique_id")

    def run() -> dict[Pair, float]:
        index = linkage.Index()
        for columns in ("url", "email", "phone", ["first", "last"], "birthday"):
            index.block(columns)
        pairs = index.index(told)
        compare = linkage.Compare()
        for column in ("first", "last"):
            compare.string(column, column, method="jarowinkler", threshold=0.88)
        for column in ("url", "email", "phone", "organisation", "title", "place", "birthday", "connected"):
            compare.exact(column, column)
        features = compare.compute(pairs, told)
        model = linkage.ECMClassifier()
        model.fit(features)
        odds = model.prob(features)
        return {(min(a, b), max(a, b)): p for (a, b), p in odds.items()}

    return run


SIDES = {"backcast": backcast, "splink": splink, "recordlinkage": recordlinkage}


def f1(found: dict[Pair, float], true: set[Pair], threshold: float) -> float:
    kept = {pair for pair, chance in found.items() if chance >= threshold}
    return 2 * len(kept & true) / max(1, len(kept) + len(true))


def best(found: dict[Pair, float], true: set[Pair]) -> float:
    """F1 at the best threshold there is."""
    right, top = 0, 0.0
    order = sorted(found.items(), key=lambda each: -each[1])
    for taken, (pair, _) in enumerate(order, 1):
        right += pair in true
        top = max(top, 2 * right / (taken + len(true)))
    return top


def table(rows: Sequence[Row], sides: Sequence[str]) -> Iterator[str]:
    true = truth(rows)
    yield f"{len(rows):,} contacts, {len(true):,} true pairs"
    yield f"{'':<15}{'F1 at .5':>10}{'precision':>11}{'recall':>8}{'best F1':>9}{'seconds':>9}"
    for side in sides:
        run = SIDES[side](rows)
        start = time.perf_counter()
        found = run()
        seconds = time.perf_counter() - start
        kept = {pair for pair, chance in found.items() if chance >= 0.5}
        right = len(kept & true)
        yield (
            f"{side:<15}{f1(found, true, 0.5):>10.3f}{right / max(1, len(kept)):>11.3f}{right / len(true):>8.3f}"
            f"{best(found, true):>9.3f}{seconds:>9.2f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--only", default=",".join(SIDES))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if any(find_spec(package) is None for package in ("names", "nicknames", "splink", "recordlinkage")):
        print("The peers are not installed; `make bench` installs them from requirements/bench.txt.", file=sys.stderr)
        return 1
    for size in given.sizes.split(","):
        for line in table(World(int(size), given.seed).rows(), given.only.split(",")):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
