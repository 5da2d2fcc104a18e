#!/usr/bin/env bash
# Puts a Chromium, Debian's unless one is on the path, where the catalog's tests look for it: registry-ddl/catalog/target/browser.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
if ! command -v chromium >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
fi
mkdir -p "$here/target/browser"
ln -sf "$(command -v chromium)" "$here/target/browser/chromium"
