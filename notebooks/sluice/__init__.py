"""Training sets from PySpark: a thin wrapper around the builder in the JVM, which does all the work.

    spark = sluice.session()
    labels = spark.read.parquet("labels.parquet")
    delays = sluice.training_set(spark, "flights", "delay_model", labels, "date")
    delays.rows().show()                       # a DataFrame
    delays.build("training-sets/delay_model")  # data/ and manifest.json, as the command line writes them
"""

import json
import os
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark import SparkConf, SparkContext
from pyspark.sql import DataFrame, SparkSession

_ROOT = Path(__file__).resolve().parents[2]


class SluiceError(Exception):
    """What Sluice says: what failed, where, and what to do."""


def session(class_path=None):
    """A local session with Sluice's jars and settings.

    class_path: where the jars are; default: what the launcher `./sluice` has built. Spark's own jars in it are passed over,
    PySpark brings them.
    """
    jars = class_path or (_ROOT / "pipelines/jobs/target/launcher/spark.classpath")
    paths = jars.read_text() if isinstance(jars, Path) else jars
    conf = SparkConf().set("spark.driver.extraClassPath", os.pathsep.join(_without_spark(paths)))
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
