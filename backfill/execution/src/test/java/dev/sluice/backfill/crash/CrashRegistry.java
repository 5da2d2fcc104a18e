package dev.sluice.backfill.crash;

import dev.sluice.registry.Lease;
import dev.sluice.registry.Registry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A registry each change of which is a step of {@link CrashPoints}. */
final class CrashRegistry implements AutoCloseable {
    private static final Set<String> CHANGES =
            Set.of("apply", "acquire", "begin", "update", "record", "observe", "advance", "check", "close");

    private final Registry registry;
    private final List<Lease> leases = new ArrayList<>();

    CrashRegistry(Registry registry) {
        this.registry = registry;
    }

    Registry steps() {
        return wrapped(Registry.class, registry);
    }

    private <T> T wrapped(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> called(port, real, method, arguments)));
    }

    private @Nullable Object called(Class<?> port, Object real, Method method, @Nullable Object[] arguments)
            throws IOException {
        if (!CHANGES.contains(method.getName())) {
            return direct(real, method, arguments).orElse(null);
        }
        String name = port.getSimpleName().toLowerCase(Locale.ROOT) + " " + method.getName();
        return CrashPoints.step(name, () -> direct(real, method, arguments)).orElse(null);
    }

    private Optional<Object> direct(Object real, Method method, @Nullable Object[] arguments) {
        try {
            Object result = method.invoke(real, arguments);
            if (result instanceof Lease lease) {
                leases.add(lease);
                return Optional.of(wrapped(Lease.class, lease));
            }
            return Optional.ofNullable(result);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets go what a dead process would have lost: its leases, which another takes over as soon as it is seen to be dead. */
    @Override
    public void close() {
        leases.forEach(Lease::close);
        registry.close();
    }
}
