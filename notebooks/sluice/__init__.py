"""Training sets from PySpark: a thin wrapper around the builder in the JVM, which does all the work.

    spark = sluice.session()
    labels = spark.read.parquet("labels.parquet")
    delays = sluice.training_set(spark, "flights", "delay_model", labels, "date")
    delays.rows().show()                       # a DataFrame
    delays.build("training-sets/delay_model")  # data/ and manifest.json, as the command line writes them

Commands of the command line on a project, in the session's own JVM:

    flights = sluice.Project(spark, "flights")
    flights("status")                          # prints what a person would see
    flights.json("status")["views"]            # what a program gets
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark import SparkConf, SparkContext
from pyspark.sql import DataFrame, SparkSession

_ROOT = Path(__file__).resolve().parents[2]

STYLE = Path(__file__).with_name("sluice.mplstyle")
"""For matplotlib: plt.style.use(sluice.STYLE)."""


class SluiceError(Exception):
    """What Sluice says: what failed, where, and what to do."""


def session(class_path=None):
    """A local session with Sluice's jars and settings.

    class_path: where the jars are; default: the variable SLUICE_CLASS_PATH, or what the launcher `./sluice` has built. Spark's own
    jars in it are passed over, PySpark brings them.
    """
    built = _ROOT / "pipelines/jobs/target/launcher/spark.classpath"
    paths = class_path or os.environ.get("SLUICE_CLASS_PATH") or built.read_text()
    conf = SparkConf().set("spark.driver.extraClassPath", os.pathsep.join(_without_spark(paths)))
    conf.set("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties')}")
    conf.set("spark.ui.showConsoleProgress", "false")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    SparkContext._ensure_initialized(conf=conf)
    java_session = SparkContext._jvm.dev.sluice.transform.LakeSession.local()
    java_context = SparkContext._jvm.org.apache.spark.api.java.JavaSparkContext(java_session.sparkContext())
    return SparkSession(SparkContext(conf=conf, jsc=java_context), java_session)


def _without_spark(paths):
    import pyspark

    brought = {jar.name for jar in (Path(pyspark.__file__).parent / "jars").glob("*.jar")}
    return [path for path in paths.strip().split(os.pathsep) if Path(path).name not in brought]


def training_set(spark, project, service, spine, time, **options):
    """The training set of a service on labels, yet to be built.

    project: the folder that holds sluice.yaml. service: name or name@version. spine: a DataFrame of keys, times and labels.
    time: its column of times. options: format ("parquet", "delta", "csv", "tfrecord"), and true or false: as_known,
    fresh, full_names, overwrite.
    """
    jvm = spark._jvm
    with _told():
        project = _followed(jvm, jvm.dev.sluice.definition.FeatureProject.read(_path(jvm, project)))
        builder = jvm.dev.sluice.training.TrainingSetBuilder.of(spark._jsparkSession, project, service)
        builder = builder.withSpine(spine._jdf, time).withOptions(_options(jvm, **options))
    return TrainingSet(spark, builder)


class TrainingSet:
    """Labels, each with what serving would have known of its entities at its time."""

    def __init__(self, spark, builder):
        self._spark = spark
        self._builder = builder

    def rows(self):
        """The joined rows as a DataFrame, without writing them."""
        with _told():
            return DataFrame(self._builder.rows(), self._spark)

    def build(self, folder):
        """Writes data/ and manifest.json to a folder, wholly or not at all; returns the manifest."""
        with _told():
            return json.loads(self._builder.build(_path(self._spark._jvm, folder)).manifest())

    def append(self, folder):
        """Adds the labels that are newer than the last one of the set in a folder; returns how many were."""
        with _told():
            return self._builder.append(_path(self._spark._jvm, folder)).added()


class Project:
    """A feature project, and the commands of `sluice` on it, run in the session's JVM."""

    def __init__(self, spark, folder):
        self.spark = spark
        self.folder = os.path.abspath(folder)

    def __call__(self, *arguments):
        """Runs a command and prints its answer, as `sluice ARGUMENTS --project FOLDER` does."""
        print(self._answer(arguments), end="")

    def json(self, *arguments):
        """Runs a command and returns its answer in JSON."""
        return json.loads(self._answer((*arguments, "--output", "json")))

    def text(self, *arguments):
        """Runs a command and returns what it prints."""
        return self._answer(arguments)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def _answer(self, arguments):
        return _execute(self.spark, *arguments, "--project", self.folder)


