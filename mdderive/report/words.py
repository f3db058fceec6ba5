"""The few words of a report, in English and Chinese."""

from dataclasses import dataclass

from mdderive.checked import Summary
from mdderive.config import Lang


@dataclass(frozen=True)
class Words:
    """The words around a message; the message itself comes from the room that found the fault."""

    cause: str
    help: str
    witness: str
    left: str
    right: str
    assumes: str
    files: str
    outcomes: dict[str, str]


WORDS = {
    Lang.EN: Words(
        cause="because",
        help="help",
        witness="for example, with",
        left="left side",
        right="right side",
        assumes="assuming",
        files="{files} file{fs}, {derivations} derivation{ds}, {steps} step{ss}: ",
        outcomes={
            "given": "{} given",
            "proved": "{} proved",
            "tested": "{} tested",
            "refuted": "{} refuted",
            "unreadable": "{} unreadable",
        },
    ),
    Lang.ZH: Words(
        cause="原因",
        help="建议",
        witness="反例",
        left="左边",
        right="右边",
        assumes="假设",
        files="{files} 个文件，{derivations} 个推导，{steps} 步：",
        outcomes={
            "given": "给定 {}",
            "proved": "已证明 {}",
            "tested": "已检验 {}",
            "refuted": "被反驳 {}",
            "unreadable": "无法判断 {}",
        },
    ),
}


def summary_line(summary: Summary, lang: Lang) -> str:
    """One line: how many files, derivations and steps, and the verdicts that occurred."""
    words = WORDS[lang]
    total = sum(summary.steps.values())
    head = words.files.format(
        files=summary.files,
        derivations=summary.derivations,
        steps=total,
        fs="" if summary.files == 1 else "s",
        ds="" if summary.derivations == 1 else "s",
        ss="" if total == 1 else "s",
    )
    counts = [words.outcomes[name].format(n) for name, n in summary.steps.items() if n]
    comma = "，" if lang is Lang.ZH else ", "
    return (head + comma.join(counts)).rstrip(": ：")
