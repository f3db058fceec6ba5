r"""What names a piece of LaTeX may hold, declare and define, by spelling alone.

The key of a name is its tokens without fonts and braces: `x _ 1` for `\mathbf{x}_{1}`. Its base is
what stands before the first script. A formula can hold the name only if it holds the commands and
letters of the base. What is found here may be too much, never too little.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from mdderive.derivation import AnnotationLine, Block

_FONT = r"\\(?:math(?:bf|it|rm|sf|normal|bfit)|boldsymbol|bm|pmb|symbf|operatorname|rm)(?![A-Za-z])"
_WORD = re.compile(rf"(?:{_FONT}|\\text)\s*\{{\s*([A-Za-z]{{2,}})\s*\}}")
_UNSEEN = re.compile(
    r"\\(?:text[a-z]*|mbox|label|tag|intertext)\s*\{[^{}]*\}|\\(?:begin|end)\s*\{[^{}]*\}"
    rf"|{_FONT}|\\(?:left|right|[bB]igg?[lr]?|boxed|displaystyle|log|ln)(?![A-Za-z])|[{{}}&]|\\[^A-Za-z]"
)
_TOKEN = re.compile(r"\\[A-Za-z]+|[^\W\d_]|\d+|[_^'()\[\]*+-]")
_ATOM = re.compile(r"\\[A-Za-z]+|[^\W\d_]")
_PART = re.compile(r"\\[A-Za-z]+|[^\W\d_]|\d+")
_SCRIPTED = re.compile(
    r"(\\[A-Za-z]+|[^\W\d_])\s*(?:\^\s*(?:\\top(?![A-Za-z])|\\intercal|T)\s*)?"
    r"(?:[_']|\^(?!\s*(?:\\top(?![A-Za-z])|\\intercal|T)))"
)
_SIGN = re.compile(r"\\(?:equiv|triangleq|coloneqq|overset)(?![A-Za-z])|:?=|≡|≜")
_SEPARATOR = re.compile(
    r"\\\\|[,;，；\n]|\\q?quad(?![A-Za-z])|\\(?:text|begin|end)\s*\{[^{}]*\}(?:\{[clr|]*\})?"
)
_ARGUMENTS = re.compile(r"(?<=[^\s&{])\s*(?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])")
_NO_NAME = re.compile(
    r"[\s&{]*(?:\\(?:mathrm|operatorname|text|rm)\s*\{?\s*d(?![A-Za-z])"
    r"|\\(?:partial|nabla|[dt]?frac|sum|int|prod)(?![A-Za-z]))"
)
_COLON = re.compile(r":(?!=)|\\in(?![A-Za-z])|∈|\\colon(?![A-Za-z])")
_TIED = re.compile(r"(?:^|[\s,])(?:rows|columns)\s+(\S.*)$")
_NEW = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|g?def)\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*"
    r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
_EQUATION = re.compile(r"\s*(\\[A-Za-z]+)\s*=\s*(.*\S)\s*")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_IN_A_FONT = re.compile(rf"{_FONT}\s*(?:\{{\s*(\\?[A-Za-z]+)\s*\}}|(\\[A-Za-z]+|[A-Za-z]))")
_FUNCTIONS = frozenset({
    "tr", "Tr", "trace", "det", "vec", "diag", "exp", "log", "ln", "sin", "cos", "tanh", "sqrt",
    "relu", "softplus", "softmax", "sign", "expm",
})  # fmt: skip
"""The commonest words that are no names of the author's: not to look for them saves time."""
_MOST_LETTERS = 6

Macros = Mapping[str, str]


def macros_in(text: str) -> dict[str, str]:
    r"""The commands without arguments that a text defines: `\bx = \mathbf{x}`, `\newcommand`."""
    found = dict(_NEW.findall(text))
    equation = _EQUATION.fullmatch(text) if not found else None
    return {equation.group(1): equation.group(2)} if equation else found


def written_out(text: str, macros: Macros) -> str:
    """The text with these commands replaced, once."""
    if not macros or "\\" not in text:
        return text
    return _COMMAND.sub(lambda found: macros.get(found.group(), found.group()) + " ", text)


def key(name: str) -> str:
    """The tokens of a name, without fonts and braces."""
    return " ".join(_TOKEN.findall(_UNSEEN.sub(" ", name)))


