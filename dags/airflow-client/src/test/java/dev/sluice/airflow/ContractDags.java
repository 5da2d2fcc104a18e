package dev.sluice.airflow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The DAGs of {@code src/test/dags}, without Python. */
final class ContractDags {
    private ContractDags() {}

    static InMemoryAirflow airflow() {
        return new InMemoryAirflow(Clock.systemUTC())
                .with(Dag.manual(AirflowContract.DAG), ContractDags::steps)
                .with(Dag.manual(AirflowContract.PAUSED), ContractDags::steps);
    }

    static List<InMemoryAirflow.Step> steps(Trigger trigger) {
        List<InMemoryAirflow.Step> steps = new ArrayList<>();
        if (trigger.conf().get("chunks") instanceof List<?> chunks) {
            for (Object chunk : chunks) {
                Map<?, ?> one = (Map<?, ?>) chunk;
                TaskState end = Boolean.TRUE.equals(one.get("fail")) ? TaskState.FAILED : TaskState.SUCCESS;
                String line = "chunk " + one.get("from") + " to " + one.get("to");
                steps.add(InMemoryAirflow.Step.ending("chunk", steps.size(), end, line));
            }
        }
        return steps;
    }
}
