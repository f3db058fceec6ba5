// Reads a JSON list of display formulas on standard input and renders each with KaTeX (strict,
// errors thrown) and MathJax. Prints a JSON list of {engine, formula, error}.
import katex from "katex";
import MathJax from "mathjax";
import { readFileSync } from "node:fs";

const formulas = JSON.parse(readFileSync(0, "utf8"));
const errors = [];
for (const formula of formulas) {
  try {
    katex.renderToString(formula, { displayMode: true, throwOnError: true, strict: "error" });
  } catch (error) {
    errors.push({ engine: "KaTeX", formula, error: String(error.message) });
  }
}
await MathJax.init({ loader: { load: ["input/tex", "output/svg"] }, output: { font: "mathjax-newcm" } });
for (const formula of formulas) {
  const node = await MathJax.tex2mmlPromise(formula, { display: true });
  const found = node.match(/data-mjx-error="([^"]*)"|<merror[^>]*>/);
  if (found) errors.push({ engine: "MathJax", formula, error: found[1] ?? "merror" });
}
console.log(JSON.stringify(errors));
process.exit(0);
