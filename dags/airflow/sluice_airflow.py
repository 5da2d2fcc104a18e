"""Sluice's commands as Airflow tasks, for Airflow 2.11 and 3.

A command is a list of arguments, never a line for a shell. A task whose command says that trying again does not help (exit
status 2, or `retry_helps: false` in its answer: a gate has refused rows, a definition is wrong) fails at once; any other failure
is left to the task's retries.
"""

import contextlib
import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone

try:
    from airflow.sdk import DAG, Asset, BaseOperator, BaseSensorOperator, TaskGroup, get_parsing_context

    def asset(uri):
        return Asset(name=uri.split("://", 1)[1], uri=uri)

except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.datasets import Dataset as asset
    from airflow.models.baseoperator import BaseOperator
    from airflow.sensors.base import BaseSensorOperator
    from airflow.utils.dag_parsing_context import get_parsing_context
    from airflow.utils.task_group import TaskGroup

try:
    from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
except ImportError:
    from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from airflow.timetables.interval import CronDataIntervalTimetable

__all__ = [
    "DAG", "TaskGroup", "asset", "get_parsing_context", "CronDataIntervalTimetable",
    "SluiceCommand", "SluicePod", "ViewsOfInterval", "Materialization", "Application", "ViewWatch", "PartitionsPromoted",
    "BackfillChunks", "duration",
]

WRONG_INPUT = 2
SECONDS_TO_END = 45
LONGEST_WATCH = timedelta(days=7).total_seconds()
MOST_CHUNKS = 1024
TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d)?|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")
VIEW = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(@[1-9]\d{0,8})?")
OPTIONS = {
    "--yes": None, "--force": None, "--parallelism": re.compile(r"[1-9]\d?"), "--part-of": re.compile(r"[0-9a-f]{64}")}
UNITS = {"day": timedelta(days=1), "hour": timedelta(hours=1)}
FORMATS = {"day": "%Y-%m-%d", "hour": "%Y-%m-%dT%H"}
ENDED = {"success", "failed", "upstream_failed", "skipped", "removed"}
PR_SET_PDEATHSIG = 1
NOT_STARTED = {None, "none", "scheduled", "queued", "up_for_retry", "up_for_reschedule", "restarting"}


def duration(seconds):
    """Seconds as Airflow wants them."""
    return timedelta(seconds=seconds)


# ---- which partitions a DAG run is about


def instant(text):
    """A day, an hour or an instant, in UTC; wrong input is not tried again."""
    if not isinstance(text, str) or not TIME.fullmatch(text):
        raise AirflowFailException(f"Invalid time: {text!r}. Write a day as 2001-03-05, an hour as 2001-03-05T13 or an instant.")
    whole = text + ":00" if re.fullmatch(r".*T\d\d", text) else text
    try:
        parsed = datetime.fromisoformat(whole.replace("Z", "+00:00"))
    except ValueError as wrong:
        raise AirflowFailException(f"Invalid time: {text!r}: {wrong}.") from wrong
    return parsed.astimezone(timezone.utc) if parsed.tzinfo else parsed.replace(tzinfo=timezone.utc)


def floor(moment, granularity):
    hour = moment.astimezone(timezone.utc).replace(minute=0, second=0, microsecond=0)
    return hour.replace(hour=0) if granularity == "day" else hour


def key(run):
    """The partition key that Airflow 3.2 and later may give a run, in UTC where it does not say."""
    text = getattr(run, "partition_key", None)
    return text + "Z" if text and re.fullmatch(r".*T\d\d:\d\d(:\d\d)?", text) else text


