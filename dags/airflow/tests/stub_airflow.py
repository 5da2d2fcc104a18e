"""As much of Airflow as the DAG files use, in the shape of release 2 or 3, so that they are tested where Airflow is not."""

import contextlib
import sys
import types

CURRENT = {"dags": [], "groups": [], "all": [], "built": 0}


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


class AirflowSkipException(AirflowException):
    pass


class DAG:
    def __init__(self, dag_id, **arguments):
        self.dag_id = dag_id
        self.arguments = arguments
        self.tasks = {}
        self.edges = set()
        CURRENT["all"].append(self)

    def __enter__(self):
        CURRENT["dags"].append(self)
        return self

    def __exit__(self, *_):
        CURRENT["dags"].pop()


class TaskGroup:
    def __init__(self, group_id, tooltip=""):
        self.group_id = group_id

    def __enter__(self):
        CURRENT["groups"].append(self)
        return self

    def __exit__(self, *_):
        CURRENT["groups"].pop()


class Output:
    def __init__(self, operator):
        self.operator = operator


class BaseOperator:
    def __init__(self, *, task_id, **arguments):
        CURRENT["built"] += 1
        self.task_id = ".".join([*(group.group_id for group in CURRENT["groups"]), task_id])
        self.options = arguments
        self.dag = CURRENT["dags"][-1] if CURRENT["dags"] else None
        self.__dict__.update({name: value for name, value in arguments.items() if name in ("execution_timeout", "timeout")})
        if self.dag:
            assert self.task_id not in self.dag.tasks, self.task_id
            self.dag.tasks[self.task_id] = self

    @property
    def log(self):
        def note(*words):
            LINES.append(words[0] % words[1:])

        return types.SimpleNamespace(info=note, exception=note)

    @property
    def output(self):
        return Output(self)

    @classmethod
    def partial(cls, **arguments):
        return types.SimpleNamespace(expand=lambda **mapped: cls._mapped(arguments, mapped))

    @classmethod
    def _mapped(cls, arguments, mapped):
        operator = cls(**arguments)
        operator.mapped = mapped
        for value in mapped.values():
            operator.dag.edges.add((value.operator.task_id, operator.task_id))
        return operator

    def __rshift__(self, other):
        for one in other if isinstance(other, list) else [other]:
            self.dag.edges.add((self.task_id, one.task_id))
        return other


class BaseSensorOperator(BaseOperator):
    def __init__(self, *, mode="poke", poke_interval=60, timeout=1, **arguments):
        super().__init__(timeout=timeout, **arguments)
        self.mode = mode
        self.poke_interval = poke_interval

    def execute(self, context):
        return "poked" if self.poke(context) else "rescheduled"


class KubernetesPodOperator(BaseOperator):
    base_container_name = "base"

    def __init__(self, *, cmds, arguments=None, image, namespace, termination_message_policy="File", **more):
        super().__init__(**more)
        self.cmds, self.arguments = cmds, arguments
        self.pod = (image, namespace, termination_message_policy)

    def execute(self, context):
        return self.cleanup(pod=None, remote_pod=context["remote_pod"], xcom_result=None, context=context)

    def cleanup(self, pod, remote_pod, xcom_result=None, context=None):
        if remote_pod.status.container_statuses[0].state.terminated.exit_code:
            raise AirflowException("Pod base returned a failure.")
        return "done"


class CronDataIntervalTimetable:
    def __init__(self, cron, timezone):
        self.cron = cron
        assert timezone == "UTC"


class Asset:
    def __init__(self, uri, name=None):
        self.uri = uri

    def __eq__(self, other):
        return self.uri == other.uri


LINES = []
PARSED = {"dag_id": None}


def get_parsing_context():
    return types.SimpleNamespace(dag_id=PARSED["dag_id"])


def install(release):
    """Puts it where `import airflow` finds it."""
    exceptions = {"AirflowException": AirflowException, "AirflowFailException": AirflowFailException,
                  "AirflowSkipException": AirflowSkipException}
    modules = {
        "airflow": {},
        "airflow.timetables": {},
        "airflow.timetables.interval": {"CronDataIntervalTimetable": CronDataIntervalTimetable},
        "airflow.exceptions": exceptions,
    }
    if release == 3:
        modules["airflow.sdk"] = {
            "DAG": DAG, "Asset": Asset, "BaseOperator": BaseOperator, "BaseSensorOperator": BaseSensorOperator,
            "TaskGroup": TaskGroup, "get_parsing_context": get_parsing_context}
        modules["airflow.sdk.exceptions"] = exceptions
    else:
        modules["airflow"]["DAG"] = DAG
        modules["airflow.datasets"] = {"Dataset": Asset}
        modules["airflow.models"] = {}
        modules["airflow.models.baseoperator"] = {"BaseOperator": BaseOperator}
        modules["airflow.sensors"] = {}
        modules["airflow.sensors.base"] = {"BaseSensorOperator": BaseSensorOperator}
        modules["airflow.utils"] = {}
        modules["airflow.utils.dag_parsing_context"] = {"get_parsing_context": get_parsing_context}
        modules["airflow.utils.task_group"] = {"TaskGroup": TaskGroup}
    for parent in ["providers", "providers.cncf", "providers.cncf.kubernetes", "providers.cncf.kubernetes.operators"]:
        modules["airflow." + parent] = {}
    modules["airflow.providers.cncf.kubernetes.operators.pod"] = {"KubernetesPodOperator": KubernetesPodOperator}
    for name, content in modules.items():
        module = types.ModuleType(name)
        module.__dict__.update(content)
        module.__path__ = []
        sys.modules[name] = module


@contextlib.contextmanager
def parsing(dag_id):
    PARSED["dag_id"] = dag_id
    try:
        yield
    finally:
        PARSED["dag_id"] = None
