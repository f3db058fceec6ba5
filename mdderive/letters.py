"""Letters that have a meaning of their own, which only
declarations of the same derivation take away."""

BUILT_IN = frozenset({"e", "I", "E", "T", "d", r"\sigma", r"\pi"})
