"""What pages must be for people who don't see them, or use no mouse: axe-core's rules, and a walk with the Tab key."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from tests.browser import Page

# All of axe's rules but the experimental ones; what WCAG 2.2 added for AA is off unless asked for.
_RUN = "axe.run(%s, {rules: {'target-size': {enabled: true}}})"
_SHOWN = "v.nodes.slice(0, 3).map(n => n.html.slice(0, 150)).join(' | ')"


@cache
def axe_source() -> str:
    """axe-core itself, which a Python package carries; that package is not imported, for it would drive the browser."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found and found.submodule_search_locations, "axe-core is missing: run `make setup`"
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def complaints(page: Page, *within: str) -> list[str]:
    """What axe complains of in the open page, or `within` the parts of it that these selectors find."""
    page.run(f"{axe_source()};0")
    run = _RUN % (json.dumps({"include": within}) if within else "document")
    found: list[str] = page.run(f"{run}.then(r => r.violations.map(v => v.id + ': ' + v.help + ' ' + {_SHOWN}))")
    return found


_REACHABLE = "a[href], button, summary, input, select, textarea, [tabindex='0']"
_LIST = f"""(window.toReach = [...document.querySelectorAll(`{_REACHABLE}`)]
  .filter((one) => one.checkVisibility() && !one.disabled)).length"""
_FOCUS = """(() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return [window.toReach.indexOf(one), one.outerHTML.slice(0, 120), outlined && box.width > 0 && box.height > 0];
})()"""


def lost_to_the_keyboard(page: Page) -> list[str]:
    """What the Tab key does not reach in the open page, or reaches without its being seen."""
    page.run("document.activeElement?.blur()")
    count = page.run(_LIST)
    reached: dict[int, tuple[str, bool]] = {}
    for _ in range(count + 10):  # the page's own scrolling boxes, and the way round, may be stops, too
        for kind in ("keyDown", "keyUp"):
            page.call("Input.dispatchKeyEvent", type=kind, key="Tab", windowsVirtualKeyCode=9)
        index, markup, seen = page.run(_FOCUS)
        reached[index] = (markup, seen)
    unreached = page.run(
        f"window.toReach.filter((_, i) => !{json.dumps([*reached])}.includes(i)).map(e => e.outerHTML)"
    )
    unseen = [markup for index, (markup, seen) in reached.items() if index >= 0 and not seen]
    return [f"not reached: {markup}" for markup in unreached] + [f"not seen: {markup}" for markup in unseen]
