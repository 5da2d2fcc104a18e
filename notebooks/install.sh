#!/usr/bin/env bash
# Puts PySpark, of the version that Sluice is built with, into notebooks/target/python.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
version=$(sed -n 's:.*<spark.version>\(.*\)</spark.version>.*:\1:p' "$here/../pom.xml")
python3 -m venv "$here/target/python"
"$here/target/python/bin/pip" install --quiet --disable-pip-version-check "pyspark==$version"
