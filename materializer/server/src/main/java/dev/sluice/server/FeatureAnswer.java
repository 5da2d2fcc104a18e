package dev.sluice.server;

import dev.sluice.client.FeatureValue;
import java.util.List;

/**
 * The answer to a query.
 *
 * @param keys the names of the keys, in the order of the request
 * @param values for each entity its features, in the order that was asked for
 */
record FeatureAnswer(FeatureQuery query, List<String> keys, List<List<FeatureValue>> values) {}
