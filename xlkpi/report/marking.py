"""Marking: who may read a paper, in the council's words, and whether those say that all may."""

import re

from xlkpi.terms.wording import fold

INTERNAL = "OFFICIAL: not for publication"
PUBLIC = "OFFICIAL: public"
"""The markings of papers for which the council's settings say none."""

WORD = re.compile(r"\w+")


def is_public(marking: str) -> bool:
    """Return whether a paper with this marking is made as one that anybody may read.

    The word Public anywhere in it says so, `not public` included: leaving out too much is mended,
    printing too much is not.
    """
    return "public" in WORD.findall(fold(marking))
