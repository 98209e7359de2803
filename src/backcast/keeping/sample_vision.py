"""The sample's story: a trusted voice in developer platforms, told as a vision file would tell it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from backcast.formats.vision_records import Barrier, FuturePerson, Milestone, Place, RoleModel, Shift, VisionFile

CONTACTS = (7, 10, 16)
"""Which of the sample's people are wished for in the future too."""
GUIDE = 4
MILESTONES = (
    Milestone(
        "listen",
        "Ask five teams what slows them down",
        "skill",
        hours=6,
        state="done",
        leads_to=("first-reader",),
    ),
    Milestone(
        "write-up",
        "Write the platform case study",
        "article",
        hours=14,
        importance=4,
        state="doing",
        after=("listen",),
        leads_to=("editor", "analyst"),
    ),
    Milestone(
        "join",
        "Join the programme group of the meetup",
        "association",
        hours=10,
        leads_to=("community-host",),
    ),
    Milestone(
        "small-talk",
        "Speak at the meetup",
        "talk",
        hours=20,
        after=("write-up", "join"),
        leads_to=("community-host", "platform-head"),
    ),
    Milestone(
        "contribute",
        "Land three changes in the catalogue project",
        "assignment",
        hours=30,
        leads_to=("catalogue-lead",),
    ),
    Milestone(
        "conference",
        "Speak at the autumn reliability conference",
        "conference",
        hours=40,
        weeks=8,
        importance=5,
        after=("small-talk",),
        leads_to=("conference-chair",),
    ),
    Milestone(
        "lead-role",
        "Lead a platform team of my own",
        "role",
        hours=60,
        weeks=26,
        importance=5,
        after=("conference", "contribute"),
        leads_to=("platform-head", "bank-architect"),
    ),
)
DUE = {"write-up": 150, "join": 200, "small-talk": 330, "contribute": 420, "conference": 700}
"""Days from today to a milestone's date; the others have none."""


def story(today: date, people: Sequence[str]) -> VisionFile:
    """The vision, its dates counted from today; `people` are names of the sample, the nearest first."""

    def day(ahead: int) -> date:
        return today + timedelta(days=ahead)

    return VisionFile(
        key="platform",
        active=True,
        title="A trusted voice in developer platforms",
        horizon=date(today.year + 5, 6, 1),
        known_for="platforms that teams choose because they want to, and talks that tell it plainly",
        place="Lisbon, half remote",
        importance=4,
        meaning="Work on what I am good at, with people I learn from, and be home for dinner.",
        stage="senior",
        hours_per_week=3.0,
        milestone_share=0.6,
        appeal=5,
        sure=4,
        future_people=_future_people([people[at] for at in CONTACTS]),
        milestones=tuple(replace(one, due=day(DUE[one.key])) if one.key in DUE else one for one in MILESTONES),
        places=(
            Place("The regional platform engineering meetup"),
            Place("The maintainers' channel of the catalogue project"),
            Place("The autumn reliability conference"),
        ),
        shifts=(
            Shift("waits to be asked", "shows work early", "one internal demo a month", day(100)),
            Shift("knows tools", "knows whom they help", "ask one team a week what hurts", day(160)),
        ),
        barriers=(
            Barrier(
                "I have never spoken to a full room",
                people[GUIDE],
                "How did you prepare your first talk?",
                "small-talk",
            ),
            Barrier(
                "Nobody outside my company knows my work",
                people[CONTACTS[1]],
                "Which part of this would your team read?",
            ),
        ),
        models=(
            RoleModel(people[GUIDE], "Prepares longer than anybody notices"),
            RoleModel("Ravindra Maistry", "Tells in public what broke, and what was learned"),
        ),
    )


def calmer(today: date, people: Sequence[str]) -> VisionFile:
    """Another future beside it, for the page that shows them side by side."""
    return VisionFile(
        key="independent",
        active=False,
        title="Independent, helping small teams ship calmly",
        horizon=date(today.year + 4, 9, 1),
        known_for="leaving teams better than they were found",
        place="Lisbon and by train",
        importance=3,
        hours_per_week=3.0,
        milestone_share=0.6,
        appeal=4,
        sure=2,
        future_people=(
            FuturePerson("first-reader", name=people[CONTACTS[0]], local=True, knows_me=True, weight=4),
            FuturePerson("editor", describe="the editor of a journal practitioners read", weight=3),
            FuturePerson("founder", describe="a founder of a company of fifteen", local=True, coffee=True, weight=5),
        ),
        milestones=(
            replace(MILESTONES[0], leads_to=("first-reader",)),
            replace(MILESTONES[1], leads_to=("editor",)),
            Milestone("workshop", "Give a workshop to two small teams", "other", hours=24, after=("write-up",)),
            Milestone("client", "Take a first client beside the job", "assignment", hours=60, after=("workshop",)),
        ),
        places=(Place("The regional platform engineering meetup"),),
    )


def _future_people(contacts: Sequence[str]) -> tuple[FuturePerson, ...]:
    return (
        FuturePerson("first-reader", name=contacts[0], local=True, knows_me=True, weight=4),
        FuturePerson("community-host", name=contacts[1], local=True, knows_me=True, weight=3),
        FuturePerson("bank-architect", name=contacts[2], local=False, knows_me=True, weight=3),
        FuturePerson(
            "conference-chair", name="Dr Ottilie Brandscomb", organisation="Yarrow Institute", coffee=True, weight=5
        ),
        FuturePerson("catalogue-lead", name="Ravindra Maistry", organisation="Open Quarry Foundation", weight=4),
        FuturePerson("platform-head", describe="a head of platform at a mid-size bank", local=True, weight=5),
        FuturePerson("analyst", describe="an analyst who writes about developer experience", weight=2),
        FuturePerson("editor", describe="the editor of a journal practitioners read", weight=3),
    )
