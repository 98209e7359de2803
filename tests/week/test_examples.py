"""Three weeks as a user would read them, as far as the kinds exist by now."""

from backcast.formats import vision_file
from backcast.vision import actions as vision
from backcast.week import queries
from tests import make
from tests.week.test_week import kinds, week

STORY = """
title = "Head of platform engineering"
horizon = 2031-11-01
hours_per_week = {hours}
future_people = [
  {{ key = "tanaka", name = "Dr Hugo Tanaka", weight = 5 }}, {{ key = "novak", name = "Dr Wim Novak" }},
  {{ key = "meyer", name = "Dr Ana Meyer" }}, {{ key = "iqbal", name = "Dr Kira Iqbal" }},
  {{ key = "cto", describe = "a CTO at a mid-size bank" }}, {{ key = "chair", describe = "who chairs the SRE day" }},
]
[[milestones]]
key = "study"
kind = "article"
title = "Write the platform case study"
hours = 12
due = 2027-06-30
leads_to = ["tanaka", "novak"]
[[milestones]]
key = "talk"
kind = "talk"
title = "Speak at the platform conference"
due = 2028-05-01
after = ["study"]
leads_to = ["meyer"]
"""


def told(viewer, hours):
    vision.load(viewer, vision_file.read_text(STORY.format(hours=hours), "story.toml", viewer.today))


def lines(shown):
    return [(one.title, one.move.minutes, " ".join(one.why)) for one in shown.moves]


def test_a_linkedin_list_and_a_story(alice):
    told(alice, 2)
    make.people(alice, [f"Given{n} Family{n}" for n in range(40)])
    assert lines(week(alice)) == [
        (
            "Place ten people on your lists: who would go out of their way for you?",
            15,
            "None of the first 30 is placed; everything else gets better with this.",
        ),
        (
            "Time for “Write the platform case study”",
            48,
            "Leads to two of your people. Begin within 21 weeks; 12 h in all.",
        ),
        ("Who might know someone near Dr Hugo Tanaka?", 10, "Hardly any way is known yet. Write down one name."),
        (
            "Write to Dr Hugo Tanaka directly",
            20,
            "No introduction is open; about one such letter in ten is answered.",
        ),
    ]
    assert week(alice).planned < 110, "hours that nothing fills stay free"


def test_two_promises_and_little_time(alice):
    told(alice, 1.25)
    filip, ines = make.person(alice, "Filip Lopes"), make.person(alice, "Ines Iqbal")
    make.promise(alice, ines, "introduce Ines to Kira", due_in=-2)
    make.promise(alice, filip, "send Filip the slides", due_in=-9)
    for name, days in (("Dario Dorn", 300), ("Carla Costa", 210)):
        make.contact(alice, make.person(alice, name, ring="close", standing="friendly"), days_ago=days)
    for n in range(40):
        make.person(alice, f"Given{n} Family{n}", standing="friendly")
    shown = week(alice)
    assert lines(shown)[:2] == [
        ("Send Filip the slides, as promised to Filip Lopes", 15, "Due 9 days ago."),
        ("Introduce Ines to Kira, as promised to Ines Iqbal", 15, "Promised for the day before yesterday."),
    ]
    assert kinds(shown) == ["promise", "promise", "slice"] and shown.planned == 60
    left = {one.title: one.because for one in shown.left_out}
    for name in ("Dario Dorn", "Carla Costa"):
        assert left[f"A few lines to {name}"].startswith("It takes 10 min, and 5 min are left. It comes ")


def test_two_close_people_who_went_quiet(alice):
    told(alice, 2)
    for name, days in (("Carla Costa", 245), ("Filip Faria", 275), ("Gita Gomes", 5)):
        make.contact(alice, make.person(alice, name, ring="close", standing="supporter"), days_ago=days)
    shown = week(alice)
    assert kinds(shown) == ["few_lines", "few_lines", "slice", "near", "direct"]
    assert lines(shown)[:2] == [
        ("A few lines to Filip Faria", 10, "Quiet for 9 months; you keep close ties about every 30 days."),
        ("A few lines to Carla Costa", 10, "Quiet for 8 months; you keep close ties about every 30 days."),
    ]
    [gita] = [one for one in queries.document(shown, 12)["ahead"] if "A few lines to Gita" in str(one)][:1]
    assert gita["start"].isoformat() == "2026-12-14", "thirty days after the last contact"