def partitions(context, granularity):
    """The partitions of a DAG run: the one that its conf or its partition key names, else those that end within its interval."""
    run = context["dag_run"]
    conf = run.conf or {}
    unknown = sorted(set(conf) - {"at"})
    if unknown:
        raise AirflowFailException(f"Unknown in conf: {', '.join(unknown)}. It takes at, as {{\"at\": \"2001-02-28\"}}.")
    named = conf["at"] if "at" in conf else key(run)
    if "at" in conf or named:
        return [floor(instant(named), granularity)]
    start, end = getattr(run, "data_interval_start", None), getattr(run, "data_interval_end", None)
    if start is None or end is None:
        raise AirflowFailException(
            "This run has no data interval, and so no partition. Trigger it with a logical date or with conf {\"at\": \"2001-02-28\"}.")
    first, last = floor(start, granularity), floor(end, granularity)
    unit = UNITS[granularity]
    return [first + i * unit for i in range((last - first) // unit)]


def texts(moments, granularity):
    return [moment.strftime(FORMATS[granularity]) for moment in moments]


def due(context, granularity):
    """The partitions as arguments; without any the task is skipped."""
    moments = partitions(context, granularity)
    if not moments:
        raise AirflowSkipException("No partition ends within this interval.")
    return texts(moments, granularity)


# ---- what commands are run


class ViewsOfInterval:
    """`sluice run` of views for the partitions of the DAG run."""

    def __init__(self, views, granularity):
        self.views = views
        self.granularity = granularity

    def arguments(self, context):
        moments = due(context, self.granularity)
        return ["run", *self.views, *(word for moment in moments for word in ("--at", moment))]


class Materialization:
    """`sluice materialize` of a view."""

    def __init__(self, view):
        self.view = view

    def arguments(self, context):
        return ["materialize", self.view]


def announce(task, job, context):
    """Tells those who wait for the task's assets which partitions they have now."""
    events = context.get("outlet_events")
    for one in getattr(task, "outlets", None) or [] if events is not None and isinstance(job, ViewsOfInterval) else []:
        events[one].extra = {"partitions": due(context, job.granularity)}


# ---- how they are run


def answer(text):
    """The document that a command has written; empty when it is none."""
    try:
        document = json.loads(text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def fail(words, status, document):
    """Ends the task: for good when trying again does not help."""
    problem = document.get("error", {}).get("message") or "; ".join(
        one["problem"] for one in document.get("partitions", []) if one.get("problem"))
    message = f"`sluice {' '.join(words)}` ended with {status}. {problem}".strip()
    if status == WRONG_INPUT or document.get("retry_helps") is False:
        raise AirflowFailException(message)
    raise AirflowException(message)


def good(words, status, document):
    """The document of a command that has succeeded; anything else ends the task."""
    if status != 0:
        fail(words, status, document)
    if not document:
        raise AirflowFailException(
            f"`sluice {' '.join(words)}` ended without its answer, so nobody knows what it did. It must write JSON to its standard"
            " output, and so spark-submit must run in client mode.")
    return document


def with_its_parent():
    """What a new process does first, so that it is asked to end when the thread that starts it dies, and so with this process.

    None where there is no such thing.
    """
    if not sys.platform.startswith("linux"):
        return None
    control, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask():
        control(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(128 + signal.SIGTERM)

    return ask


class Process:
    """A command in a process group of its own, which ends with the task, and with the task's process.

    `stop` is called by handlers of signals, in the middle of `end`: it takes no lock that `end` may hold.
    """

    def __init__(self, command, log):
        self.log = log
        self.log.info("Starting %s", command)
        self.status = None
        self.child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", errors="replace", start_new_session=True, preexec_fn=with_its_parent())

    def end(self, heard):
        """Waits for it: its exit status and what it has written. Lines of standard error are logged; events are heard."""
        written = []
        threads = [
            threading.Thread(target=work, daemon=True)
            for work in (lambda: self._listen(heard), lambda: written.append(self.child.stdout.read()), self._wait)]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            self.stop()
        self.child.stdout.close()
        self.child.stderr.close()
        return self.status, "".join(written)

    def _wait(self):
        self.status = self.child.wait()

    def _listen(self, heard):
        """To the last line, whatever becomes of an event: the command stands still when nobody reads what it writes."""
        for line in self.child.stderr:
            try:
                event = answer(line) if line.startswith('{"event"') else {}
                if event:
                    heard(event)
                else:
                    self.log.info("%s", line.rstrip())
            except Exception:
                self.log.exception("Cannot pass on %s", line.rstrip())

    def stop(self):
        """Asks it to end in order, and ends it when it does not."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.status is not None:
                return
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, number)
            deadline = time.monotonic() + SECONDS_TO_END
            while self.status is None and time.monotonic() < deadline:
                time.sleep(0.05)


class SluiceCommand(BaseOperator):
    """One command, on the worker. Its answer is the task's return value.

    :param command: how Sluice is started: a list, to which the arguments are added
    :param folder: the project's folder
    :param job: what gives the arguments when the task runs
    :param arguments: the arguments, when there is no job
    """

    ui_color = "#d7ecf5"

    def __init__(self, *, command, folder, job=None, arguments=None, **kwargs):
        super().__init__(**kwargs)
        self.command = command
        self.folder = folder
        self.job = job
        self.arguments = arguments
        self._process = None

    def execute(self, context):
        words = self.job.arguments(context) if self.job else list(self.arguments)
        document = good(words, *self.start(words, lambda event: None))
        announce(self, self.job, context)
        return document

    def start(self, words, heard):
        """Its exit status and the document that it has written."""
        self._process = Process([*self.command, *words, "--project", self.folder, "--output", "json"], self.log)
        status, text = self._process.end(heard)
        self.log.info("%s", text.rstrip())
        return status, answer(text)

    def on_kill(self):
        if self._process:
            self._process.stop()


def states(context, task_ids):
    """The states of other tasks of the same DAG run."""
    ti = context["ti"]
    if hasattr(ti, "get_task_states"):
        return ti.get_task_states(dag_id=ti.dag_id, task_ids=task_ids, run_ids=[ti.run_id]).get(ti.run_id, {})
    instances = {task_id: context["dag_run"].get_task_instance(task_id) for task_id in task_ids}
    return {task_id: str(one.state) if one and one.state else None for task_id, one in instances.items()}


class Application(SluiceCommand):
    """One Spark application for several views; what becomes of each is told to its own task while the others go on.

    It fails only when it cannot say what became of each view.

    :param upstream: of each view, the tasks that must have succeeded
    """

    def __init__(self, *, upstream, **kwargs):
        super().__init__(**kwargs)
        self.upstream = upstream

    def execute(self, context):
        known = states(context, sorted({task for tasks in self.upstream.values() for task in tasks})) if any(
            self.upstream.values()) else {}
        views = [view for view in self.job.views if all(known.get(task) == "success" for task in self.upstream[view])]
        if not views:
            raise AirflowSkipException("No view of this level can be run: what they read is missing.")
        told = set()

        def heard(event):
            view = event.get("view")
            if view in views:
                context["ti"].xcom_push(key=view, value={**event, "told_at": datetime.now(timezone.utc).isoformat()})
                told.add(view)

        words = ViewsOfInterval(views, self.job.granularity).arguments(context)
        status, document = self.start([*words, "--progress", "json"], heard)
        if told != set(views):
            good(words, status, document)
            raise AirflowException(f"It was not heard what became of {', '.join(sorted(set(views) - told))}.")
        if status not in (0, 1, WRONG_INPUT):
            fail(words, status, document)


def began(context):
    """When a task was looked at first since it was cleared."""
    ti = context["ti"]
    first = ti.get_first_reschedule_date(context) if hasattr(ti, "get_first_reschedule_date") else None
    return first or ti.start_date


class ViewWatch(BaseSensorOperator):
    """A view of an application: waits for what becomes of it there. Tried again or cleared alone, it runs the view itself.

    How long it waits is the application's matter, which has its own tries; `execution_timeout` is for running it itself.
    """

    def __init__(self, *, application, alone, poke_interval=10, timeout=LONGEST_WATCH, **kwargs):
        super().__init__(mode="reschedule", poke_interval=poke_interval, timeout=timeout, **kwargs)
        self.application = application
        self.alone = alone
        self._command = None

    def execute(self, context):
        if self._is_mine(context):
            self._command = SluiceCommand(task_id=self.task_id + ".alone", **self.alone)
            document = self._command.execute(context)
            announce(self, self.alone["job"], context)
            return document
        return super().execute(context)

    def poke(self, context):
        event = self._event(context)
        if event is None or self._state(context) in NOT_STARTED or self._is_old(event, context):
            return False
        if not event["complete"]:
            fail(self.alone["job"].arguments(context), 1, event)
        announce(self, self.alone["job"], context)
        return True

    def _is_mine(self, context):
        state, event = self._state(context), self._event(context)
        if state in NOT_STARTED:
            return False
        if event is None:
            return state in ENDED
        if not event["complete"]:
            return context["ti"].try_number > 1
        return state in ENDED and self._is_old(event, context)

    def _is_old(self, event, context):
        """Whether a good end was told before this task was cleared: the application has ended, or will tell again."""
        return event["complete"] and context["ti"].try_number > 1 and datetime.fromisoformat(event["told_at"]) < began(context)

    def _state(self, context):
        state = states(context, [self.application]).get(self.application)
        return None if state is None else str(getattr(state, "value", state))

    def _event(self, context):
        return context["ti"].xcom_pull(task_ids=self.application, key=self.alone["job"].views[0])

    def on_kill(self):
        if self._command:
            self._command.on_kill()


class PartitionsPromoted(BaseSensorOperator):
    """Waits until the view that is read, of another DAG, has its partitions, whoever computed them."""

    def __init__(self, *, command, folder, view, view_granularity, granularity, **kwargs):
        super().__init__(mode="reschedule", **kwargs)
        self.command = command
        self.folder = folder
        self.view = view
        self.view_granularity = view_granularity
        self.granularity = granularity

    def poke(self, context):
        unit = UNITS[self.view_granularity]
        wanted = [
            moment + i * unit
            for moment in partitions(context, self.granularity)
            for i in range(UNITS[self.granularity] // unit)]
        if not wanted:
            return True
        first, end = texts([min(wanted), max(wanted) + unit], self.view_granularity)
        words = ["history", self.view, "--from", first, "--to", end, "--limit", "10000"]
        status, text = Process([*self.command, *words, "--project", self.folder, "--output", "json"], self.log).end(
            lambda event: None)
        document = good(words, status, answer(text))
        there = {run["partition"] for run in document["runs"] if run["state"] in ("PROMOTED", "COMPLETED")}
        missing = sorted(set(texts(wanted, self.view_granularity)) - there)
        self.log.info("%s of %s partitions of %s are missing: %s", len(missing), len(wanted), self.view, missing[:24])
        return not missing


# ---- the backfill


class BackfillChunks(BaseOperator):
    """Reads the conf of a backfill and returns the arguments of each chunk. What is not exactly as agreed is refused."""

    def __init__(self, *, views, **kwargs):
        super().__init__(**kwargs)
        self.views = views

    def execute(self, context):
        return backfill_arguments(context["dag_run"].conf or {}, self.views)


def backfill_arguments(conf, views):
    """One list of arguments for each chunk.

    >>> backfill_arguments({"view": "v@1", "chunks": [{"from": "2001-02-01", "to": "2001-02-08"}], "arguments": ["--yes"]}, ["v@1"])
    [['backfill', 'v@1', '--from', '2001-02-01', '--to', '2001-02-08', '--yes']]
    """
    wanted = {"view", "chunks", "arguments"}
    if not isinstance(conf, dict) or not {"view", "chunks"} <= set(conf) <= wanted:
        raise refused(f"it has the keys {sorted(conf)}, not view, chunks and, where wanted, arguments")
    view, chunks, more = conf["view"], conf["chunks"], conf.get("arguments", [])
    if not isinstance(view, str) or not VIEW.fullmatch(view) or (view not in views and view not in {v.split("@")[0] for v in views}):
        raise refused(f"{view!r} is no view of this project; it has {', '.join(views)}")
    if not isinstance(chunks, list) or not 1 <= len(chunks) <= MOST_CHUNKS:
        raise refused(f"chunks is no list of 1 to {MOST_CHUNKS} ranges")
    return [["backfill", view, *chunk_range(chunk), *options(more)] for chunk in chunks]


def chunk_range(chunk):
    if not isinstance(chunk, dict) or set(chunk) != {"from", "to"}:
        raise refused(f"the chunk {chunk!r} does not have exactly from and to")
    if not instant(chunk["from"]) < instant(chunk["to"]):
        raise refused(f"the chunk {chunk!r} does not begin before it ends")
    return ["--from", chunk["from"], "--to", chunk["to"]]


def options(more):
    """The options of `sluice backfill` that a conf may give."""
    words = list(more) if isinstance(more, list) else [None]
    while words:
        word = words.pop(0)
        if isinstance(word, str) and word in OPTIONS and follows(OPTIONS[word], words):
            continue
        raise refused(f"the arguments {more!r} are not --yes, --force, --parallelism N or --part-of HASH")
    return more


def follows(pattern, words):
    """Whether the value that an option takes, if it takes one, is the next word; takes it."""
    return pattern is None or (bool(words) and isinstance(words[0], str) and pattern.fullmatch(words.pop(0)) is not None)


def refused(why):
    return AirflowFailException(
        f"Invalid conf: {why}. Write it as "
        '{"view": "airport_delays@1", "chunks": [{"from": "2001-02-01", "to": "2001-02-08"}], "arguments": ["--yes"]}.')


# ---- Kubernetes


try:
    from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
except ImportError:

    class SluicePod:
        """Says what is missing where pods are asked for."""

        def __init__(self, **kwargs):
            raise AirflowException("`runner: kubernetes` needs Airflow's provider: install apache-airflow-providers-cncf-kubernetes.")

        @classmethod
        def partial(cls, **kwargs):
            return cls(**kwargs)

else:

    class SluicePod(KubernetesPodOperator):
        """One command in a pod. How its container ended tells whether trying again helps."""

        def __init__(self, *, command, folder, job=None, arguments=None, **kwargs):
            super().__init__(
                cmds=command, arguments=arguments, termination_message_policy="FallbackToLogsOnError", **kwargs)
            self.folder = folder
            self.job = job

        def execute(self, context):
            self.words = self.job.arguments(context) if self.job else list(self.arguments)
            self.arguments = [*self.words, "--project", self.folder, "--output", "json"]
            done = super().execute(context)
            announce(self, self.job, context)
            return done

        def cleanup(self, pod, remote_pod, *others, **kwargs):
            try:
                return super().cleanup(pod, remote_pod, *others, **kwargs)
            except AirflowException:
                ended = terminated(remote_pod, self.base_container_name)
                if ended and ended.exit_code:
                    helps = re.findall(r'"retry_helps" : (true|false)', ended.message or "")
                    fail(self.words, ended.exit_code, {"retry_helps": helps[-1] == "true"} if helps else {})
                raise


def terminated(pod, container):
    """How a container of a pod ended; None when that is not known."""
    statuses = (pod.status and pod.status.container_statuses) or [] if pod else []
    return next((one.state.terminated for one in statuses if one.name == container and one.state), None)
