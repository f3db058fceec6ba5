"""Remarks: what the prose says of the names in its formulas, one record for each thing said.

What a conditional or doubtful sentence says is no remark; what a sentence denies is a remark that
takes properties back. A sentence left open at the end of its paragraph (a display follows, or an
item of a list) reaches into the next one with its conditions and doubts. What a theorem supposes
holds in the theorem only, so it counts as doubtful.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mdderive.derivation import Remark
from mdderive.notes.prose.attached import attached
from mdderive.notes.prose.chinese import CHINESE
from mdderive.notes.prose.english import ENGLISH
from mdderive.notes.prose.grammar import Grammar
from mdderive.notes.prose.sentences import SIGN, Sentence, sentences
from mdderive.notes.prose.spread import spread
from mdderive.notes.prose.vague import vague
from mdderive.source import Fragment, Source, Span

_FRESH = re.compile(r"\s*(?:[*_]*[A-Z]|设|令|考虑|给定|已知|假设|假定|取|记|下面|现在)")
_CLAIM = re.compile(
    r"\W*(?:theorem|lemma|corollary|proposition|claim|definition|remark|note)\b"
    r"|\W*(?:定理|引理|推论|命题|定义|注)|\s*\\begin\{(?:theorem|lemma|corollary|prop|def|remark)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|when(?:ever)?|unless|were)\b|若|如果|假如|假使|当|除非")
_SO = re.compile(
    r"[,;] (?:and )?(?:so|hence|thus|therefore)\b(?! that\b)|[,，;；](?:所以|因此|故|于是|从而)"
)
_DERIVATIVE = re.compile(r"\\nabla|\\partial")
_COLON = re.compile("[:：]")
_WORD = re.compile(r"[^\W\d_]")
_LONGEST = 400
"""Signs in a sentence; matching takes the square of it, and nobody declares in longer ones."""

_GRAMMARS = (ENGLISH, CHINESE)
_CHINESE_SIGN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile("[A-Za-z]{2}")


@dataclass(frozen=True)
class Paragraph:
    """A piece of prose; a heading begins a section."""

    text: Fragment
    heading: bool = False


@dataclass(frozen=True)
class _Mood:
    """What the words of a sentence forbid to take from it; `listing`: it announces a list;
    `labelled`: a label stands before it in its paragraph."""

    conditional: bool = False
    doubtful: bool = False
    listing: bool = False
    labelled: bool = False


def remarks(paragraphs: Iterable[Paragraph], source: Source) -> tuple[Remark, ...]:
    """All remarks of a note, in order."""
    found: list[Remark] = []
    section = 0
    mood = _Mood()
    for number, paragraph in enumerate(paragraphs):
        section += paragraph.heading
        if paragraph.heading or (not mood.listing and _FRESH.match(paragraph.text.text)):
            mood = _Mood()
        own = _CLAIM.match(paragraph.text.text) is not None
        for sentence in sentences(paragraph.text):
            mood = _mood(sentence.text, mood, own)
            said = tuple(_said(sentence, mood, paragraph.heading))
            said = tuple(sorted((*vague(sentence, said), *said), key=_order))
            for remark in attached(said, sentence, _grammars(sentence.text)):
                line, column = source.position(remark.place.start)
                place = replace(remark, section=section, paragraph=number)
                found.append(replace(place, line=line, column=column))
            if sentence.ended or paragraph.heading:
                mood = _Mood(labelled=mood.labelled and not paragraph.heading)
        mood = replace(mood, labelled=False)
    return tuple(found)


def _order(remark: Remark) -> tuple[bool, int]:
    """By place; what is said of all names last."""
    return remark.names is None, remark.place.start


def _grammars(text: str) -> tuple[Grammar, ...]:
    """Those that may find something: words of one language are nothing to the other."""
    if _CHINESE_SIGN.search(text) or not _LATIN_WORD.search(text):
        return _GRAMMARS
    return (ENGLISH,)


def _mood(text: str, before: _Mood, claim: bool) -> _Mood:
    certain, grammars = _parts(text)[0], _grammars(text)
    lead = _COLON.search(text)
    labels = _is_label(text) or (
        lead is not None and not _introduced(text[: lead.start()], short=True)
    )
    labelled = before.labelled or labels
    return _Mood(
        before.conditional or any(g.condition.search(g.seen(text)) for g in grammars),
        claim
        or labelled
        or before.doubtful
        or any(g.doubt.search(g.seen(certain)) for g in grammars),
        text.endswith((":", "：")) or before.listing,
        labelled,
    )


def _parts(text: str) -> tuple[str, str]:
    """A sentence without what it concludes (", so ..."), and that: what it concludes may be
    doubtful where what it begins with is not."""
    found = _SO.search(text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def _said(sentence: Sentence, mood: _Mood, heading: bool) -> Iterator[Remark]:
    if len(sentence.text) > _LONGEST:
        return
    grammars = _grammars(sentence.text)
    if heading or not _SUPPOSED.search(sentence.text):
        for grammar in grammars:
            yield from _denied(sentence, grammar, heading)
    if heading or mood.conditional:
        return
    for sign, formula in sentence.formulas.items():
        if "\ue800" <= sign <= "\uefff":
            yield Remark(spread(sign, sentence), formula.span(), introduces=_introduces(sentence))
    certain, concluded = _parts(sentence.text)
    certain, after = _led(certain)
    unsure = replace(mood, doubtful=True)
    for grammar in grammars:
        for text, own in ((certain, mood), (after, unsure), (concluded, unsure)):
            for clause, end in _clauses(grammar.seen(text), grammar):
                yield from _of_clause(clause, end, sentence, grammar, own)
            if not own.doubtful:
                for pattern in grammar.aside:
                    for found in pattern.finditer(grammar.seen(text)):
                        yield from _remarks(found, sentence, grammar)
    if not _SUPPOSED.search(sentence.text) and _withdraws(sentence.text):
        yield _all_taken_back(sentence)


def _led(text: str) -> tuple[str, str]:
    """A sentence up to the first colon whose lead-in isn't known to introduce what holds, and the
    rest of it."""
    start = 0
    for found in _COLON.finditer(text):
        if not _introduced(text[start : found.start()], short=False):
            return text[: found.end()], text[found.end() :]
        start = found.end()
    return text, ""


def _introduced(lead: str, short: bool) -> bool:
    """Whether a claim may follow what stands before a colon; `short`: whether what follows in the
    sentences after it may, which only a lead-in as short as a label forbids."""
    words = re.split(r"[,;，；]|[.] ", lead)[-1].strip(" .。-–—")
    if _WORD.search(SIGN.sub("", words)) is None:
        return True
    if short and (len(lead.split()) > 3 or len(lead) > 30):
        return True
    return len(words) < 80 and any(g.lead_in.fullmatch(g.seen(words)) for g in _grammars(words))


def _is_label(text: str) -> bool:
    if SIGN.search(text):
        return False
    words = text.strip(" .。!！")
    return any(
        g.label.fullmatch(g.seen(text)) and not g.lead_in.fullmatch(g.seen(words))
        for g in _grammars(text)
    )


def _withdraws(text: str) -> bool:
    return any(g.withdraws.search(g.seen(text)) for g in _grammars(text))


def _all_taken_back(sentence: Sentence) -> Remark:
    """The properties of all names, where what was supposed is withdrawn."""
    return Remark(None, denies=True, place=Span(sentence.place, sentence.place))


def _introduces(sentence: Sentence) -> bool:
    return any(
        g.introduces.match(g.seen(sentence.text)) is not None for g in _grammars(sentence.text)
    )


def _denied(sentence: Sentence, grammar: Grammar, heading: bool) -> Iterator[Remark]:
    """The properties that a sentence takes back: of the names in it, in a heading without one or
    where an assumption is dropped of all names."""
    text = grammar.seen(sentence.text)
    general = heading and grammar.general.search(text) is not None
    parts = [grammar.seen(part) for part in _parts(sentence.text)]
    denied = [part for part in parts if general or grammar.denial.search(part)]
    if not denied:
        return
    properties = grammar.properties_in(" ".join(denied))
    if not (properties or general):
        return
    for formula in sentence.formulas.values():
        yield Remark(formula, formula.span(), properties=properties, denies=True)
    if heading and not sentence.formulas:
        yield Remark(
            None, properties=properties, denies=True, place=Span(sentence.place, sentence.place)
        )


def _clauses(text: str, grammar: Grammar) -> Iterator[tuple[str, str]]:
    """The clauses of a sentence, each with the sign that ends it."""
    start = 0
    for found in grammar.clause_end.finditer(text):
        yield text[start : found.start()].strip(" .。"), found.group()
        start = found.end()
    yield text[start:].strip(" .!。！"), ""


def _of_clause(
    clause: str, end: str, sentence: Sentence, grammar: Grammar, mood: _Mood
) -> Iterator[Remark]:
    """What a clause says of properties as a whole, or else of shapes somewhere in it: nothing of
    one without a formula."""
    if SIGN.search(clause) is None:
        return
    if not mood.doubtful and (end not in (":", "：") or _announced(clause, sentence)):
        whole = next(filter(None, (p.fullmatch(clause) for p in grammar.whole)), None)
        if whole is not None:
            yield from _remarks(whole, sentence, grammar)
            return
    if grammar.denial.search(clause):
        return
    said: set[str] = set()
    for pattern in grammar.within:
        for found in pattern.finditer(clause):
            if found.group("names") not in said:
                said.add(found.group("names"))
                yield from _remarks(found, sentence, grammar)


def _announced(clause: str, sentence: Sentence) -> bool:
    """Whether a clause before a colon says something: the last of several before a display."""
    text = sentence.text.replace(" ", "").rstrip(":：")
    tight = clause.replace(" ", "")
    return tight[:1] >= "\ue800" and tight[:1] <= "\uefff" and text.endswith("," + tight)


def _remarks(found: re.Match[str], sentence: Sentence, grammar: Grammar) -> Iterator[Remark]:
    groups = {name: text for name, text in found.groupdict().items() if text}
    size = groups.get("size") or groups.get("size_of") or groups.get("in") or ""
    adjectives = " ".join(text for name, text in groups.items() if name.startswith("adjectives"))
    for sign in SIGN.findall(groups["names"]):
        formula = sentence.formulas[sign]
        if _DERIVATIVE.search(formula.text):
            continue
        yield Remark(
            formula,
            formula.span(),
            kind=grammar.nouns.get(groups.get("noun", ""), ""),
            size=sentence.formulas.get(size),
            size_words="" if size in sentence.formulas else size,
            properties=grammar.properties_in(adjectives),
            introduces=_introduces(sentence),
        )
