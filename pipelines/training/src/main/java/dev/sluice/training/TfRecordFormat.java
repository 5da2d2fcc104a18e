package dev.sluice.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * Files of records: of each its length, a checksum of the length, its bytes, a checksum of these. Lengths are 64 bits,
 * checksums 32, little-endian; a checksum is the CRC-32C, rotated right by 15 bits and increased.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">TFRecords format</a>
 */
public final class TfRecordFormat extends FileOutputFormat<NullWritable, BytesWritable> {
    private static final String SUFFIX = ".tfrecord";
    private static final int ROTATION = 15;
    private static final int INCREASE = 0xa282ead8;

    @Override
    public RecordWriter<NullWritable, BytesWritable> getRecordWriter(TaskAttemptContext context) throws IOException {
        Path file = getDefaultWorkFile(context, SUFFIX);
        return new Writer(file.getFileSystem(context.getConfiguration()).create(file, false));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), ROTATION) + INCREASE;
    }

    /** Appends records to one file. */
    private static final class Writer extends RecordWriter<NullWritable, BytesWritable> {
        private final FSDataOutputStream file;

        Writer(FSDataOutputStream file) {
            this.file = file;
        }

        @Override
        public void write(NullWritable key, BytesWritable bytes) throws IOException {
            byte[] length = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(bytes.getLength())
                    .array();
            file.write(length);
            file.writeInt(Integer.reverseBytes(checksum(length, length.length)));
            file.write(bytes.getBytes(), 0, bytes.getLength());
            file.writeInt(Integer.reverseBytes(checksum(bytes.getBytes(), bytes.getLength())));
        }

        @Override
        public void close(TaskAttemptContext context) throws IOException {
            file.close();
        }
    }
}
