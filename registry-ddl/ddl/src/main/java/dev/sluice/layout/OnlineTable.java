package dev.sluice.layout;

/**
 * The shape of the one DynamoDB table of a project: string partition key, string sort key, one binary value.
 *
 * <p>Feature items: partition key = the entity's key ({@code airport|ORD}), sort key = {@code view#version}. What a
 * client must know stands under the partition key {@code #sluice}.
 */
public final class OnlineTable {
    /** Partition key: the entity key, readable and typed; string. */
    public static final String ENTITY_KEY = "pk";

    /** Sort key: {@code view#version}, or the name of a description; string. */
    public static final String VIEW = "sk";

    /** The encoded row; binary. */
    public static final String VALUE = "v";

    /** Event time in microseconds since the epoch; number. */
    public static final String EVENT_TIME = "et";

    /** Created time in microseconds since the epoch; number. */
    public static final String CREATED_TIME = "ct";

    /** DynamoDB's TTL attribute: seconds since the epoch; number; absent where nothing expires. */
    public static final String EXPIRES_AT = "ttl";

    /** The partition key under which schemas, services and the project's clock are described. */
    public static final String DESCRIPTION_KEY = "#sluice";

    private OnlineTable() {}
}
