package dev.sluice.materializer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Spring Batch on one connection, wired by hand: a short-lived process has no time for a context. */
final class BatchJobs implements AutoCloseable {
    private final Connection connection;
    private final JobRepository repository;
    private final JobOperator operator;

    private BatchJobs(Connection connection) throws Exception {
        this.connection = connection;
        this.repository = repository(connection);
        this.operator = operator(repository);
    }

    static BatchJobs open(JobDatabase database) {
        Connection connection = null;
        try {
            connection = database.connect();
            JobTables.prepare(connection);
            return new BatchJobs(connection);
        } catch (Exception e) {
            close(connection);
            throw MaterializerError.JOB_DATABASE_FAILED.problem(
                    "Cannot open the job database " + database + ": " + Reason.of(e)
                            + " It keeps how far materializations are. Check that it can be written; a broken SQLite file"
                            + " may be deleted.",
                    e);
        }
    }

    private static JobRepository repository(Connection connection) throws Exception {
        SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(source);
        factory.setTransactionManager(new JdbcTransactionManager(source));
        factory.afterPropertiesSet();
        return oneAtATime(factory.getObject());
    }

    /** The partitions share one connection, and each call is a transaction. */
    private static JobRepository oneAtATime(JobRepository repository) {
        return (JobRepository) Proxy.newProxyInstance(
                BatchJobs.class.getClassLoader(), new Class<?>[] {JobRepository.class}, (proxy, method, arguments) -> {
                    synchronized (repository) {
                        try {
                            return method.invoke(repository, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }

    private static JobOperator operator(JobRepository repository) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();
        return operator;
    }

    JobRepository repository() {
        return repository;
    }

    JobOperator operator() {
        return operator;
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw MaterializerError.JOB_DATABASE_FAILED.problem("Cannot close the job database: " + Reason.of(e), e);
        }
    }
}
