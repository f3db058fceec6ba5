r"""Derivatives written as words: `\mathrm{D}f(x)`, `J_F(x)`, `H_f`, `\operatorname{grad} f`.

The word must be no declared name, and what it is of must be a function or a name with a value, so
that `D x`, `J_0` and `H_k` stay names. Of names without arguments `J` is read of values that are no
scalars and `H` of scalars alone, as `J_L` and `H_F` may well be names of their own. Df and J_F have
rows by the entries of F in every layout; of a scalar they are the row. (Magnus and Neudecker,
chapter 5.)
"""

from mdderive.latex.differentials import Differentials
from mdderive.latex.formula import Call, Nabla, Name, Node
from mdderive.latex.names import Names
from mdderive.latex.vocabulary import plain

JACOBIAN, GRADIENT, HESSIAN = "the Jacobian", "the gradient", "the Hessian"

_BEFORE = {
    "D": JACOBIAN, r"\mathrm{D}": JACOBIAN, r"\mathsf{D}": JACOBIAN, r"\mathrm{Jac}": JACOBIAN,
    r"\mathrm{jac}": JACOBIAN, r"\mathrm{grad}": GRADIENT, r"\mathrm{Grad}": GRADIENT,
    r"\mathrm{Hess}": HESSIAN, r"\mathrm{hess}": HESSIAN,
}  # fmt: skip
_SUBSCRIPTED = {
    "J": JACOBIAN, r"\mathrm{J}": JACOBIAN, r"\mathcal{J}": JACOBIAN, "D": JACOBIAN,
    "H": HESSIAN, r"\mathrm{H}": HESSIAN, r"\mathcal{H}": HESSIAN,
}  # fmt: skip

OPERATORS = _BEFORE.keys() | _SUBSCRIPTED.keys()
"""Before a formula in brackets that is no single name, such a word may be the derivative of it."""


class NamedDerivatives(Differentials):
    """Reads a derivative that is written as a word."""

    def named_derivative(self) -> Node | None:
        """The derivative that begins at the cursor, None if it is none."""
        token = self.peek()
        word = plain(token.text) if token is not None and self.is_name() else ""
        if not word or self.vocabulary.known(self.text()) or self.function_word():
            return None
        start = self.at
        node = None
        if word in _SUBSCRIPTED and self.text(1) == "_":
            node = self._of_subscript(word)
        if node is None and word in _BEFORE:
            self.at = start
            node = self._before(word)
        if node is None:
            self.at = start
        return node

    def _of_subscript(self, word: str) -> Node | None:
        """`J_F`, with the argument that may follow."""
        start = self.at
        whole = self.name()
        if isinstance(whole, Name) and self.vocabulary.known(whole.name):
            return None
        self.at = start + 2
        inside = Names(self.group(), self.vocabulary, self.place)
        body = inside.name() if inside.is_name() else None
        if not isinstance(body, Name) or inside.at < inside.stop:
            return None
        scalar = body.name in self.vocabulary.scalars
        fits = scalar is (word in _HESSIANS) or body.name in self.vocabulary.functions
        if body.name not in self.vocabulary.valued or not fits:
            return None
        return self._derived(_SUBSCRIPTED[word], self._with_arguments(body), None, start)

    def _before(self, word: str) -> Node | None:
        r"""`\mathrm{D}_x f(x)`."""
        start = self.at
        opened = self.take()
        by = self.inner(self.group(), opened) if self.accept("_") else None
        opened_bracket = self.accept("(") if word not in ("D", r"\mathrm{D}") else None
        body = self.name() if self.is_name() else None
        if not isinstance(body, Name) or not self._is_differentiable(body.name, by is not None):
            return None
        if opened_bracket and not self.accept(")"):
            return None
        return self._derived(_BEFORE[word], self._with_arguments(body), by, start)

    def _is_differentiable(self, name: str, marked: bool) -> bool:
        """A function, or a name with a value if it is a scalar or a sign of a function is there:
        of another, an undeclared D may be a matrix beside it."""
        known = self.vocabulary
        marked = marked or self.text() == "("
        return name in known.functions or (
            name in known.valued and (marked or name in known.scalars)
        )

    def _with_arguments(self, body: Name) -> Node:
        """The name with the arguments that follow it."""
        if self.text() != "(" or not (
            self._one_name_inside() or body.name in self.vocabulary.functions
        ):
            return body
        span = body.span
        arguments = self.arguments()
        return Call(body.name, arguments, 0, False, span.to(self.tokens[self.at - 1].span))

    def _derived(self, what: str, body: Node, by: Node | None, start: int) -> Node:
        if self.text() == "[":
            message = "a derivative as a linear map, applied to a direction"
            fix = r"Write it as a differential, `\mathrm{d}f`."
            raise self.wrong(message, self.since(start), fix, code="D204")
        order = 2 if what is HESSIAN else 1
        return Nabla(body, by, order, self.since(start), what)


_HESSIANS = frozenset(word for word, what in _SUBSCRIPTED.items() if what is HESSIAN)
