"""What Great Expectations says of rows, for the test that holds the gate against it.

Usage: great_expectations_check.py CASES ANSWERS. CASES is a JSON document: "columns" maps names to pandas types,
"batches" names lists of rows (lists of values in the order of the columns; null is missing, "NaN" and "Infinity" are
numbers), "expectations" are configurations. ANSWERS gets, per batch, the result of each expectation in their order.
"""
import json
import logging
import sys
import warnings

import great_expectations
import pandas
from great_expectations.exceptions import InvalidCacheValueError
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

PANDAS_TYPES = {"DoubleType": "float64", "LongType": "int64", "StringType": "object"}
COUNTS = ("element_count", "unexpected_count", "missing_count", "observed_value")


def frame(columns, rows):
    data = {
        name: pandas.Series(
            [float(row[i]) if row[i] is not None and kind == "float64" else row[i] for row in rows], dtype=kind
        )
        for i, (name, kind) in enumerate(columns.items())
    }
    return pandas.DataFrame(data)


def in_pandas_types(value):
    if isinstance(value, list):
        return [in_pandas_types(element) for element in value]
    return PANDAS_TYPES.get(value, value) if isinstance(value, str) else value


def validated(batch, configuration):
    kwargs = {name: in_pandas_types(value) for name, value in configuration["kwargs"].items()}
    expectation = ExpectationConfiguration(type=configuration["type"], kwargs=kwargs).to_domain_obj()
    try:
        return batch.validate(expectation, result_format="BASIC").to_json_dict()
    except InvalidCacheValueError:  # it cannot describe the unexpected pairs of a failed set of pairs
        return batch.validate(expectation, result_format="BOOLEAN_ONLY").to_json_dict()


def answer(batch, configuration):
    try:
        result = validated(batch, configuration)
        if result["exception_info"].get("raised_exception"):
            return {"error": str(result["exception_info"]["exception_message"])[:300]}
        if any(isinstance(info, dict) and info.get("raised_exception") for info in result["exception_info"].values()):
            return {"error": json.dumps(result["exception_info"])[:300]}
        found = {name: result["result"].get(name) for name in COUNTS}
        if configuration["type"] == "expect_column_pair_values_to_be_in_set":
            del found["missing_count"]  # it is another from run to run
        return {"success": result["success"], **found}
    except Exception as problem:  # an expectation that cannot be built is an answer too
        return {"error": f"{type(problem).__name__}: {problem}"[:300]}


def main(cases, answers):
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with open(cases, encoding="utf-8") as file:
        document = json.load(file)
    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("rows")
    found = {}
    for name, rows in document["batches"].items():
        definition = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        batch = definition.get_batch(batch_parameters={"dataframe": frame(document["columns"], rows)})
        found[name] = [answer(batch, configuration) for configuration in document["expectations"]]
    with open(answers, "w", encoding="utf-8") as file:
        json.dump(found, file, default=lambda value: value.item())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
