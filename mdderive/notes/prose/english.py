r"""English prose: "let $A$ be a symmetric $n \times n$ matrix", "$x$ is an $n$-vector"."""

import re
from types import MappingProxyType

from mdderive.notes.prose.grammar import NAMED, Grammar, alternatives
from mdderive.notes.prose.sentences import DECLARES, NAME, RELATES

_PROPERTIES = {
    "skew-symmetric": "skew", "skew symmetric": "skew", "antisymmetric": "skew",
    "symmetric": "symmetric", "diagonal": "diagonal", "orthogonal": "orthogonal",
    "invertible": "invertible", "nonsingular": "invertible", "non-singular": "invertible",
    "positive semidefinite": "positive semidefinite",
    "positive semi-definite": "positive semidefinite",
    "positive-semidefinite": "positive semidefinite", "psd": "positive semidefinite",
    "positive definite": "positive definite", "positive-definite": "positive definite",
    "spd": "positive definite", "pd": "positive definite", "positive": "positive",
}  # fmt: skip
_NEUTRAL = (
    "real", "real-valued", "square", "given", "fixed", "known", "unknown", "constant", "full-rank",
    "dense", "design", "data", "weight", "parameter", "input", "output", "target", "label", "bias",
    "coefficient", "covariance", "precision", "feature", "response", "noise", "observed", "general",
    "arbitrary", "generic", "regression", "kernel", "gram", "scatter", "within-class",
    "between-class", "sample", "empirical", "weighting", "mixing", "transition", "measurement",
    "observation", "process", "prior", "posterior", "hessian", "rating", "ratings", "factor",
    "embedding", "mean", "error", "state", "gain", "hidden", "latent", "query", "key", "value",
    "penalty", "regularization", "training", "one-hot", "random", "unknown", "nonzero", "tall",
)  # fmt: skip
_NOUNS = {
    "matrix": "matrix", "matrices": "matrix", "row vector": "row", "row vectors": "row",
    "column vector": "column", "column vectors": "column", "vector": "column",
    "vectors": "column", "scalar": "scalar", "scalars": "scalar", "real number": "scalar",
    "real numbers": "scalar", "number": "scalar", "numbers": "scalar",
}  # fmt: skip

