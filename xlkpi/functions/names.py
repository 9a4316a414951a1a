"""Finding a function by the name that somebody typed."""

from difflib import get_close_matches

from xlkpi.errors import RefusalError
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.definition import Definition
from xlkpi.terms.wording import quoted


def definition_of(name: str) -> Definition:
    """Return the function of that name, in any case.

    Raises:
        RefusalError: there is none; the message names the nearest one.
    """
    found = CATALOGUE.get(name.strip().upper())
    if found is not None:
        return found
    near = get_close_matches(name.strip().upper(), CATALOGUE, n=1)
    hint = f"did you mean {near[0]}?" if near else "xlkpi functions lists those there are"
    message = f"function {quoted(name)} is not known: {hint}"
    raise RefusalError(message)
