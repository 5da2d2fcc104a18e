"""Builds a project's DAGs from what `sluice dags compile` has written: PROJECT.manifest.json beside this file, or in the folder
that SLUICE_MANIFESTS names. Reads nothing else and starts nothing."""

import json
import logging
import os
import pathlib
import re
from datetime import datetime, timezone

from sluice_airflow import (
    DAG, Application, BackfillChunks, CronDataIntervalTimetable, Materialization, PartitionsPromoted, SluiceCommand, SluicePod,
    TaskGroup, ViewsOfInterval, ViewWatch, asset, duration, get_parsing_context)

VERSION = 1


def build(manifest, only=None):
    """The DAGs of a manifest by id; with `only` at most the one of this id."""
    if manifest.get("sluice_manifest") != VERSION:
        raise ValueError(f"sluice_manifest is {manifest.get('sluice_manifest')!r}, not {VERSION}: run `sluice dags compile` again.")
    dags = {}
    for described in manifest["dags"]:
        if only in (None, described["id"]):
            dags[described["id"]] = scheduled(manifest, described)
    if only in (None, manifest["backfill"]["id"]):
        dags[manifest["backfill"]["id"]] = backfill(manifest)
    return dags


def dag(manifest, dag_id, schedule, **more):
    return DAG(
        dag_id,
        schedule=schedule,
        start_date=datetime(1970, 1, 1, tzinfo=timezone.utc),
        catchup=False,
        tags=["sluice", manifest["project"]],
        default_args={
            "retries": manifest["retries"],
            "retry_delay": duration(manifest["retry_delay_seconds"]),
            "retry_exponential_backoff": True,
            "max_retry_delay": duration(1800),
        },
        auto_register=False,  # else one that cannot be built to its end would be there
        **more)


def task(manifest, kind, **more):
    """A task of one command, by the project's runner; the kind is run, materialize or backfill."""
    launch = manifest["launch"]
    pod = launch["runner"] == "kubernetes"
    common = {
        "command": launch["plain" if kind == "materialize" else "spark"],
        "folder": manifest["folder"],
        "pool": manifest["pools"][kind],
    }
    if pod:
        common.update(image=launch["image"], namespace=launch["namespace"])
    operator = SluicePod if pod else SluiceCommand
    mapped = more.pop("mapped", None)
    if mapped is None:
        return operator(**common, **more)
    return operator.partial(**common, **more).expand(arguments=mapped)


def scheduled(manifest, described):
    timetable = CronDataIntervalTimetable(described["schedule"], timezone="UTC")
    with dag(manifest, described["id"], timetable, max_active_runs=described["max_active_runs"]) as built:
        runs, groups = {}, {}
        for view in described["views"]:
            groups[view["view"]] = TaskGroup(view["id"], tooltip=view["view"])
        levels = applications(manifest, described) if manifest["watcher"] else {}
        for view in described["views"]:
            with groups[view["view"]]:
                runs[view["view"]] = run(manifest, described, view, levels.get(view["level"]))
                for upstream in view["awaits"]:
                    wait = waiting(manifest, described, view, upstream)
                    wait >> runs[view["view"]]
                    if levels:
                        wait >> levels[view["level"]]
                if view["online"]:
                    runs[view["view"]] >> task(
                        manifest, "materialize", task_id="materialize", job=Materialization(view["view"]),
                        owner=view["owner"], execution_timeout=duration(view["timeout_seconds"]))
        for view in described["views"]:
            for upstream in view["upstream"]:
                runs[upstream] >> runs[view["view"]]
                if levels:
                    runs[upstream] >> levels[view["level"]]
    return built


def run(manifest, described, view, application):
    job = ViewsOfInterval([view["view"]], described["granularity"])
    own = {
        "task_id": "run",
        "outlets": [asset(view["asset"])],
        "owner": view["owner"],
    }
    if application is None:
        return task(manifest, "run", job=job, execution_timeout=duration(view["timeout_seconds"]), **own)
    alone = {"command": manifest["launch"]["spark"], "folder": manifest["folder"], "job": job}
    return ViewWatch(
        application=application.task_id, alone=alone, pool=manifest["pools"]["run"],
        execution_timeout=duration(view["timeout_seconds"]), **own)


def applications(manifest, described):
    """By level the one task that computes its views."""
    levels = {}
    for view in described["views"]:
        levels.setdefault(view["level"], []).append(view)
    groups = {view["view"]: view["id"] for view in described["views"]}
    return {level: application(manifest, described, level, views, groups) for level, views in sorted(levels.items())}


def application(manifest, described, level, views, groups):
    return Application(
        task_id=f"application_{level}",
        command=manifest["launch"]["spark"],
        folder=manifest["folder"],
        job=ViewsOfInterval([view["view"] for view in views], described["granularity"]),
        upstream={view["view"]: upstream_tasks(view, groups) for view in views},
        pool=manifest["pools"]["run"],
        priority_weight=100,
        trigger_rule="all_done",
        execution_timeout=duration(sum(view["timeout_seconds"] for view in views)))


def upstream_tasks(view, groups):
    """What must have succeeded before a view is computed."""
    return [groups[one] + ".run" for one in view["upstream"]] + [f"{view['id']}.await_{one['id']}" for one in view["awaits"]]


def waiting(manifest, described, view, upstream):
    return PartitionsPromoted(
        task_id="await_" + upstream["id"],
        command=manifest["launch"]["plain"],
        folder=manifest["folder"],
        view=upstream["view"],
        view_granularity=upstream["granularity"],
        granularity=described["granularity"],
        poke_interval=60,
        timeout=view["timeout_seconds"],
        pool=manifest["pools"]["run"])


def backfill(manifest):
    described = manifest["backfill"]
    with dag(manifest, described["id"], None, max_active_runs=described["max_active_runs"]) as built:
        chunks = BackfillChunks(task_id="chunks", views=described["views"], retries=0)
        task(manifest, "backfill", task_id="chunk", mapped=chunks.output)
    return built


def manifests():
    folder = pathlib.Path(os.environ.get("SLUICE_MANIFESTS") or pathlib.Path(__file__).parent)
    return sorted(folder.glob("*.manifest.json"))


def built(file, only):
    """The DAGs of a file; when they cannot be built, one that says why, so that other projects keep theirs."""
    try:
        return build(json.loads(file.read_text(encoding="utf-8")), only)
    except Exception as problem:
        logging.getLogger(__name__).exception("Cannot build the DAGs of %s", file)
        return broken(file, problem, only)


def broken(file, problem, only):
    project = re.sub(r"[^A-Za-z0-9_.-]", "_", file.name.removesuffix(".manifest.json"))
    dag_id = project + "__broken"
    if only not in (None, dag_id):
        return {}
    why = f"Cannot build the DAGs of {file}: {type(problem).__name__}: {problem}"
    return {dag_id: DAG(
        dag_id, schedule=None, start_date=datetime(1970, 1, 1, tzinfo=timezone.utc), description=why, doc_md=why,
        tags=["sluice", project, "broken"], auto_register=False)}


for _file in manifests():
    globals().update(built(_file, get_parsing_context().dag_id))
