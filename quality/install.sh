#!/usr/bin/env bash
# Puts Great Expectations, of the version that the gate is compared with, into quality/target/python.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
python3 -m venv "$here/target/python"
"$here/target/python/bin/pip" install --quiet --disable-pip-version-check "great_expectations==1.24.1"
