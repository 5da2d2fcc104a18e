"""Builds training sets of a small project from PySpark: PROJECT CLASS_PATH. Says 'done' when all was as it should be."""

import sys

import sluice

project, class_path = sys.argv[1:3]
spark = sluice.session(class_path)
spark.sparkContext.setLogLevel("OFF")
labels = spark.read.csv(project + "/labels.csv", header=True, inferSchema=True)

delays = sluice.training_set(spark, project, "delays", labels, "date")
rows = delays.rows()
assert rows.columns == labels.columns + ["departures", "mean_delay"], rows.columns
assert rows.count() == labels.count() == 6
assert [row.departures for row in rows.where("origin = 'ATL'").collect()] == [1, 1]

manifest = delays.build(project + "/from-python")
assert manifest["result"]["rows"] == 6, manifest
assert spark.read.parquet(project + "/from-python/data").count() == 6
assert delays.append(project + "/from-python") == 0

names = sluice.training_set(spark, project, "delays", labels, "date", format="tfrecord", full_names=True)
assert names.build(project + "/records")["result"]["format"] == "tfrecord"
assert names.rows().columns[-1] == "airport_delays__mean_delay"

try:
    delays.build(project + "/from-python")
    raise AssertionError("written over")
except sluice.SluiceError as problem:
    assert "it holds one already" in str(problem), problem
try:
    sluice.training_set(spark, project, "delay", labels, "date")
    raise AssertionError("an unknown service")
except sluice.SluiceError as problem:
    assert str(problem) == "Unknown feature service: 'delay'. Did you mean 'delays'?", problem

print("done", manifest["id"])
