#!/usr/bin/env bash
# Puts the browser, the PDF reader and the accessibility checker in place for the tests, or says what is missing.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests: ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "The tests need: ${missing[*]}. Install them (for example: sudo apt-get install ${missing[*]}) and run again." >&2
    exit 1
  fi
fi
axe="$here/node/node_modules/axe-core/axe.min.js"
if [ ! -f "$axe" ]; then
  npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix "$here/node" axe-core@4.14.1
fi
