package dev.sluice.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;

/** Runs contenders in turns, round after round, and insists that their answers agree. */
final class Comparison {
    private final Workload workload;
    private final List<Contender> contenders;
    private final Meter meter;
    private final Consumer<Measurement> listener;

    Comparison(Workload workload, List<Contender> contenders, Meter meter, Consumer<Measurement> listener) {
        this.workload = workload;
        this.contenders = contenders;
        this.meter = meter;
        this.listener = listener;
    }

    List<Measurement> run(int views, int rounds) {
        List<Measurement> measurements = new ArrayList<>();
        contenders.forEach(contender -> contender.prepare(workload, views));
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                Measurement measured = measured(contender, views, round);
                listener.accept(measured);
                measurements.add(measured);
            }
        }
        requireOneAnswer(measurements);
        return measurements;
    }

    private Measurement measured(Contender contender, int views, int round) {
        Path answer = workload.folder().resolve("answer");
        remove(answer);
        Measurement.Cost cost = meter.of(() -> contender.join(workload, views, answer));
        return new Measurement(contender.name(), workload.shape(), views, round, cost, hash(answer));
    }

    /** Fails when two answers to one question differ. */
    static void requireOneAnswer(List<Measurement> measurements) {
        List<String> answers =
                measurements.stream().map(Measurement::answer).distinct().toList();
        if (answers.size() > 1) {
            throw new IllegalStateException("The answers differ: "
                    + measurements.stream()
                            .map(measured -> measured.contender() + " " + measured.answer())
                            .distinct()
                            .toList());
        }
    }

    private static String hash(Path answer) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement query = duck.prepareStatement(SqlFile.text("answer-hash.sql"))) {
            query.setString(1, answer + "/*.parquet");
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the answer: " + e.getMessage(), e);
        }
    }

    private static void remove(Path folder) {
        try {
            FileUtils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
