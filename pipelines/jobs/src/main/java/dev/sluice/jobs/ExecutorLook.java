package dev.sluice.jobs;

import dev.sluice.command.SparkTrial;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.package$;

/** What an executor says of itself; that it can is the sign that it has Sluice's libraries. */
record ExecutorLook() implements Function<Integer, String> {
    @Override
    public String call(Integer task) throws UnknownHostException {
        return String.join(
                "\t",
                InetAddress.getLocalHost().getHostName(),
                Runtime.version().toString(),
                package$.MODULE$.SPARK_VERSION(),
                Clock.systemUTC().instant().toString());
    }

    static SparkTrial.Executor read(String said) {
        String[] parts = said.split("\t", -1);
        return new SparkTrial.Executor(parts[0], parts[1], parts[2], java.time.Instant.parse(parts[3]));
    }
}
