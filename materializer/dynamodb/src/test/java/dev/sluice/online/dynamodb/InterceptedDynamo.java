package dev.sluice.online.dynamodb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client whose calls a test answers itself, with what DynamoDB Local never says: the fate of single statements. */
final class InterceptedDynamo {
    private InterceptedDynamo() {}

    static DynamoDbClient over(DynamoDbClient client, Fault fault) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                InterceptedDynamo.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                    Call call = () -> invoke(client, method, arguments);
                    return arguments == null ? call.answer() : fault.answer(method.getName(), arguments[0], call);
                });
    }

    private static Object invoke(DynamoDbClient client, java.lang.reflect.Method method, Object[] arguments)
            throws Exception {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** The real answer. */
    interface Call {
        Object answer() throws Exception;
    }

    /** What happens instead. */
    interface Fault {
        Object answer(String operation, Object request, Call call) throws Exception;
    }
}
