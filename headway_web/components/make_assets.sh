#!/usr/bin/env bash
# Makes static/headway/govuk again from the published package: style and script, without typeface, crest and font files.
# Councils may not use the GOV.UK typeface or crown. Needs npm and a network: bash headway_web/components/make_assets.sh
set -euo pipefail
version=6.6.0
here="$(cd "$(dirname "$0")" && pwd)/static/headway/govuk"
aside="$(mktemp -d)"
trap 'rm -rf "$aside"' EXIT
(cd "$aside" && npm pack --silent "govuk-frontend@$version" && tar xzf "govuk-frontend-$version.tgz")
from="$aside/package/dist/govuk"
mkdir -p "$here"
licence="/*! GOV.UK Frontend $version, changed by make_assets.sh; MIT licence, see LICENCE.txt */"
{
  echo "$licence"
  sed -E -e 's/@font-face\{[^}]*\}//g' -e 's/"?GDS Transport"?,//g' -e 's/[a-z-]*:[^;{}]*url\([^)]*crest[^)]*\)[^;}]*;?//g' \
    -e 's/\.govuk-footer__crown\{[^}]*\}//g' -e 's@/\*# sourceMappingURL.*\*/@@' "$from/govuk-frontend.min.css"
} > "$here/govuk-frontend.css"
{
  echo "$licence"
  sed -E -e 's@//# sourceMappingURL.*@@' "$from/govuk-frontend.min.js"
} > "$here/govuk-frontend.js"
if grep -qiE 'font-face|GDS Transport|crest|crown' "$here/govuk-frontend.css"; then
  echo "The style still holds the typeface, the crest or the crown." >&2
  exit 1
fi
