"""The DAG files without Airflow, in the shape of release 2 or 3.

SLUICE_STUB is the release, SLUICE_MANIFESTS a folder in which `sluice dags compile` has written the manifest of each project;
its folder `plain` holds their plain files, by `--emit python`.
"""

import copy
import importlib
import json
import os
import pathlib
import random
import runpy
import stat
import subprocess
import sys
import tempfile
import threading
import time
import types
import unittest
import unittest.mock
from datetime import datetime, timedelta, timezone

import stub_airflow as stub

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
stub.install(int(os.environ["SLUICE_STUB"]))
FOLDER = pathlib.Path(os.environ["SLUICE_MANIFESTS"])

import sluice_airflow as tasks  # noqa: E402
import sluice_dags as dags  # noqa: E402


def manifests():
    return {file.name.split(".")[0]: json.loads(file.read_text()) for file in FOLDER.glob("*.manifest.json")}


FLIGHTS = manifests()["flights"]
RUN_ID = "manual__1"


def context(start=None, end=None, conf=None, **more):
    run = types.SimpleNamespace(data_interval_start=start, data_interval_end=end, conf=conf, **more)
    return {"dag_run": run, "ti": types.SimpleNamespace()}


def utc(*fields):
    return datetime(*fields, tzinfo=timezone.utc)


def interval(start, end):
    return context(start, end)


