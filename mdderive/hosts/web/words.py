"""The few words of a web page beside those of the reports, in English and Chinese."""

from dataclasses import dataclass

from mdderive.config import Lang
from mdderive.derivation import Outcome


@dataclass(frozen=True)
class WebWords:
    steps: str
    step: str
    joiner: str
    shown: str
    witness: str
    sides: str
    write: str
    and_then: str
    outcomes: dict[Outcome, str]


WEB_WORDS = {
    Lang.EN: WebWords(
        steps="{} steps: ",
        step="1 step: ",
        joiner=", ",
        shown="show the steps between",
        witness="For example, with ",
        sides="the left side is {left} and the right side is {right}.",
        write="True is",
        and_then=", ",
        outcomes={
            Outcome.GIVEN: "given: a definition, a fact or a hypothesis",
            Outcome.PROVED: "proved",
            Outcome.TESTED: "recomputed at many points, not proved",
            Outcome.REFUTED: "false",
            Outcome.UNREADABLE: "no verdict",
        },
    ),
    Lang.ZH: WebWords(
        steps="{} 步：",
        step="1 步：",
        joiner="，",
        shown="展开中间步骤",
        witness="例如，取 ",
        sides="左边为 {left}，右边为 {right}。",
        write="正确的是",
        and_then="，",
        outcomes={
            Outcome.GIVEN: "给定：定义、事实或假设",
            Outcome.PROVED: "已证明",
            Outcome.TESTED: "已在多点重新计算，未证明",
            Outcome.REFUTED: "不成立",
            Outcome.UNREADABLE: "无法判断",
        },
    ),
}

SIGNS = {
    Outcome.GIVEN: "·",
    Outcome.PROVED: "✓",
    Outcome.TESTED: "≈",
    Outcome.REFUTED: "✗",
    Outcome.UNREADABLE: "?",
}
"""One sign for each verdict; what it means is said beside it for those who don't see it."""
