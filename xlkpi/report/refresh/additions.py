"""Additions: words that an officer typed where a figure stands, taken out before it is renewed."""

from copy import deepcopy

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.shown import is_gone, shown
from xlkpi.report.wordml import PARAGRAPH, RUN, RUN_PROPERTIES, SPACE, TEXT, w

INSERTED = w("ins")


def added_to(now: str, generated: str) -> tuple[str, str] | None:
    """Return what was typed before and behind a generated text; None where it was overtyped."""
    at = now.find(generated)
    if not generated or at < 0 or _is_within_a_number(now, at, len(generated)):
        return None
    return now[:at], now[at + len(generated) :]


def _is_within_a_number(now: str, at: int, length: int) -> bool:
    """Return whether the text goes on as the same word or number, as `6.5` does in `96.5`."""
    before, behind = now[:at][-1:], now[at + length :][:1]
    return before.isalnum() or behind.isalnum() or before in {".", ","} or behind == "%"


def taken_out(control: Control, text: str, *, is_last: bool) -> list[etree._Element]:
    """Return elements that say `text`, the first or last that the control says.

    Whole runs, tracked insertions and paragraphs are taken as they are; what begins within a run
    becomes a run of the same look.
    """
    whole = _whole_children(control.content, text, is_last=is_last)
    if whole:
        for child in whole:
            control.content.remove(child)
        return whole
    runs = [run for run in control.content.iter(RUN) if shown(run) and not is_gone(run)]
    if not runs:
        return []
    made = _run_like(runs[-1 if is_last else 0], text)
    if next(control.content.iterchildren(PARAGRAPH), None) is None:
        return [made]
    paragraph = etree.Element(PARAGRAPH)
    paragraph.append(made)
    return [paragraph]


def _whole_children(
    content: etree._Element, text: str, *, is_last: bool
) -> list[etree._Element] | None:
    """Return the children that say exactly `text`, or None where it begins within one."""
    children = list(content.iterchildren("*"))
    are_paragraphs = any(child.tag == PARAGRAPH for child in children)
    between = "\n" if are_paragraphs else ""
    found: list[etree._Element] = []
    for child in reversed(children) if is_last else children:
        found = [child, *found] if is_last else [*found, child]
        said = between.join(map(shown, found))
        if said and (between + said if is_last else said + between) == text:
            return found
    return None


def _run_like(run: etree._Element, text: str) -> etree._Element:
    made = etree.Element(RUN)
    look = next(run.iterchildren(RUN_PROPERTIES), None)
    if look is not None:
        made.append(deepcopy(look))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(made, w("br"))
        node = etree.SubElement(made, TEXT)
        node.set(SPACE, "preserve")
        node.text = line
    around = run.getparent()
    if around is None or around.tag != INSERTED:
        return made
    wrapper = etree.Element(INSERTED, {str(k): str(v) for k, v in around.attrib.items()})
    wrapper.append(made)
    return wrapper