def plain(value):
    """A value that can be compared: the objects of these files by what they hold."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if type(value).__module__ in ("sluice_airflow", "stub_airflow"):
        return type(value).__name__, getattr(value, "task_id", None) or plain(vars(value))
    return value


def shape(dag):
    """All of a DAG, for comparison."""
    return {
        "edges": dag.edges,
        "arguments": plain({name: value for name, value in dag.arguments.items() if name != "auto_register"}),
        "tasks": {
            task_id: (type(task).__name__, plain({name: value for name, value in vars(task).items() if name != "dag"}))
            for task_id, task in dag.tasks.items()},
    }


class Dags(unittest.TestCase):
    maxDiff = None

    def test_hourly_daily_cron_and_backfill_are_there(self):
        self.assertEqual(
            sorted(dags.build(FLIGHTS)),
            ["flights__backfill", "flights__cron_x..15_x_x_x_x", "flights__daily", "flights__hourly"])

    def test_a_view_is_a_group_of_run_and_materialize(self):
        daily = dags.build(FLIGHTS)["flights__daily"]
        self.assertEqual(daily.arguments["schedule"].cron, "0 0 * * *")
        self.assertIs(daily.arguments["catchup"], False)
        self.assertIn(("airport_delays_v1.run", "airport_delays_v1.materialize"), daily.edges)
        self.assertIn(("airport_delays_v1.run", "delay_ranks_v1.run"), daily.edges)
        self.assertNotIn("delay_ranks_v1.materialize", daily.tasks)
        self.assertIn(("busy_hours_v1.await_hourly_delays_v1", "busy_hours_v1.run"), daily.edges)
        run = daily.tasks["airport_delays_v1.run"]
        day = interval(utc(2001, 2, 28), utc(2001, 3, 1))
        self.assertEqual(run.job.arguments(day), ["run", "airport_delays@1", "--at", "2001-02-28"])
        self.assertEqual(run.options["execution_timeout"], timedelta(hours=2))
        self.assertEqual([one.uri for one in run.options["outlets"]], ["sluice://flights/airport_delays/v1"])
        self.assertEqual(run.options["owner"], "ops@example.com")
        self.assertEqual(run.options["pool"], "spark")
        self.assertEqual(run.command, ["/opt/sluice"])
        self.assertEqual(
            daily.tasks["airport_delays_v1.materialize"].job.arguments(day), ["materialize", "airport_delays@1"])
        self.assertEqual(daily.arguments["default_args"]["retries"], 5)

    def test_the_plain_file_says_the_same(self):
        for name, manifest in manifests().items():
            with self.subTest(project=name):
                del stub.CURRENT["all"][:]
                runpy.run_path(str(FOLDER / "plain" / f"{name}_dags.py"))
                written = {dag.dag_id: shape(dag) for dag in stub.CURRENT["all"]}
                built = {dag_id: shape(dag) for dag_id, dag in dags.build(manifest).items()}
                self.assertEqual(written, built)

    def test_of_a_watched_level_one_application_computes_all_views(self):
        daily = dags.build({**FLIGHTS, "watcher": True})["flights__daily"]
        first = daily.tasks["application_0"]
        self.assertEqual(first.job.views, ["airport_delays@1", "busy_hours@1"])
        self.assertEqual(daily.tasks["application_1"].upstream, {"delay_ranks@1": ["airport_delays_v1.run"]})
        self.assertIn(("airport_delays_v1.run", "application_1"), daily.edges)
        self.assertNotIn(("busy_hours_v1.run", "application_1"), daily.edges, "else its failure were no leaf's")
        self.assertEqual(first.upstream["busy_hours@1"], ["busy_hours_v1.await_hourly_delays_v1"])
        self.assertIn(("busy_hours_v1.await_hourly_delays_v1", "application_0"), daily.edges)
        self.assertEqual(first.options["trigger_rule"], "all_done")
        watch = daily.tasks["delay_ranks_v1.run"]
        self.assertEqual((watch.mode, watch.application), ("reschedule", "application_1"))
        self.assertEqual(timedelta(seconds=watch.timeout), timedelta(days=7), "the application has its own time, and tries")
        self.assertEqual(watch.execution_timeout, timedelta(minutes=15))

    def test_a_worker_builds_only_the_dag_that_it_runs(self):
        self.assertEqual(list(dags.build(FLIGHTS, "flights__hourly")), ["flights__hourly"])
        self.assertEqual(dags.build(FLIGHTS, "other"), {})
        del stub.CURRENT["all"][:]
        with stub.parsing("flights__backfill"):
            importlib.reload(dags)
        self.assertEqual({dag.dag_id for dag in stub.CURRENT["all"]}, {"flights__backfill"})

    def test_a_manifest_that_cannot_be_built_takes_no_other_project_its_dags(self):
        daily = next(dag for dag in FLIGHTS["dags"] if dag["id"] == "flights__daily")
        half = {**FLIGHTS, "project": "half", "dags": [{**daily, "id": "half__daily", "views": [{"view": "a@1"}]}]}
        with tempfile.TemporaryDirectory() as folder, self.assertLogs("sluice_dags", "ERROR") as logged:
            for name, text in [("cut", '{"sluice_'), ("half", json.dumps(half)), ("flights", json.dumps(FLIGHTS))]:
                pathlib.Path(folder, name + ".manifest.json").write_text(text)
            del stub.CURRENT["all"][:]
            with unittest.mock.patch.dict(os.environ, {"SLUICE_MANIFESTS": folder}):
                there = runpy.run_path(dags.__file__, run_name="sluice_dags")
        self.assertEqual(
            sorted(name for name in there if "__" in name.strip("_")), sorted(["cut__broken", "half__broken", *dags.build(FLIGHTS)]))
        self.assertIn("KeyError: 'id'", there["half__broken"].arguments["description"])
        self.assertIn("cut.manifest.json", logged.output[0])
        self.assertTrue(all(dag.arguments["auto_register"] is False for dag in stub.CURRENT["all"]), "else half a DAG were there")

    def test_a_manifest_of_another_version_is_refused(self):
        with self.assertRaisesRegex(ValueError, "sluice_manifest is 2, not 1: run `sluice dags compile` again"):
            dags.build({**FLIGHTS, "sluice_manifest": 2})

    def test_the_work_grows_with_the_views_and_not_faster(self):
        def work(views):
            manifest = large(views)
            calls = []
            stub.CURRENT["built"] = 0
            sys.setprofile(lambda frame, event, argument: calls.append(1))
            try:
                dags.build(manifest)
            finally:
                sys.setprofile(None)
            return stub.CURRENT["built"], len(calls)

        few, many = work(50), work(500)
        self.assertEqual((few[0], many[0]), (50 * 2 + 2, 500 * 2 + 2))
        self.assertLess(many[1] / few[1], 11)


def large(views):
    """A manifest of so many views of one level."""
    manifest = copy.deepcopy(FLIGHTS)
    daily = next(dag for dag in manifest["dags"] if dag["id"] == "flights__daily")
    one = next(view for view in daily["views"] if view["view"] == "airport_delays@1")
    daily["views"] = [{**one, "id": f"view_{i}_v1", "view": f"view_{i}@1"} for i in range(views)]
    manifest["dags"] = [daily]
    return manifest


def interval_with(**conf):
    return context(utc(2001, 2, 28), utc(2001, 3, 1), conf=conf)


class Partitions(unittest.TestCase):
    def test_an_interval_gives_the_partitions_that_end_in_it(self):
        def texts(granularity, *ends):
            return tasks.texts(tasks.partitions(interval(*ends), granularity), granularity)

        self.assertEqual(texts("day", utc(2001, 2, 28), utc(2001, 3, 1)), ["2001-02-28"])
        self.assertEqual(texts("hour", utc(2001, 2, 28, 23), utc(2001, 3, 1)), ["2001-02-28T23"])
        self.assertEqual(texts("day", utc(2001, 2, 28, 2, 30), utc(2001, 3, 1, 2, 30)), ["2001-02-28"])
        self.assertEqual(texts("hour", utc(2001, 2, 28, 1, 15), utc(2001, 2, 28, 1, 30)), [])
        self.assertEqual(texts("hour", utc(2001, 2, 28, 1, 45), utc(2001, 2, 28, 2)), ["2001-02-28T01"])
        self.assertEqual(len(texts("day", utc(2001, 2, 5, 3), utc(2001, 2, 12, 3))), 7)

    def test_intervals_that_follow_each_other_leave_nothing_out_and_nothing_is_done_twice(self):
        for seed in range(200):
            choices = random.Random(seed)
            granularity = choices.choice(["day", "hour"])
            moment = start = utc(2001, 1, 1) + timedelta(minutes=choices.randrange(3000))
            done = []
            for _ in range(choices.randrange(1, 40)):
                following = moment + timedelta(minutes=choices.randrange(1, choices.choice([10, 100, 5000])))
                done += tasks.partitions(interval(moment, following), granularity)
                moment = following
            first, last = tasks.floor(start, granularity), tasks.floor(moment, granularity)
            unit = tasks.UNITS[granularity]
            self.assertEqual(done, [first + i * unit for i in range((last - first) // unit)], f"seed {seed}")

    def test_conf_and_partition_key_come_before_the_interval(self):
        day = (utc(2001, 2, 28), utc(2001, 3, 1))
        self.assertEqual(tasks.due(context(*day, conf={"at": "2001-02-03"}), "day"), ["2001-02-03"])
        self.assertEqual(tasks.due(context(*day, conf={"at": "2001-02-03T05:10:00+02:00"}), "hour"), ["2001-02-03T03"])
        self.assertEqual(tasks.due(context(*day, conf={}, partition_key="2001-02-04T00:00:00"), "day"), ["2001-02-04"])

    def test_what_names_no_partition_fails_for_good(self):
        for wrong in [
                context(), interval_with(at=""), interval_with(at=None), context(conf={"at": "yesterday"}), context(conf={"at": "2001-02-30"}), context(conf={"at": 5}),
                context(conf={"at": "2001-02-03; rm -rf /"}), context(conf={"at": "2001-02-03", "by": "me"})]:
            with self.assertRaises(stub.AirflowFailException):
                tasks.due(wrong, "day")
        with self.assertRaises(stub.AirflowSkipException):
            tasks.due(interval(utc(2001, 2, 28, 1), utc(2001, 2, 28, 1, 15)), "hour")


class Backfill(unittest.TestCase):
    CONF = {"view": "airport_delays@1", "chunks": [{"from": "2001-02-01", "to": "2001-02-08"}, {"from": "2001-02-08", "to": "2001-02-10"}],
            "arguments": ["--yes", "--parallelism", "2"]}

    def test_each_chunk_is_one_command(self):
        backfill = dags.build(FLIGHTS)["flights__backfill"]
        self.assertIsNone(backfill.arguments["schedule"])
        chunk = backfill.tasks["chunk"]
        self.assertEqual(list(chunk.mapped), ["arguments"])
        self.assertEqual(chunk.options["pool"], "spark_backfill")
        self.assertEqual(
            backfill.tasks["chunks"].execute(context(conf=self.CONF)),
            [["backfill", "airport_delays@1", "--from", "2001-02-01", "--to", "2001-02-08", "--yes", "--parallelism", "2"],
             ["backfill", "airport_delays@1", "--from", "2001-02-08", "--to", "2001-02-10", "--yes", "--parallelism", "2"]])

    def test_a_chunk_may_be_part_of_a_backfill_that_somebody_began(self):
        more = ["--part-of", "0a" * 32, "--parallelism", "3"]
        words = tasks.backfill_arguments({**self.CONF, "arguments": more}, FLIGHTS["backfill"]["views"])
        self.assertEqual(words[1][-4:], more)

    def test_a_conf_that_is_not_exactly_as_agreed_is_refused(self):
        chunk = self.CONF["chunks"][0]
        for wrong in [
                {}, {**self.CONF, "more": 1}, {**self.CONF, "view": "airport_delay@1"}, {**self.CONF, "view": "--approve"},
                {**self.CONF, "view": ["airport_delays@1"]}, {**self.CONF, "chunks": []}, {**self.CONF, "chunks": chunk},
                {**self.CONF, "chunks": [{**chunk, "to": "2001-02-01"}]}, {**self.CONF, "chunks": [{"from": "2001-02-01"}]},
                {**self.CONF, "chunks": [{**chunk, "from": "--approve=x"}]}, {**self.CONF, "chunks": [chunk] * 1025},
                {**self.CONF, "arguments": "--yes"}, {**self.CONF, "arguments": ["--project", "/etc"]},
                {**self.CONF, "arguments": ["--parallelism"]}, {**self.CONF, "arguments": ["--parallelism", "2; ls"]},
                {**self.CONF, "arguments": [7]}, {**self.CONF, "arguments": [["--yes"]]}, {**self.CONF, "arguments": ["--part-of", "a" * 63]}]:
            with self.assertRaisesRegex(stub.AirflowFailException, "Invalid (conf|time): ", msg=wrong):
                tasks.backfill_arguments(wrong, FLIGHTS["backfill"]["views"])


class Events:
    """The events of outlets, of which there is one."""

    def __init__(self, event):
        self.event = event

    def __getitem__(self, outlet):
        return self.event


class Commands(unittest.TestCase):
    """With a real process that stands for Sluice."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def sluice(self, body):
        script = pathlib.Path(self.folder.name, "sluice")
        script.write_text(f"#!{sys.executable}\nimport sys, json, time, signal\n{body}\n")
        script.chmod(script.stat().st_mode | stat.S_IEXEC)
        return [str(script)]

    def command(self, body, **more):
        return tasks.SluiceCommand(
            task_id="run", command=self.sluice(body), folder="/srv/f", arguments=["run", "v@1", "--at", "2001-02-28; ls $HOME"], **more)

    def test_arguments_arrive_as_they_are(self):
        said = self.command("print(json.dumps({'arguments': sys.argv[1:]}))").execute(context())
        self.assertEqual(
            said["arguments"],
            ["run", "v@1", "--at", "2001-02-28; ls $HOME", "--project", "/srv/f", "--output", "json"])

    def test_an_asset_s_event_names_the_partitions(self):
        command = tasks.SluiceCommand(
            task_id="run", command=self.sluice("print('{\"promoted\": 2}')"), folder="/srv/f", job=tasks.ViewsOfInterval(["v@1"], "hour"))
        command.outlets = [tasks.asset("sluice://p/v/v1")]
        event = types.SimpleNamespace(extra={})
        day = interval(utc(2001, 2, 28, 22), utc(2001, 3, 1))
        command.execute({**day, "outlet_events": Events(event)})
        self.assertEqual(event.extra, {"partitions": ["2001-02-28T22", "2001-02-28T23"]})

    def test_what_a_retry_cannot_help_fails_for_good(self):
        for body in [
                "sys.exit(2)",
                "print(json.dumps({'retry_helps': False, 'partitions': [{'problem': 'Cannot promote v@1'}]})); sys.exit(1)",
                "print(json.dumps({'retry_helps': False, 'error': {'message': 'Cannot promote v@1'}})); sys.exit(1)"]:
            with self.assertRaises(stub.AirflowFailException, msg=body) as failed:
                self.command(body).execute(context())
            if "promote" in body:
                self.assertIn("Cannot promote v@1", str(failed.exception))

    def test_what_a_retry_may_help_is_left_to_the_retries(self):
        for body in [
                "sys.exit(1)", "print('{'); sys.exit(1)", "signal.raise_signal(signal.SIGKILL)",
                "print(json.dumps({'retry_helps': True, 'error': {'message': 'no answer'}})); sys.exit(1)"]:
            with self.assertRaises(stub.AirflowException) as failed:
                self.command(body).execute(context())
            self.assertNotIsInstance(failed.exception, stub.AirflowFailException)

    def test_a_task_that_is_ended_ends_its_process_in_order(self):
        marks = pathlib.Path(self.folder.name, "marks")
        body = f"""
def ended(*_):
    open({str(marks)!r}, 'a').write('ended')
    sys.exit(143)
signal.signal(signal.SIGTERM, ended)
open({str(marks)!r}, 'a').write('begun ')
time.sleep(60)"""
        command = self.command(body)
        failures = []

        def work():
            try:
                command.execute(context())
            except stub.AirflowException as failure:
                failures.append(failure)

        thread = threading.Thread(target=work)
        thread.start()
        deadline = time.time() + 20
        while not (marks.exists() and marks.read_text()) and time.time() < deadline:
            time.sleep(0.02)
        command.on_kill()
        thread.join(20)
        self.assertEqual(marks.read_text(), "begun ended")
        self.assertIn("143", str(failures))

    def test_without_its_answer_nobody_knows_that_it_succeeded(self):
        with self.assertRaisesRegex(stub.AirflowFailException, "spark-submit must run in client mode"):
            self.command("print('Submitted')").execute(context())

    def task_process(self, body):
        """A process as Airflow starts one for a task: a signal to its main thread calls on_kill there."""
        marks = pathlib.Path(self.folder.name, "marks")
        command = self.sluice(f"""
import os
def ended(*_):
    open({str(marks)!r}, 'a').write('ended ')
    sys.exit(143)
signal.signal(signal.SIGTERM, {body})
open({str(marks)!r}, 'a').write('begun %d ' % os.getpid())
time.sleep(60)""")
        script = f"""
import os, signal, sys, time
sys.path[:0] = {sys.path[:2] + [os.path.dirname(tasks.__file__)]!r}
import stub_airflow as stub
stub.install({os.environ['SLUICE_STUB']})
import sluice_airflow
sluice_airflow.SECONDS_TO_END = 2
task = sluice_airflow.SluiceCommand(task_id="run", command={command!r}, folder="/srv/f", arguments=["run"])
signal.signal(signal.SIGTERM, lambda *_: task.on_kill())
try:
    task.execute({{}})
except stub.AirflowException as failure:
    print(failure, flush=True)
"""
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        deadline = time.time() + 20
        while not (marks.exists() and marks.read_text().endswith(" ")) and time.time() < deadline:
            time.sleep(0.02)
        return process, marks

    def test_a_signal_in_the_main_thread_ends_the_process_at_once(self):
        process, marks = self.task_process("ended")
        begun = time.time()
        process.terminate()
        self.assertIn("143", process.communicate(timeout=20)[0])
        self.assertLess(time.time() - begun, 1.9)
        self.assertTrue(marks.read_text().endswith("ended "))

    def test_a_process_that_does_not_end_is_ended(self):
        process, marks = self.task_process("signal.SIG_IGN")
        process.terminate()
        self.assertIn("-9", process.communicate(timeout=20)[0])

    @unittest.skipUnless(sys.platform.startswith("linux"), "Linux alone tells a process of its parent's death")
    def test_a_task_that_is_killed_leaves_no_orphan(self):
        process, marks = self.task_process("ended")
        process.kill()
        deadline = time.time() + 20
        while not marks.read_text().endswith("ended ") and time.time() < deadline:
            time.sleep(0.02)
        self.assertTrue(marks.read_text().endswith("ended "))

    def test_a_daily_view_waits_for_the_hours_that_it_reads(self):
        body = """
runs = [{'partition': '2001-02-28T%02d' % hour, 'state': 'COMPLETED'} for hour in range(24)]
runs[7]['state'] = open(sys.argv[0] + '.state').read()
assert sys.argv[1:7] == ['history', 'h@1', '--from', '2001-02-28T00', '--to', '2001-03-01T00'], sys.argv
print(json.dumps({'runs': runs}))"""
        sensor = tasks.PartitionsPromoted(
            task_id="await", command=self.sluice(body), folder="/srv/f", view="h@1", view_granularity="hour", granularity="day")
        state = pathlib.Path(self.folder.name, "sluice.state")
        for text, ready in [("REFUSED", False), ("COMPUTING", False), ("PROMOTED", True)]:
            state.write_text(text)
            del stub.LINES[:]
            self.assertIs(sensor.poke(interval(utc(2001, 2, 28), utc(2001, 3, 1))), ready)
            self.assertNotIn("COMPLETED", "".join(stub.LINES), "the answer is long, and read each minute")


