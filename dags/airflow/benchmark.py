"""How long Airflow takes to build the DAGs of 500 views: `dags/target/airflow/bin/python dags/airflow/benchmark.py MANIFEST`."""

import copy
import json
import os
import pathlib
import statistics
import sys
import tempfile
import time

os.environ["SLUICE_MANIFESTS"] = tempfile.mkdtemp()
sys.path.insert(0, str(pathlib.Path(__file__).parent))

import sluice_dags  # noqa: E402


def large(manifest, views):
    """The first DAG of a manifest with so many views."""
    described = copy.deepcopy(manifest["dags"][0])
    one = {**described["views"][0], "online": True, "upstream": [], "awaits": [], "level": 0}
    described["views"] = [{**one, "id": f"view_{i}_v1", "view": f"view_{i}@1"} for i in range(views)]
    return {**manifest, "dags": [described]}


def milliseconds(manifest, only=None):
    taken = []
    for _ in range(15):
        begun = time.perf_counter()
        sluice_dags.build(manifest, only)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def main():
    manifest = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    for views in (5, 50, 500):
        for watcher in (False, True):
            grown = large({**manifest, "watcher": watcher}, views)
            text = json.dumps(grown)
            begun = time.perf_counter()
            json.loads(text)
            read = (time.perf_counter() - begun) * 1000
            print(f"{views:4} views{', watched' if watcher else '':9}  read {read:6.1f} ms  all DAGs {milliseconds(grown):7.1f} ms"
                  f"  another DAG's task {milliseconds(grown, grown['backfill']['id']):5.2f} ms")


if __name__ == "__main__":
    main()
