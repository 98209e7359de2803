"""What axe finds on a page."""

from functools import cache

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(found =>
    found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))"""
"""To describe all that is well takes axe longer than to look for what is not."""


@cache
def script():
    from axe_playwright_python.base import AXE_SCRIPT

    return AXE_SCRIPT


def violations(page, rules=TAGS):
    """Each rule that is broken, with the markup that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    return page.evaluate(LOOK, rules)