class Pods(unittest.TestCase):
    """As the provider of Kubernetes behaves; no cluster."""

    LAUNCH = {"runner": "kubernetes", "plain": ["sluice"], "spark": ["sluice"], "image": "sluice:1", "namespace": "features"}

    def pod(self, exit_code, message=None):
        ended = types.SimpleNamespace(exit_code=exit_code, message=message)
        status = types.SimpleNamespace(name="base", state=types.SimpleNamespace(terminated=ended))
        return types.SimpleNamespace(status=types.SimpleNamespace(container_statuses=[status]))

    def execute(self, *end):
        daily = dags.build({**FLIGHTS, "launch": self.LAUNCH})["flights__daily"]
        run = daily.tasks["airport_delays_v1.run"]
        self.assertEqual(run.pod, ("sluice:1", "features", "FallbackToLogsOnError"))
        told = {**context(conf={"at": "2001-02-28"}), "remote_pod": self.pod(*end)}
        return run, run.execute(told)

    def test_a_pod_gets_the_same_arguments(self):
        run, said = self.execute(0)
        self.assertEqual(said, "done")
        self.assertEqual(run.cmds, ["sluice"])
        self.assertEqual(
            run.arguments, ["run", "airport_delays@1", "--at", "2001-02-28", "--project", "/srv/flights", "--output", "json"])

    def test_how_its_container_ended_tells_whether_it_is_tried_again(self):
        for end in [(2,), (1, '... "retry_helps" : false,\n "activated" : [ ]\n}')]:
            with self.assertRaises(stub.AirflowFailException):
                self.execute(*end)
        for end in [(1,), (137,), (1, 'x "retry_helps" : true }')]:
            with self.assertRaises(stub.AirflowException) as failed:
                self.execute(*end)
            self.assertNotIsInstance(failed.exception, stub.AirflowFailException)

    def test_an_asset_s_event_names_the_partitions(self):
        run = dags.build({**FLIGHTS, "launch": self.LAUNCH})["flights__daily"].tasks["airport_delays_v1.run"]
        run.outlets = [tasks.asset("sluice://p/v/v1")]
        event = types.SimpleNamespace(extra={})
        run.execute({**context(conf={"at": "2001-02-28"}), "remote_pod": self.pod(0), "outlet_events": Events(event)})
        self.assertEqual(event.extra, {"partitions": ["2001-02-28"]})

    def test_without_the_provider_one_is_told_to_install_it(self):
        without = {name: None for name in sys.modules if name.startswith("airflow.providers")}
        with unittest.mock.patch.dict(sys.modules, without):
            pod = runpy.run_path(tasks.__file__)["SluicePod"]
        for make in (pod, pod.partial):
            with self.assertRaisesRegex(stub.AirflowException, "install apache-airflow-providers-cncf-kubernetes"):
                make(task_id="run")

    def test_chunks_are_pods_too(self):
        chunk = dags.build({**FLIGHTS, "launch": self.LAUNCH})["flights__backfill"].tasks["chunk"]
        self.assertIsInstance(chunk, tasks.SluicePod)


