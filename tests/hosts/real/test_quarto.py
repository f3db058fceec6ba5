"""Quarto documents in check and build. Quarto itself is in no package registry; its reader, Pandoc,
is, and what `build` writes must be to it what the author wrote, but for longer formulas."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.real.notes import run

pytestmark = pytest.mark.hosts

READER = "markdown+tex_math_dollars+fenced_divs+bracketed_spans+yaml_metadata_block"
DOCUMENT = r"""---
title: "Ridge"
format:
  html: {toc: true}
execute:
  echo: false
derive:
  declare: ["A: R^{n x n}"]
---

## A form {#sec-form}

::: {.callout-note collapse="true"}
## In a callout

<!-- derive: x: R^n; wrt: x -->

$$
\begin{aligned}
f &= x^\top A x \\
\frac{\partial f}{\partial x} &= (A + A^\top) x
\end{aligned}
$$ {#eq-gradient}

:::

```{python}
#| label: fig-one
note = "<!-- derive: B: R^{n x n} -->"
print("$$ B = 2 B $$")
```

As @eq-gradient says, and ::: in text is no fence.

:::: {.columns}
::: {.column width="50%"}
<!-- derive: a, x: R^n; wrt: x -->

$$ \nabla_x (a^\top x) = a $$
:::
::::

{{< include _more.qmd >}}
"""


def write(folder: Path, text: str) -> Path:
    (folder / "note.qmd").write_text(text, encoding="utf-8")
    return folder


def pandoc(text: str) -> list[Any]:
    reader = import_module("pypandoc")  # only here: the default run goes without it
    read: dict[str, Any] = json.loads(reader.convert_text(text, "json", format=READER))
    return [read["meta"], *read["blocks"]]


def maths(node: Any) -> list[str]:
    """The displays in Pandoc's tree, in order."""
    if isinstance(node, dict) and node.get("t") == "Math":
        return [node["c"][1]] if node["c"][0]["t"] == "DisplayMath" else []
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [formula for one in inner for formula in maths(one)]


def without_maths(node: Any) -> Any:
    if isinstance(node, dict):
        if node.get("t") == "Math" and node["c"][0]["t"] == "DisplayMath":
            return "display"
        return {key: without_maths(value) for key, value in node.items()}
    return [without_maths(one) for one in node] if isinstance(node, list) else node


def test_a_good_document_is_built_and_reads_as_before(tmp_path: Path) -> None:
    run("mdderive", "build", "note.qmd", cwd=write(tmp_path, DOCUMENT))
    built = (tmp_path / "build/note.qmd").read_text(encoding="utf-8")
    before, after = pandoc(DOCUMENT), pandoc(built)
    assert without_maths(before) == without_maths(after)
    assert len(maths(before)) == len(maths(after)) == 2
    assert r"\text{product rule}" in maths(after)[0]
    head, tail = DOCUMENT.split("$$\n\\begin", 1)[0], DOCUMENT.split("$$ {#eq", 1)[1]
    assert built.startswith(head) and tail.split("$$ \\nabla")[0] in built
    run("mdderive", "check", "build/note.qmd", cwd=tmp_path)


def test_a_wrong_step_has_its_place(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENT.replace("(A + A^\\top) x", "2 A x"))
    said = run("mdderive", "check", "--format", "concise", "note.qmd", cwd=tmp_path, status=1)
    line = DOCUMENT[: DOCUMENT.index("\\frac")].count("\n") + 1
    assert said.startswith(f"note.qmd:{line}:36: D401 ") and said.count("\n") == 1
