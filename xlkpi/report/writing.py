"""Writing: a paper's contents and its template made into the bytes of a Word file."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from xlkpi.report.contents import Contents
from xlkpi.report.contents_list import has_contents_list, write_contents_list
from xlkpi.report.filling import Filling, number_controls
from xlkpi.report.identity import Identity
from xlkpi.report.names import names_of
from xlkpi.report.package import Properties
from xlkpi.report.record import record_part
from xlkpi.report.refresh.outside import is_tagged, lines_outside, marks_of
from xlkpi.report.template import open_template


def finished(
    contents: Contents, path: Path, as_at: date, period: str, identity: Identity | None = None
) -> bytes:
    """Return the Word file that the template in `path` becomes.

    Args:
        contents: the paper's values.
        path: the template.
        as_at: the date the file bears.
        period: the reporting period as tags spell it.
        identity: what the file is to say of itself.
    """
    names = names_of(type(contents))
    template = open_template(path, names, _needs(contents))
    filling = Filling(template, period, template.file.add_picture, template.file.add_chart)
    roots = template.file.roots
    said = (
        line for e in (*roots, *template.patterns.values()) for line in lines_outside(e, is_tagged)
    )
    filling.written.fixed = marks_of(said)
    is_listing = has_contents_list(roots[0])
    for root in roots:
        filling.fill(root, contents, names, "")
    number_controls(roots)
    template.file.drop_charts(filling.samples)
    if is_listing:
        write_contents_list(roots[0], template.styles)
    template.file.add_record(record_part(filling.written))
    if identity is not None:
        made_from = sha256(path.read_bytes()).hexdigest()
        template.file.add_identity(replace(identity, template=made_from))
    return template.file.to_bytes(Properties(contents.top.title, contents.top.addressed_to, as_at))


def _needs(contents: Contents) -> frozenset[str]:
    """Return the names that no template may leave out: a paper says what it is."""
    return frozenset({"marking"} | ({"notice"} if contents.top.notice else set()))
