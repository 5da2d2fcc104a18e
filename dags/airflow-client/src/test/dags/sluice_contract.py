"""The DAGs of AirflowContract; they run on Airflow 2.10 and later."""

try:
    from airflow.sdk import dag, get_current_context, task
except ImportError:
    from airflow.decorators import dag, task
    from airflow.operators.python import get_current_context


def chunks_dag(name):
    @dag(dag_id=name, schedule=None, is_paused_upon_creation=True)
    def contract():
        @task
        def chunks():
            return (get_current_context()["dag_run"].conf or {}).get("chunks", [])

        @task(retries=0)
        def chunk(one):
            print(f"chunk {one['from']} to {one['to']}")
            if one.get("fail"):
                raise RuntimeError("this chunk was asked to fail")

        chunk.expand(one=chunks())

    return contract()


chunks_dag("sluice_contract")
chunks_dag("sluice_contract_paused")
