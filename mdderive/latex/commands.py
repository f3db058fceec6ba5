r"""Which commands are letters, fonts, accents, wrappers: LaTeX's own vocabulary as data."""


def _named(names: str) -> frozenset[str]:
    return frozenset("\\" + name for name in names.split())


GREEK = _named(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta "
    "Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell imath jmath hbar aleph Re Im wp digamma"
)
"""Letters that are commands."""

FONTS = _named(
    "mathbf boldsymbol bm pmb mathbfit symbf mathit mathcal mathbb mathfrak mathscr mathds mathsf "
    "bf it cal sf"
)
"""Fonts that go to each letter of their argument."""

UPRIGHT = _named("mathrm operatorname mathop rm mathtt")
"""Fonts that make a word of their argument."""

OLD_FONTS = _named("bf it cal rm sf")
"""Fonts without an argument: they reach to the end of the group."""

SAME_FONT = {
    r"\bf": r"\mathbf",
    r"\it": r"\mathit",
    r"\cal": r"\mathcal",
    r"\sf": r"\mathsf",
    r"\symbf": r"\mathbf",
    r"\pmb": r"\boldsymbol",
    r"\bm": r"\boldsymbol",
}

ACCENTS = _named(
    "hat bar tilde dot ddot vec overline widehat widetilde check breve acute grave mathring "
    "underline overrightarrow"
)

WRAPPERS = _named(
    "boxed fbox mathrel mathbin mathord underbrace overbrace cancel ensuremath mathopen mathclose "
    "mathinner smash"
)
"""Commands that are what they hold."""

SECOND = _named("overset stackrel underset textcolor color")
"""Commands that are their second argument."""

UNSEEN = _named("phantom hphantom vphantom")
"""Commands that leave the place of their argument empty."""

SILENT = _named(
    "left right middle big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl "
    "Biggr Biggm displaystyle textstyle scriptstyle limits nolimits nonumber notag hfill mathstrut "
    "allowbreak centering small strut"
) | {r"\!"}
"""Commands that carry no mathematics."""

ARGUMENTS = {r"\frac": 2, r"\dfrac": 2, r"\tfrac": 2, r"\cfrac": 2, r"\sqrt": 1}
"""Commands with arguments that the parser takes, not the tokeniser, and how many."""

KNOWN = _named(
    "cdot times odot circ otimes oslash top partial nabla frac dfrac tfrac cfrac sqrt rangle "
    "langle rbrace lbrace in prime le ge ne to cdots ldots dots quad qquad ast intercal"
)
"""Commands that are read somewhere: met at a wrong place, they are misplaced, not unknown."""
