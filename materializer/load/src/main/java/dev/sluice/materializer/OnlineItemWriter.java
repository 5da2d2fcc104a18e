package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedStep;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Writes the chunks of a partition to the store. A chunk may be written twice, with the same end. */
final class OnlineItemWriter implements ItemStreamWriter<FeedStep> {
    private final String partition;
    private final ChunkWriter writer;
    private final WrittenSoFar all;
    private Tally tally = Tally.NONE;

    OnlineItemWriter(String partition, ChunkWriter writer, WrittenSoFar all) {
        this.partition = partition;
        this.writer = writer;
        this.all = all;
    }

    @Override
    public void open(ExecutionContext context) {
        tally = Tally.of(context);
        all.begin(partition, tally);
    }

    @Override
    public void write(Chunk<? extends FeedStep> chunk) {
        try {
            tally = tally.plusChunk(chunk.size(), writer.write(chunk));
        } catch (RuntimeException e) {
            throw all.failed(e);
        }
        all.advance(partition, tally);
    }

    @Override
    public void update(ExecutionContext context) {
        tally.keepIn(context);
    }
}
