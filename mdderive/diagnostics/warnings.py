"""D6xx: what is allowed, but worth a second look."""

from mdderive.diagnostics.record import Code, Severity

CODES = (
    Code(
        "D601",
        Severity.WARNING,
        "names are held constant because they carry no d",
        "Without `wrt`, what varies is what carries a differential; a lost term looks the same.",
        "Say what varies with `wrt: X`, or write the missing terms.",
        r"\mathrm{d}(XY) = X\, \mathrm{d}Y",
    ),
    Code(
        "D610",
        Severity.WARNING,
        "no blank line between annotation and display",
        "Inside lists, quotes and admonitions Python-Markdown (MkDocs) then shows no formula.",
        "Leave a blank line after the comment.",
        "<!-- derive --> directly above $$",
    ),
    Code(
        "D611",
        Severity.WARNING,
        "text after the closing sign of a display",
        "Many renderers then show no display, or swallow the note up to the next one.",
        "Move punctuation inside the display, and text to a line of its own.",
        "$$ a = b $$, where",
    ),
    Code(
        "D612",
        Severity.WARNING,
        "an annotation inside a code block",
        "It is indented by four or more columns, so Markdown shows it as code; it isn't checked.",
        "Indent it like the text around it; in a list, like the text of the item.",
        "    <!-- derive -->",
    ),
    Code(
        "D613",
        Severity.WARNING,
        "a declared property of a name that has a value",
        "The name stands for its value, so nothing is assumed of it but what follows from that.",
        "Drop the property, or declare it of the names that the value is made of.",
        "F: R^{n x n} symmetric, then F = A B",
    ),
    Code(
        "D614",
        Severity.WARNING,
        "the prose gives a name two shapes",
        "Within one section two sentences declare the name differently; the later one holds.",
        "Declare the name in the annotation, or call one of the two something else.",
        "Let $x \\in \\mathbb{R}^m$. ... Let $x \\in \\mathbb{R}^n$. <!-- derive -->",
    ),
    Code(
        "D615",
        Severity.WARNING,
        "the annotation leaves out what the prose says",
        "A name that the annotation declares has the properties that stand there, and no others.",
        "Add the property to the annotation, or leave the name to the prose.",
        "Let $A$ be symmetric. <!-- derive: A: R^{n x n} -->",
    ),
    Code(
        "D616",
        Severity.NOTE,
        "a declared property that no step rests on",
        "Every step of the derivation is proved without it, and assumes no more.",
        "Drop the property if it isn't meant for the reader.",
        "A: R^{n x n} symmetric, then \\operatorname{tr}(A) = \\operatorname{tr}(A^\\top)",
    ),
    Code(
        "D617",
        Severity.WARNING,
        "an input that is not followed",
        "The project has no such file, or its name is made by a macro; what it declares and derives"
        " is not known.",
        "Check the name, which is relative to the folder of the paper; a file that comes with TeX"
        " needs no mending.",
        r"\input{missing}",
    ),
    Code(
        "D618",
        Severity.WARNING,
        "steps that cannot fold open",
        "`present: details` is for Markdown; nothing folds in LaTeX.",
        "Write `present: inline`, or `present: side` for the names of the rules alone.",
        "% derive: present: details",
    ),
    Code(
        "D619",
        Severity.NOTE,
        "nothing to check",
        "Only a display that an annotation stands before is checked.",
        "Put `<!-- derive -->` on a line before the display (`% derive` in LaTeX), or let"
        " `mdderive annotate` propose annotations.",
        "$$ f = x^2 $$",
    ),
)
