r"""Which names there are while a formula is parsed.

The spelling of a name decides how letters group (`x_1` is one name if it is declared, `T` a
transpose unless it is), so the parser asks here; the shapes of names are not its business. Bold and
plain spell one name unless both are declared.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from mdderive.latex.ranges import carried, is_pair_of_digits

_FONTS = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|pmb|mathit|mathbfit|symbf)\{((?:[^{}]|\{[^{}]*\})*)\}"
)


def plain(name: str) -> str:
    r"""The name without bold fonts: `\mathbf{x}_1` is `x_1`."""
    previous = ""
    while previous != name:
        previous, name = name, _FONTS.sub(r"\1", name)
    return name


@dataclass(frozen=True)
class Vocabulary:
    """`names`: declared or defined names; `sizes`: size letters; `functions`: names of functions
    with their kind (`elementwise`, `sigmoid`, `defined`); `valued`: names that have a value;
    `scalars`, `matrices`: names of scalars, and of what has several rows and columns; `digits`:
    matrices whose entries may be spelled with a digit for each axis; `families`:
    declared families with their index letters."""

    names: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    functions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    valued: frozenset[str] = frozenset()
    scalars: frozenset[str] = frozenset()
    matrices: frozenset[str] = frozenset()
    digits: frozenset[str] = frozenset()
    families: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        by_plain: dict[str, list[str]] = {}
        for name in sorted(self.names | self.functions.keys()):
            by_plain.setdefault(plain(name), []).append(name)
        return {key: names[0] for key, names in by_plain.items() if len(names) == 1}

    @cached_property
    def words(self) -> frozenset[str]:
        """Names of several letters, which must be seen before their letters are."""
        names = self.names | self.functions.keys()
        return frozenset(name for name in names if re.match("[A-Za-z]{2}", plain(name)))

    @cached_property
    def commands(self) -> frozenset[str]:
        """Commands that names begin with: `MA` where `\\MA_1` is declared."""
        found = (re.match(r"\\[A-Za-z]+", name) for name in self.names | self.functions.keys())
        return frozenset(match.group() for match in found if match)

    @cached_property
    def bracketed(self) -> bool:
        """Whether a name begins with a bracket."""
        return any(name.startswith("(") for name in self.names)

    @cached_property
    def sizes_by_letter(self) -> frozenset[str]:
        """All letters that sizes are spelled with."""
        return frozenset(letter for size in self.sizes for letter in size)

    @property
    def letters(self) -> frozenset[str]:
        """All that a letter may mean by itself."""
        return self.names | self.sizes | self.functions.keys()

    @property
    def index_letters(self) -> frozenset[str]:
        """The letters that families are declared with."""
        return frozenset(letter for letters in self.families.values() for letter in letters)

    def is_number(self, letter: str) -> bool:
        """Whether the letter is declared a scalar or is a size."""
        return letter in self.scalars or letter in self.sizes

    def has_entry(self, name: str, indices: Sequence[str]) -> bool:
        """Whether the indices can be those of an entry: `P_k` of a matrix P is another name."""
        if len(indices) != 1 or (name in self.digits and is_pair_of_digits(indices[0])):
            return True
        return name not in self.scalars and name not in self.matrices

    def known(self, spelling: str) -> str | None:
        """The declared name, defined name or size letter that this spelling means, if any."""
        if spelling in self.names or spelling in self.functions:
            return spelling
        found = self._plain.get(plain(spelling))
        if found is not None:
            return found
        return spelling if spelling in self.sizes else None

    def member(self, spelling: str) -> tuple[str, tuple[str, ...]] | None:
        """The family and the indices that a spelling means: x_j of the family x_i is (x_i, j)."""
        for name, letters in self.families.items():
            found = carried(plain(name), plain(spelling), letters)
            if found is not None:
                return name, found
        return None

    def shadows(self, letter: str) -> bool:
        """Whether a declaration or definition takes this letter away from its built-in meaning;
        size letters shadow nothing."""
        return letter in self.names or letter in self.functions
