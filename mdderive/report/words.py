"""The few words of a report and of a web page, in English and Chinese."""

from dataclasses import dataclass

from mdderive.checked import Summary
from mdderive.config import Lang
from mdderive.derivation import Outcome

SIGNS = {
    Outcome.GIVEN: "·",
    Outcome.PROVED: "✓",
    Outcome.TESTED: "≈",
    Outcome.REFUTED: "✗",
    Outcome.UNREADABLE: "?",
}
"""One sign for each verdict, where there is no room for words."""


@dataclass(frozen=True)
class Words:
    """The words around a message; the message itself comes from the room that found the fault.
    `outcomes` counts verdicts, `meanings` says what each means, `true` introduces what is true."""

    cause: str
    help: str
    witness: str
    left: str
    right: str
    true: str
    assumes: str
    colon: str
    comma: str
    files: str
    steps: str
    steps_between: str
    each_step: str
    outcomes: dict[str, str]
    meanings: dict[str, str]


WORDS = {
    Lang.EN: Words(
        cause="because",
        help="help",
        witness="for example, with",
        left="left side",
        right="right side",
        true="true is",
        assumes="assuming",
        colon=": ",
        comma=", ",
        files="{files} file{fs}, {derivations} derivation{ds}, ",
        steps="{} step{s}: ",
        steps_between="show the steps between",
        each_step="show each step",
        outcomes={
            "given": "{} given",
            "proved": "{} proved",
            "tested": "{} tested",
            "refuted": "{} refuted",
            "unreadable": "{} unreadable",
        },
        meanings={
            "given": "given: a definition, a fact or a hypothesis",
            "proved": "proved",
            "tested": "recomputed at many points, not proved",
            "refuted": "false",
            "unreadable": "no verdict",
        },
    ),
    Lang.ZH: Words(
        cause="原因",
        help="建议",
        witness="反例",
        left="左边",
        right="右边",
        true="正确的是",
        assumes="假设",
        colon="：",
        comma="，",
        files="{files} 个文件，{derivations} 个推导，",
        steps="{} 步：",
        steps_between="展开中间步骤",
        each_step="展开各步",
        outcomes={
            "given": "给定 {}",
            "proved": "已证明 {}",
            "tested": "已检验 {}",
            "refuted": "被反驳 {}",
            "unreadable": "无法判断 {}",
        },
        meanings={
            "given": "给定：定义、事实或假设",
            "proved": "已证明",
            "tested": "已在多点重新计算，未证明",
            "refuted": "不成立",
            "unreadable": "无法判断",
        },
    ),
}


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def counted(steps: dict[str, int], lang: Lang) -> str:
    """How many steps, and the verdicts that occurred: `2 steps: 1 given, 1 proved`."""
    words, total = WORDS[lang], sum(steps.values())
    counts = [words.outcomes[name].format(n) for name, n in steps.items() if n]
    head = words.steps.format(total, s=_s(total))
    return (head + words.comma.join(counts)).rstrip(": ：")


def summary_line(summary: Summary, lang: Lang) -> str:
    """One line: how many files, derivations and steps, and the verdicts that occurred."""
    files, derivations = summary.files, summary.derivations
    head = WORDS[lang].files.format(
        files=files, derivations=derivations, fs=_s(files), ds=_s(derivations)
    )
    return head + counted(summary.steps, lang)
