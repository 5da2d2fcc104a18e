package dev.sluice.transform;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import scala.collection.JavaConverters;

/** The functions that a view's query may call: Spark's own, without those that are unsafe or give different answers each time. */
final class SqlFunctions {
    /** They read the clock: a query knows :start and :end instead. */
    private static final Set<String> CLOCK = Set.of(
            "now",
            "current_timestamp",
            "current_date",
            "curdate",
            "localtimestamp",
            "current_timezone",
            "unix_timestamp");

    /** They differ from run to run or from task to task. */
    private static final Set<String> NOT_DETERMINISTIC = Set.of(
            "rand",
            "random",
            "randn",
            "uuid",
            "shuffle",
            "monotonically_increasing_id",
            "spark_partition_id",
            "input_file_name",
            "input_file_block_start",
            "input_file_block_length",
            "version",
            "current_user",
            "user",
            "current_catalog",
            "current_database",
            "current_schema",
            "typeof");

    /** They reach outside the query, or make rows and bytes without bound. */
    private static final Set<String> UNSAFE = Set.of(
            "reflect",
            "java_method",
            "try_reflect",
            "sequence",
            "repeat",
            "space",
            "array_repeat",
            "array_insert",
            "format_string",
            "printf",
            "format_number",
            "lpad",
            "rpad",
            "raise_error",
            "assert_true",
            "stack",
            "aes_encrypt",
            "aes_decrypt",
            "try_aes_decrypt",
            "xpath",
            "from_avro",
            "to_avro");

    private static final Set<String> KNOWN = builtin();

    private SqlFunctions() {}

    private static Set<String> builtin() {
        Set<String> names = new TreeSet<>();
        for (FunctionIdentifier function :
                JavaConverters.seqAsJavaList(FunctionRegistry.builtin().listFunction())) {
            names.add(function.funcName().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    static Set<String> known() {
        return KNOWN;
    }

    /** Why a function may not be called, or nothing. */
    static String refusal(String function, int arguments) {
        String name = function.toLowerCase(Locale.ROOT);
        if (UNSAFE.contains(name) || name.startsWith("xpath")) {
            return "it reaches outside the query or has no bound";
        }
        return difference(name, arguments);
    }

    /** Why the answers of a function differ from one time to another, or nothing. */
    static String difference(String name, int arguments) {
        if (CLOCK.contains(name) && !(name.equals("unix_timestamp") && arguments > 0)) {
            return "it reads the clock. Use :start or :end";
        }
        if (NOT_DETERMINISTIC.contains(name)) {
            return "its answer differs from run to run, and the same partition must give the same rows";
        }
        return "";
    }
}