class Watching(unittest.TestCase):
    """What the tasks of an application tell each other."""

    class Ti:
        """Another task's state and what it has told, with or without the call of release 3."""

        def __init__(self, state, events, try_number=1):
            self.dag_id, self.run_id, self.try_number = "d", RUN_ID, try_number
            self.start_date = utc(2001, 3, 1, 12)
            self.state, self.events = state, events
            self.pushed = {}
            if os.environ["SLUICE_STUB"] == "3":
                self.start_date, first = None, self.start_date
                self.get_first_reschedule_date = lambda context: first
                self.get_task_states = lambda dag_id, task_ids, run_ids: {RUN_ID: {one: self.of(one) for one in task_ids}}

        def of(self, task_id):
            return self.state.get(task_id) if isinstance(self.state, dict) else self.state

        def xcom_pull(self, task_ids, key):
            return self.events.get(key)

        def xcom_push(self, key, value):
            self.pushed[key] = value

    def context(self, ti):
        told = context(conf={"at": "2001-02-28"})
        told["ti"] = ti
        told["dag_run"].get_task_instance = lambda task_id: types.SimpleNamespace(state=ti.of(task_id))
        return told

    def watch(self, state, event, try_number=1):
        alone = {"command": [sys.executable, "-c", "print('{\"alone\": true}')"], "folder": "/srv/f",
                 "job": tasks.ViewsOfInterval(["v@1"], "day")}
        watch = tasks.ViewWatch(task_id="run", application="application_0", alone=alone)
        return watch.execute(self.context(self.Ti(state, {"v@1": event} if event else {}, try_number)))

    def test_a_view_follows_its_application(self):
        good = self.told(11)
        bad = {"complete": False, "retry_helps": True, "partitions": []}
        refused = {"complete": False, "retry_helps": False, "partitions": [{"problem": "Cannot promote v@1"}]}
        self.assertEqual(self.watch("running", None), "rescheduled")
        self.assertEqual(self.watch("running", good), "poked")
        self.assertEqual(self.watch("success", good), "poked")
        with self.assertRaisesRegex(stub.AirflowFailException, "Cannot promote v@1"):
            self.watch("running", refused)
        with self.assertRaises(stub.AirflowException):
            self.watch("running", bad)

    def test_tried_again_it_runs_itself(self):
        alone = {"alone": True}
        bad = {"complete": False, "retry_helps": True, "partitions": []}
        self.assertEqual(self.watch("running", bad, 2), alone)
        self.assertEqual(self.watch("failed", None), alone)
        self.assertEqual(self.watch("success", self.told(11), 2), alone)

    def test_cleared_with_its_application_it_follows_what_that_tells_anew(self):
        self.assertEqual(self.watch("success", self.told(13), 2), "poked")
        self.assertEqual(self.watch("running", self.told(13), 2), "poked")
        self.assertEqual(self.watch("running", self.told(11), 2), "rescheduled", "what it told before says nothing")

    @staticmethod
    def told(hour):
        """A good end; the watch was looked at first at 12."""
        return {"complete": True, "told_at": utc(2001, 3, 1, hour).isoformat()}

    def test_while_the_application_is_to_begin_again_it_waits(self):
        for state in ["queued", None, "up_for_retry"]:
            self.assertEqual(self.watch(state, self.told(11), 2), "rescheduled")
        self.assertEqual(self.watch("running", None, 2), "rescheduled")

    def application(self, body, state, ti=None):
        script = f"import sys, json\nviews = [word for word in sys.argv[1:] if '@' in word]\n{body}"
        application = tasks.Application(
            task_id="application_1", command=[sys.executable, "-c", script], folder="/srv/f",
            job=tasks.ViewsOfInterval(["a@1", "b@1"], "day"), upstream={"a@1": ["x.run"], "b@1": []})
        ti = ti or self.Ti(state, {})
        application.execute(self.context(ti))
        return ti.pushed

    TELL = "for view in views: print(json.dumps({'event': 'view_ended', 'view': view, 'complete': view[0] == 'b'}), file=sys.stderr)\n"

    def test_an_application_tells_of_each_view_and_fails_for_none_of_them(self):
        told = self.application(self.TELL + "print('noise', file=sys.stderr); sys.exit(1)", {"x.run": "success"})
        self.assertEqual({view: event["complete"] for view, event in told.items()}, {"a@1": False, "b@1": True})

    def test_that_one_view_is_wrong_is_that_view_s_matter(self):
        self.assertEqual(set(self.application(self.TELL + "sys.exit(2)", {"x.run": "success"})), {"a@1", "b@1"})

    def test_an_event_that_cannot_be_passed_on_does_not_stop_the_application(self):
        ti = self.Ti({"x.run": "success"}, {})
        ti.xcom_push = lambda key, value: 1 / 0
        body = (self.TELL + "print(json.dumps({'event': 'other'}), file=sys.stderr)\n"
                "for i in range(5000): print('x' * 99, file=sys.stderr)\nprint('{\"promoted\": 1}')")
        with self.assertRaisesRegex(stub.AirflowException, "It was not heard what became of a@1, b@1."):
            self.application(body, None, ti)

    def test_views_whose_upstream_has_failed_are_left_out(self):
        self.assertEqual(set(self.application(self.TELL, {"x.run": "failed"})), {"b@1"})

    def test_an_application_that_died_fails_itself(self):
        with self.assertRaises(stub.AirflowException):
            self.application("import os; os.kill(os.getpid(), 9)", {"x.run": "success"})


if __name__ == "__main__":
    unittest.main()
