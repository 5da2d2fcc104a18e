package dev.sluice.backfill.execution;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A registry before or after whose updates of runs something happens. */
final class WatchedUpdates {
    private WatchedUpdates() {}

    static Registry before(Registry registry, Consumer<RunRecord> happens) {
        return watched(registry, happens, run -> {});
    }

    static Registry after(Registry registry, Consumer<RunRecord> happens) {
        return watched(registry, run -> {}, happens);
    }

    private static Registry watched(Registry registry, Consumer<RunRecord> before, Consumer<RunRecord> after) {
        return (Registry) Proxy.newProxyInstance(
                Registry.class.getClassLoader(), new Class<?>[] {Registry.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("update")) {
                        return called(registry, method, arguments);
                    }
                    RunRecord run = (RunRecord) arguments[0];
                    before.accept(run);
                    Object answer = called(registry, method, arguments);
                    after.accept(run);
                    return answer;
                });
    }

    private static @Nullable Object called(Registry registry, Method method, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(registry, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
