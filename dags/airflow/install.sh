#!/usr/bin/env bash
# Puts Airflow, of the version that the DAGs are tried with, into dags/target/airflow, and beside it an empty database of its own.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
target=$here/../target/airflow
[ "$(cat "$target/installed" 2>/dev/null)" = "$(cksum <"$here/requirements.txt")" ] && exit 0

rm -rf "$target"
python3 -m venv "$target"
"$target/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$here/requirements.txt"

export AIRFLOW_HOME=$target/home AIRFLOW__CORE__LOAD_EXAMPLES=False
export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=sqlite:///$target/airflow.db
"$target/bin/airflow" db migrate >"$target/migrate.log" 2>&1 || { tail -n 20 "$target/migrate.log" >&2; exit 1; }
cksum <"$here/requirements.txt" >"$target/installed"