def example(spark, folder, clock=None):
    """The flights example in a folder, written when it is not there yet.

    clock: the moment that the project takes for now; default: the example's own, 1 March 2001.
    """
    project = Project(spark, folder)
    settings = Path(project.path("sluice.yaml"))
    if not settings.exists():
        _execute(spark, "init", project.folder)
        if clock:
            lines = settings.read_text().splitlines()
            settings.write_text("\n".join(f"clock: {clock}" if line.startswith("clock:") else line for line in lines) + "\n")
    return project


class Server:
    """`sluice serve` on a project, on a free port, until it is closed or its `with` ends."""

    def __init__(self, project):
        launcher = os.environ.get("SLUICE_LAUNCHER") or str(_ROOT / "sluice")
        ports = ["--port", "0", "--grpc-port", "0"]
        self._told = tempfile.TemporaryFile("w+")
        self._process = subprocess.Popen(
            [launcher, "serve", "--project", project.folder, *ports, "--output", "json"],
            stdout=subprocess.PIPE,
            stderr=self._told,
            text=True,
        )
        answer = ""
        for line in self._process.stdout:
            answer += line
            if line.startswith("}"):
                break
        if not answer:
            self._process.wait()
            self._told.seek(0)
            raise SluiceError(self._told.read().strip() or f"Cannot serve {project.folder}.")
        self.address = json.loads(answer)["rest"]

    def close(self):
        self._process.terminate()
        self._process.communicate()
        self._told.close()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()


def _execute(spark, *arguments):
    jvm = spark._jvm
    jvm.java.lang.System.setProperty("sluice.home", str(_ROOT))
    jvm.java.lang.System.setProperty("sluice.dynamodb-local", str(_ROOT / "materializer/dynamodb-local/target/jars"))
    out, told = jvm.java.io.ByteArrayOutputStream(), jvm.java.io.ByteArrayOutputStream()
    stream = jvm.java.io.PrintStream
    terminal = jvm.dev.sluice.command.Terminal(stream(out, True, "UTF-8"), stream(told, True, "UTF-8"), False, False)
    words = spark.sparkContext._gateway.new_array(jvm.java.lang.String, len(arguments))
    for number, word in enumerate(arguments):
        words[number] = str(word)
    status = jvm.dev.sluice.command.Sluice.execute(terminal, words)
    answer = out.toString("UTF-8")
    if status != 0 and not answer:
        raise SluiceError(told.toString("UTF-8").strip())
    return answer


def _followed(jvm, project):
    """The project, whose services follow the versions that are active in the registry."""
    registry = jvm.dev.sluice.registry.Registries.open(project)
    try:
        return registry.following(project)
    finally:
        registry.close()


def _options(jvm, format="parquet", as_known=False, fresh=False, full_names=False, overwrite=False):
    options = jvm.dev.sluice.training.TrainingOptions.DEFAULTS
    options = options.withFormat(jvm.dev.sluice.training.TableFormat.valueOf(format.upper()))
    options = options.knowingOnlyWhatWasKnown() if as_known else options
    options = options.withFreshValues() if fresh else options
    options = options.withFullNames() if full_names else options
    return options.replacingFormer() if overwrite else options


def _path(jvm, folder):
    return jvm.java.io.File(os.path.abspath(folder)).toPath()


class _told:
    """Sluice's own problems without the JVM's stack trace."""

    def __enter__(self):
        return self

    def __exit__(self, kind, failure, trace):
        if isinstance(failure, Py4JJavaError) and "dev.sluice." in failure.java_exception.getClass().getName():
            raise SluiceError(failure.java_exception.getMessage()) from None
        return False
