#!/usr/bin/env bash
# Copies KaTeX from npm, and the lectures, into docs/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
npm install --no-audit --no-fund --silent --no-save --prefix .vendor katex@^0.19.1
dist=.vendor/node_modules/katex/dist
mkdir -p docs/vendor/contrib
cp -r $dist/katex.min.js $dist/katex.min.css $dist/fonts docs/vendor/
cp $dist/contrib/auto-render.min.js docs/vendor/contrib/
cp ../differentials.en.md ../differentials.zh.md docs/