def base(name: str) -> str:
    """The part of a key before its first script; all of a name that begins with a bracket."""
    return name if name.startswith("(") else re.split(r" [_^']", name, maxsplit=1)[0]


def atoms_of(formula: str) -> frozenset[str]:
    """The commands, letters, numbers, and the words in a font, of a formula; `x_` for an x that
    carries a script which is no transpose."""
    words = _WORD.findall(formula)
    bare = _UNSEEN.sub(" ", _WORD.sub(" ", formula))
    scripted = (f"{letter}_" for letter in _SCRIPTED.findall(bare))
    return frozenset((*words, *_PART.findall(bare), *scripted))


def stands_in(name: str, atoms: frozenset[str]) -> bool:
    """Whether a formula with these atoms may hold the name of this key."""
    own = _ATOM.findall(base(name))
    if base(name) != name and not name.startswith("(") and len(own) == 1:
        own.append(f"{own[0]}_")
    return bool(own) and (atoms.issuperset(own) or "".join(own) in atoms)


def in_fonts(formula: str) -> frozenset[str]:
    """The letters and commands of a formula that stand in a font."""
    return frozenset(group or letter for group, letter in _IN_A_FONT.findall(formula))


def in_two_fonts(formula: str) -> frozenset[str]:
    """Those that stand in it without one as well."""
    return in_fonts(formula) & atoms_of(_IN_A_FONT.sub(" ", formula))


def hint(name: str) -> tuple[str, str]:
    """Two atoms that a formula with the name of this key must hold: the last one of its base, and
    the first number of its scripts, "" if there is none."""
    number = re.search(r"\d+", name[len(base(name)) :])
    return base(name).split(" ")[-1], number.group() if number else ""


def spoken_of(line: AnnotationLine, macros: Macros) -> frozenset[str]:
    """The atoms of a line that speaks of names without declaring them."""
    text = written_out(line.text.text, macros)
    if line.key == "wrt" and line.value is not None:
        return atoms_of(written_out(line.value.text, macros))
    if line.kind == "fact":
        return atoms_of(text)
    tied = _TIED.search(text) if line.kind == "declaration" else None
    return atoms_of(tied.group(1)) if tied else frozenset()


def declared_in(line: AnnotationLine, macros: Macros) -> Iterator[str]:
    """The keys of the names before the colon."""
    head = _COLON.split(written_out(line.text.text, macros), maxsplit=1)[0]
    depth, start = 0, 0
    for at, sign in enumerate((*head, ",")):
        depth += (sign in "{(") - (sign in "})")
        if sign == "," and (depth == 0 or at == len(head)):
            if found := key(head[start:at]):
                yield found
            start = at + 1


def defined_in(formula: str, macros: Macros) -> Iterator[tuple[str, bool]]:
    """The names that stand on the left of an equals sign, by their keys without scripts, and
    whether they stand there without scripts, at the beginning of a row."""
    text = written_out(formula, macros)
    start = 0
    for sign in _SIGN.finditer(text):
        before = [found.end() for found in _SEPARATOR.finditer(text, start, sign.start())]
        chunk = text[before[-1] if before else start : sign.start()]
        starts = bool(before) or start == 0
        start = sign.end()
        if _NO_NAME.match(chunk):
            continue
        found = key(_ARGUMENTS.sub(" ", chunk))
        bare = base(found.strip("()[] ")).strip("()[] ")
        atoms = _ATOM.findall(bare)
        if not _may_be_name(atoms) or re.search(r"[+*\d-]", bare):
            continue
        yield bare, starts and bare == found
        if len(atoms) > 1 and atoms[0].startswith("\\"):
            yield atoms[-1], False


def _may_be_name(atoms: Sequence[str]) -> bool:
    """One letter or command, a command before a letter, or a word that is no known function."""
    word = "".join(atoms).removeprefix("\\")
    letters = all(len(atom) == 1 for atom in atoms)
    accent = len(atoms) == 2 and atoms[0].startswith("\\")
    one = len(atoms) == 1 or accent or (letters and 1 < len(atoms) <= _MOST_LETTERS)
    return one and word not in _FUNCTIONS


def displays_of(block: Block, macros: Macros) -> str:
    return written_out(block.display.latex.text, macros)
