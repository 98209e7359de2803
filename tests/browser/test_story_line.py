"""The time line of a future by keyboard: what came just before, a day changed where it stands, and on one sheet."""

import re

from playwright.sync_api import expect

KINDS = ("association", "conference", "assignment", "skill", "article", "talk", "introduction", "follow", "role")
STORY = 'title = "Head of a platform group that teams choose"\nhorizon = 2031-11-01\nknown_for = "calm platforms"\n'
STORY += 'place = "Lisbon, half remote"\nmeaning = "Work I am good at, and home for dinner."\nhours_per_week = 5\n'
for at in range(12):
    STORY += f'[[milestones]]\nkey = "m{at}"\ntitle = "Chapter {at} of a story told well"\nkind = "{KINDS[at % 9]}"\n'
    STORY += f'hours = 20\nleads_to = ["p{at % 8}"]\n' + (f'after = ["m{at - 1}"]\n' if at % 4 else "")
    STORY += f"due = {2027 + at // 4}-{1 + at % 4 * 3:02d}-15\n" + ('state = "done"\n' if at == 0 else "")
for at in range(8):
    STORY += f'[[future_people]]\nkey = "p{at}"\nname = "Ottilie Brandscomb {at}"\norganisation = "Yarrow"\n'
for at in range(3):
    STORY += f'[[barriers]]\ntitle = "Barrier number {at}"\nguide = "Ada Lin"\nfirst_ask = "How did you begin?"\n'
    STORY += f'[[places]]\ntitle = "Meetup {at}"\n[[shifts]]\nfrom = "waits"\nto = "shows {at}"\npractice = "a demo"\n'
FOCUS = "document.activeElement.dataset.along ?? document.activeElement.id"


def test_the_line_is_walked_changed_and_printed_by_keys(backcast, page, tmp_path):
    (tmp_path / "v.toml").write_text(STORY)
    backcast.run("vision", "--file", str(tmp_path / "v.toml"))
    page.goto(backcast.link)
    page.goto(backcast.address + "/vision/")
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    walked = []
    for key in ("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        walked.append(page.evaluate(FOCUS))
    assert walked[0] == "m-future" and walked[3] == walked[1] != walked[2]
    row = page.locator(f"#{walked[1]}")
    page.keyboard.press("n")
    expect(row.get_by_label("What had to be true just before?")).to_be_focused()
    page.keyboard.type("Somebody told me of it")
    page.keyboard.press("Enter")
    made = page.locator("li[data-row]", has=page.get_by_role("heading", name="Somebody told me of it"))
    expect(made).to_contain_text(re.compile("After “?Chapter 10"))
    expect(row).to_contain_text(re.compile("After “?Somebody told me of it"))
    page.wait_for_load_state()
    made.get_by_role("heading").get_by_role("link").focus()
    page.keyboard.press("b")
    expect(made.get_by_label("What stands in the way?")).to_be_focused()
    made.get_by_role("link", name="Close").click()
    expect(made.locator("form")).to_have_count(0)
    made.get_by_role("heading").get_by_role("link").press("Enter")
    made.get_by_label("There by").fill("2029-05-04")
    made.get_by_role("button", name="Keep it").click()
    expect(made).to_contain_text("4 May 2029")
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(made).not_to_contain_text("4 May 2029")
