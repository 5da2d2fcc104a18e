#!/usr/bin/env bash
# Puts into notebooks/target/python: PySpark, of the version that Sluice is built with, Jupyter's parts that run notebooks, and
# the kernels "Python" and "Java with Sluice". Nothing is done when it is there already.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
python=$here/target/python
version=$(sed -n 's:.*<spark.version>\(.*\)</spark.version>.*:\1:p' "$here/../pom.xml")
wanted=$(cat "$here/requirements.txt" "$here/install.sh" && echo "pyspark==$version $here")
[ "$(cat "$python/installed" 2>/dev/null || true)" != "$wanted" ] || exit 0

python3 -m venv --clear "$python"
"$python/bin/pip" install --quiet --disable-pip-version-check "pyspark==$version" --requirement "$here/requirements.txt"
kernel=$python/share/jupyter/kernels/sluice-java
mkdir -p "$kernel"
cat >"$kernel/kernel.json" <<KERNEL
{"argv": ["$here/java-kernel", "{connection_file}"], "display_name": "Java with Sluice", "language": "java", "interrupt_mode": "message"}
KERNEL
echo "$wanted" >"$python/installed"