_ADJECTIVE = rf"(?<![\w-])(?:{alternatives([*_PROPERTIES, *_NEUTRAL])})(?![\w-])"
_ADJECTIVES = rf"{_ADJECTIVE}(?:(?:,? and |, | ){_ADJECTIVE})*"
_NOUN = rf"(?P<noun>{alternatives(_NOUNS)})"
_PRODUCT = r"\w+(?: x | ?× ?|-by-| by )\w+"
_SIZE = rf"(?P<size>{NAME}|{_PRODUCT})(?:[- ]dimensional)?"
_OF = (
    rf"(?: of (?:size|dimensions?|length|order|shape) (?P<size_of>{NAME}|{_PRODUCT})"
    rf"| in (?P<in>{NAME}))"
)
_ARTICLE = r"(?:(?:an?|the|two|three|our) )?"
_PHRASE = (
    rf"(?:(?P<adjectives_1>{_ADJECTIVES}),? )?(?:{_SIZE}[ -])?"
    rf"(?:(?P<adjectives_2>{_ADJECTIVES}) )?{_NOUN}{_OF}?"
    rf"(?:,? (?:which|that) (?:is|are) (?P<adjectives_3>{_ADJECTIVES}))?"
)
_WHICH = rf"which (?:is|are) {_ADJECTIVE}"
_THE = rf"(?:the (?:(?:{alternatives(_NEUTRAL)}) ){{0,3}}(?:matrix |matrices )?)?"
_OPENING = r"(?:(?:now|here|also|next|throughout|moreover|furthermore|again|first),? )?"
_VERB_LED = (
    r"(?:let|suppose(?: that)?|(?:we )?assume(?: that)?|(?:let us |we )?consider|given(?: that)?"
    r"|we are given|take|fix|denote by|where|with|and|since|because|(?:we )?(?:define|write|put))"
)
_LEAD = rf"{_OPENING}(?:{_VERB_LED} )?"
_LED = rf"{_OPENING}{_VERB_LED} "
_GIVEN = rf"{_OPENING}(?:(?:let us |we )?consider|given|we are given|take|fix|with) "
_NAMES = rf"(?P<names>{NAMED}|{NAME}(?:(?:,? and |, ){NAME})+)"
_IS = r"(?:is|are|be|denotes?|represents?|(?:is|are) (?:assumed|taken) to be|(?:is|are) assumed)"
_BE = rf"(?:{_IS} {_ARTICLE}|an? )"
_PLAIN = rf"(?!(?:{alternatives(_PROPERTIES)})\b)[a-z][\w-]+"
_LEAD_NOUN = (
    "setup|set-up|setting|notations?|assumptions?|givens?|notes?|recall|here|definitions?|models?|data"
    "|conventions?|symbols?|variables?|parameters?|inputs?|outputs?|dimensions?|shapes?|sizes|names"
    "|objective|loss|cost|lagrangian|quadratic form|setting up|where|with|let|and|namely|that is"
    "|throughout|remember|preliminaries|background|ingredients|unknowns|constants|facts|remark"
)
_LEAD_FILL = (
    r"(?:we|us|let|use|make|fix|adopt|have|define|introduce|consider|assume|assuming|given|recall|note"
    r"|write|minimi[sz]e|maximi[sz]e|impose|that|the|our|some|a|an|following|standing|usual|basic"
    r"|main|problem|linear|quadratic|under|in|for|this|section|what|follows|of|and|form|function|now"
    r"|as|before|above|below|further|first)"
)
_LEAD_IN = (
    rf"(?:{_LEAD_FILL},? )*(?:{_LEAD_NOUN}|{_LEAD_FILL})"
    rf"(?:,? {_LEAD_FILL})*(?:,? (?:{_LEAD_NOUN}))?"
)
_SUPPOSITION = (
    r"(?:assumptions?|suppositions?|restrictions?|hypothes[ie]s|conditions?|requirements?"
    r"|conventions?)"
)
_WITHDRAW = (
    r"(?:forget|drop(?:s|ped)?|lift(?:s|ed)?|remove[sd]?|relax(?:es|ed)?|abandon(?:s|ed)?|undo"
    r"|withdraws?|withdrawn|withdrew|discard(?:s|ed)?|retract(?:s|ed)?|revoked?|void|waived?"
    r"|give up|gave up|no longer)"
)
_WORDS = r"(?:[a-z][\w-]* ){0,3}?"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


