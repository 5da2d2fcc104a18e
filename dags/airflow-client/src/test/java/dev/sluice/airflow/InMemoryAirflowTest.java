package dev.sluice.airflow;

class InMemoryAirflowTest extends AirflowContract {
    private final Airflow airflow = ContractDags.airflow();

    @Override
    Airflow airflow() {
        return airflow;
    }
}
