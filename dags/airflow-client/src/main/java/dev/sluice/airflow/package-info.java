/** Airflow as those see it who start runs of DAGs and watch them: one model, behind it the REST APIs of Airflow 2 and 3. */
@NullMarked
package dev.sluice.airflow;

import org.jspecify.annotations.NullMarked;