ENGLISH = Grammar(
    tight=False,
    clause_end=_pattern(
        rf"[;:()]|,(?! (?:{_ADJECTIVE}|{NAME}(?! (?:is|be|denotes)\b)|{_WHICH}))"
        rf"| (?=where\b|with\b)| and (?={DECLARES}|{NAME} (?:is|denotes|an?)\b)"
        rf"| and (?=(?:let|assume|suppose|consider)\b)"
    ),
    whole=(
        _pattern(rf"{_LEAD}{_THE}{_NAMES} {_IS} (?:both |all )?(?P<adjectives>{_ADJECTIVES})"),
        _pattern(rf"{_LEAD}{_NAMES} (?:{_IS} {_ARTICLE}|an? |the ){_PHRASE}(?: of {_PLAIN})?"),
        _pattern(rf"{_LEAD}{_NAMES} {_IS} {_SIZE}"),
        _pattern(rf"{_GIVEN}{_ARTICLE}{_PHRASE} {_NAMES}"),
        _pattern(rf"{_GIVEN}{_ARTICLE}(?P<adjectives>{_ADJECTIVES}) (?P<names>{DECLARES})"),
        _pattern(rf"{_LED}(?P<names>{RELATES})(?: (?:is|be) [a-z ,-]*)?"),
        _pattern(rf"{_LEAD}(?P<names>{DECLARES}),? (?:and )?(?P<adjectives>{_ADJECTIVES})"),
        _pattern(rf"with (?P<names>{NAME}) (?P<adjectives>{_ADJECTIVES})"),
    ),
    aside=(
        _pattern(
            rf"(?:^|(?:let|suppose|assume|where|that|consider|both) )"
            rf"(?P<names>{NAMED}(?:(?:,? and |, ){NAMED})+),? (?:be|are)"
            rf"(?: all| both)? (?P<adjectives>{_ADJECTIVES})(?! (?:if|when))(?![\w-])"
        ),
        _pattern(rf"(?P<names>{NAMED}) [(](?:which is |it is )?(?P<adjectives>{_ADJECTIVES})[)]"),
        _pattern(rf"[(](?:i[.]e[.],? |that is,? |so )?(?P<names>{RELATES})[)]"),
    ),
    within=(
        _pattern(rf"{_NAMES} {_BE}{_WORDS}{_SIZE}[ -]{_WORDS}{_NOUN}(?![\w-])"),
        _pattern(rf"{_NAMES} {_BE}{_WORDS}{_NOUN}{_OF}"),
        _pattern(rf"{_SIZE}[ -]{_WORDS}{_NOUN} {_NAMES}(?! (?:is|are)\b)"),
        _pattern(rf"{_WORDS}(?P<noun>scalars?|real numbers?) {_NAMES}"),
        _pattern(rf"{_NAMES} {_IS} {_ARTICLE}{_WORDS}(?P<noun>scalars?|real numbers?)(?![\w-])"),
    ),
    properties=MappingProxyType(_PROPERTIES),
    nouns=MappingProxyType(_NOUNS),
    introduces=_pattern(
        rf"{_OPENING}(?:let|(?:let us |we )?consider|given|we are given|take|fix)\b"
    ),
    condition=_pattern(
        r"\b(?:if|iff|when|whenever|unless|whether|provided|providing|assuming|cases?|once|were"
        r"|otherwise|else|either|or|then|imagine|pretend|e\.g|instance|contradiction"
        r"|(?:for|an|another|this|that|the|following|next|previous|above|first|simple) examples?"
        r"|examples? (?:where|when|in which|of)"
        r"|contrary|counterexamples?|hypothetically|until)\b|^\W*examples?\b|\?"
    ),
    doubt=_pattern(
        r"n[’']t\b|\b(?:not|no|non|never|nor|neither|none|without|needs?|in general|generally"
        r"|possibly|perhaps|maybe|any|every|each|exists?|only|unlike|except|but|however|although"
        r"|though|instead|rather|fails?|drops?|dropped|relax|lacks?|false|wrong|untrue|mistaken|mistakes?"
        r"|special|sometimes|often|usually|typically|almost|nearly|approximately|asymmetric"
        r"|nonsymmetric|unsymmetric|can|cannot|may|might|could|would|should|must|claims?|says?|said"
        r"|shows?|shown|prove|see|find|conclude|follows?|implies|hence|thus|therefore|so|distinguish"
        r"|temporarily|moment|believes?|thinks?|hopes?|wants?|ask|require[sd]?)\b|^(?:with|for)\b(?![^.]*[\ue800-\uefff][^.]*:$)|~~|non-?symmetric|\bnon-(?!singular)"
    ),
    denial=_pattern(
        r"n[’']t\b|\b(?:not|no|never|neither|nor|without|drop(?:s|ped)?|relax(?:es|ed)?|in general"
        r"|generally|asymmetric|unsymmetric|possibly)\b|non-?symmetric|non-(?!singular)"
    ),
    general=_pattern(r"\b(?:general|arbitrary|asymmetric|unsymmetric)\b|non-?symmetric"),
    lead_in=_pattern(rf"{_LEAD_IN}(?: [a-z]?\d*)?"),
    label=_pattern(r"[a-z][\w’'-]*(?: (?:[a-z][\w-]*|[(]?\w{1,3}[)]?))?[.!]"),
    withdraws=_pattern(
        rf"\b{_WITHDRAW} (?:\w+ )?(?:this|that|these|those|the) (?:\w+ )?{_SUPPOSITION}\b"
        rf"|\b{_WITHDRAW} (?:this|that|these|those)(?=\W*$|[),;.]"
        r"| (?:now|again|below|later|soon)\b)"
        rf"|\b(?:forget|undo) (?:this|that|it|them|all)\b"
        rf"|\b(?:this|that|these|those|the) (?:\w+ )?{_SUPPOSITION}\b.{{0,20}}\b{_WITHDRAW}\b"
        rf"|\b(?:this|that) (?:is|was|will be) (?:\w+ )?{_WITHDRAW}\b"
    ),
)
