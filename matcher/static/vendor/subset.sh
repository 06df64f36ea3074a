#!/usr/bin/env bash
# Cuts what is published down to what the pages use: the fonts to the letters of Western and Central Europe and to the weights
# of the design, Bootstrap to the rules that a template or a form names. Run it after a new release of one of them, or when a
# template begins to use another class of Bootstrap.
#   matcher/static/vendor/subset.sh <folder with @fontsource-variable/archivo and bootstrap, as npm unpacks them>
# Needs fonttools and brotli (PyPI) and purgecss (npm) on the path.
set -euo pipefail
from=$(cd "$1" && pwd)
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

font() {
  fonttools varLib.instancer -q "$from/@fontsource-variable/archivo/files/archivo-$1-standard-normal.woff2" wght=400:700 -o "$work/$1.ttf"
  pyftsubset "$work/$1.ttf" --unicodes="$2" --layout-features=kern,liga,lnum,tnum,locl,mark,mkmk,ccmp \
    --flavor=woff2 --output-file="fonts/archivo-$1.woff2"
}
font latin "U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B2,U+00B7,U+00BB,U+00BF-00FF,U+0131,U+0152-0153,U+2009,U+202F,U+2010-2014,U+2018-201E,U+2022,U+2026,U+2032-2033,U+20AC,U+2190-2193,U+2212"
font latin-ext "U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B"

purgecss --css "$from/bootstrap/dist/css/bootstrap.min.css" --output "$work" --variables \
  --content '../../../templates/**/*.html' '../../../matcher/**/*.py' \
  --safelist form-control form-select form-check-input form-label form-text is-invalid invalid-feedback visually-hidden mb-3 html body
# In a layer of its own, so that every rule of ours wins without !important.
{ echo '@layer bootstrap{'; sed -e 's#/\*\# sourceMappingURL=.*##' -e 's#@charset "UTF-8";##' "$work/bootstrap.min.css"; echo '}'; } > bootstrap.min.css
