"""The names under which hosts save a function: `_xldudf_KPI_RAG`, `[1]!KPI_RAG` and the like."""

import re
from functools import lru_cache

from xlkpi.functions.catalogue import CATALOGUE

_PREFIXES = re.compile(r"(?:_XLFN\.|_XLWS\.|_XLL\.|_XLUDF\.|_XLDUDF_)+")
_ADD_IN = re.compile(r"ORG\.XLKPI\.(?:\w+\.)*(KPI\w+)")
"""LibreOffice spells a function of an add-in by its service: ORG.XLKPI.KPIADDIN.KPIRAG."""
_OF_ADD_IN = {name.replace("_", ""): name for name in CATALOGUE}
_QUOTED = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'(?=!)")
"""Texts, and names of sheets: what they say calls nothing."""
_CALL = re.compile(
    r"(?:(?<![\w.])|(?<=_XLDUDF_)|(?<=_XLL\.)|(?<=_XLFN\.)|(?<=_XLUDF\.)|(?<=_XLWS\.))KPI_\w+\s*\("
    r"|(?<![\w.])ORG\.XLKPI\.[\w.]+\s*\("
)


@lru_cache(maxsize=1024)
def function_name(spelt: str) -> str:
    """Return a function's own name in capitals, whichever host spelt it."""
    name = _PREFIXES.sub("", spelt.rpartition("!")[2].upper(), count=1)
    add_in = _ADD_IN.fullmatch(name)
    return _OF_ADD_IN.get(add_in[1], name) if add_in else name


def is_of_a_book(spelt: str) -> bool:
    """Return whether a function is said to live in some workbook, as macros do."""
    return "!" in spelt


def calls_kpi_function(formula: str) -> bool:
    """Return whether a formula calls a KPI function, by any of its names; texts do not count."""
    if "kpi" not in formula.casefold():
        return False
    return _CALL.search(_QUOTED.sub('""', formula).upper()) is not None
