"""Notes that mean harm: to who reads a report, to the machine, to what lies outside the note."""

DEEP = 3_000
PIPE = "open('OWNED','w').write('x')"


def display(formula: str, annotation: str = "x: R^n; s: R", rows: bool = False) -> str:
    body = f"\\begin{{aligned}}\n{formula}\n\\end{{aligned}}" if rows else formula
    lines = "\n".join(line.strip() for line in annotation.split(";"))
    return f"<!-- derive\n{lines}\n-->\n\n$$\n{body}\n$$\n"


def front(matter: str) -> str:
    return f"---\n{matter}\n---\n\n" + display("s = s")


BILLION = "; ".join(
    ["macro: \\la = x x x x x x x x x x"]
    + [f"macro: \\l{b} = " + f"\\l{a} " * 10 for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
)
ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

NOTES = {
    # names and prose that would run in a page, or in a terminal
    "script": display("f &= <script>alert(1)</script> \\\\ f &= s", rows=True),
    "script name": display("s = 2 s", "s: R; <img src=x onerror=alert(1)>: R^n"),
    "html in text": display("s = 2 s && \\text{</code><script>alert(1)</script>}"),
    "link": display("s = \\href{javascript:alert(1)}{s}"),
    "terminal": display("s = 2 s \\text{\x1b[2J\x1b]0;owned\x07}", "s: R; \x1b[31mx: R^n"),
    "direction": display("s = \u202e2 s\u2066", "s: R; \u202ex: R^n"),
    "zero": display("s = \x00 s", "s\x00: R"),
    "prose": "Let $\x1b[2J\\in R^n$ be <script>alert(1)</script>.\n\n" + display("s = 2 s"),
    # names that mean something to Python, to SymPy, or to mdderive
    "import": display("f = __import__('os').system('touch OWNED')"),
    "eval": display(f"f = \\operatorname{{eval}}({PIPE})", f"eval: R^n -> R; {PIPE}: R"),
    "lambda": display("lambda = (lambda: open('OWNED','w'))()", "lambda: R"),
    "sympy names": display("S = E + I + Q + N + pi + oo", "S: R; E: R; Q: R; N: R; oo: R"),
    "builtins": display("print = exec + None + True", "print: R; exec: R; None: R; True: R"),
    "dunder": display("x.__class__.__mro__ = 1", "x.__class__: R"),
    "shadow": display("\\operatorname{tr} = \\det + d", "\\operatorname{tr}: R; d: R; \\det: R"),
    "shadow fact": display("\\sin(s) = s", "s: R; \\sin: elementwise; \\exp: log; \\log: exp"),
    "format": display("s = 2 {} {0.__class__} %s %n {x!r}", "s: R; {}: R; %s: R; {0}: R"),
    # too large
    "exponent": display("s^{10^{10^{10}}} = s"),
    "power": display("X^{99999999999} = X", "X: R^{n x n}"),
    "tower": display("2^{2^{2^{2^{2^{2^{2}}}}}} = s"),
    "factorial": display("99999999999999999999! = s"),
    "number": display(f"{'9' * 50_000} s = s"),
    "fraction": display(f"\\frac{{1}}{{{'9' * 5_000}}} s = s"),
    "decimal": display(f"0.{'3' * 20_000} s = s"),
    "size": display("\\operatorname{tr}(X) = s", f"s: R; X: R^{{{10**30} x {10**30}}}"),
    "size power": display("x = 2 x", "x: R^{2^{99999}}"),
    "sizes": display("x = 2 x", "x: R^{" + "n+" * 5_000 + "1}"),
    "sum": display("\\sum_{i=1}^{10^{12}} s = s"),
    "index": display("x_{99999999999999999999} = s"),
    "kronecker": display(" \\otimes ".join(["X"] * 200) + " = X", "X: R^{n x n}"),
    "expand": display("(x^\\top x + s)^{500} = (s + x^\\top x)^{501}"),
    "products": display("".join(f"(s + {k})" for k in range(400)) + " = 0"),
    "family": display("s = \\sum_i s_i", "s: R; s_i: R, i = 1..99999999999"),
    "matrix": display("X = \\begin{pmatrix}" + "1 & " * 20_000 + "\\end{pmatrix}", "X: R^{n x n}"),
    # too deep
    "brackets": display("(" * DEEP + "s" + ")" * DEEP + " = s"),
    "open brackets": display("(" * DEEP + "s = s"),
    "braces": display("{" * DEEP + "s" + "}" * DEEP + " = s"),
    "fractions": display("\\frac{1}{" * DEEP + "s" + "}" * DEEP + " = s"),
    "scripts": display("s" + "^{s" * DEEP + "}" * DEEP + " = s"),
    "roots": display("\\sqrt{" * DEEP + "s" + "}" * DEEP + " = s"),
    "differentials": display("\\mathrm{d}" * DEEP + " s = s"),
    "bars": display("|" * DEEP + "s" + "|" * DEEP + " = s"),
    "left": display("\\left(" * DEEP + " s = s"),
    "environments": display("\\begin{aligned}" * DEEP + " s = s"),
    "quotes": "> " * DEEP + "\n" + "".join(f"> {line}\n" for line in display("s=s").splitlines()),
    "lists": "".join("  " * k + "- a\n" for k in range(300)) + display("s = s"),
    "html": "<div>" * DEEP + "\n\n" + display("s = s"),
    "definitions": display(
        " \\\\\n".join(f"f_{{{k + 1}}} &= f_{{{k}}} f_{{{k}}}" for k in range(1, 400)) + " \\\\\n"
        "\\frac{\\partial f_{400}}{\\partial s} &= 1",
        "s: R; f_{1} = s",
        rows=True,
    ),
    # macros
    "billion laughs": display("\\li = s", "x: R^n; s: R; " + BILLION),
    "self": display("\\a = s", "s: R; \\newcommand{\\a}{\\a \\a}"),
    "mutual": display("\\a = s", "s: R; macro: \\a = \\b\\b; macro: \\b = \\a\\a"),
    "def": "$$\\def\\a{\\a\\a}\\a$$\n\n" + display("\\a = s"),
    "argument": display("\\a{s} = s", "s: R; \\newcommand{\\a}[1]{\\a{#1#1}}"),
    "empty growth": display("\\a = s", "s: R; macro: \\a = {}{}\\b; macro: \\b = {}\\c\\c"),
    "redefine": display("\\top s = s", "s: R; \\newcommand{\\frac}[2]{\\frac{#1}{#2}}"),
    "csname": display("\\csname input\\endcsname{/etc/passwd} = s"),
    "input": display("\\input{/etc/passwd} = \\include{../../secret} + \\openin5=x"),
    "write18": display("\\write18{touch OWNED} = s"),
    # front matter
    "aliases": front(ALIASES),
    "derive aliases": front("derive:\n  declare: &a [*a, *a]"),
    "constructor": front("derive: !!python/object/apply:os.system ['touch OWNED']"),
    "tag": front("derive:\n  layout: !!python/name:os.system"),
    "merge": front("a: &a {<<: *a}\nderive: {<<: *a}"),
    "nested yaml": front("a: " + "[" * DEEP),
    "huge yaml": front("derive:\n  declare:\n" + "".join(f"  - 'a{k}: R'\n" for k in range(2_000))),
    "zero yaml": front("derive:\n  lang: \x00"),
    # bytes
    "carriage": display("s = 2 s").replace("\n", "\r\n"),
    "old mac": display("s = 2 s").replace("\n", "\r"),
    "mixed": display("s &= 2 s \\\\\r\n s &= s", rows=True).replace("$$\n", "$$\r\n", 1),
    "separators": display("s = 2\u2028s\u2029").replace("-->", "-->\x0b\x0c\x85"),
    "mark": "\ufeff" + display("s = 2 s") + "\ufeff",
    "noncharacters": display("s = \ufffe\uffff\U0010ffff s"),
    "surrogate": display("s = \ud800 s", "s: R; \udfff: R"),
    "combining": display("s" + "\u0301" * 5_000 + " = s"),
    "long line": display("s = " + "s + " * 20_000 + "s"),
    "many rows": display(" \\\\\n".join(["s &= s"] * 500), rows=True),
    "many relations": display("s" + " = s" * 500),
    "comments": "<!-- derive" * 2_000 + display("s = s"),
    "dollars": "$$" * 5_001 + display("s = s"),
}
