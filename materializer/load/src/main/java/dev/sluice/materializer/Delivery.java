package dev.sluice.materializer;

import dev.sluice.materializer.feed.Feed;
import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.materializer.feed.FeedReader;
import java.util.function.Function;

/** An attempt and what it brings. */
record Delivery(Attempt attempt, Feed feed, Function<FeedPosition, FeedReader> reader) {}
