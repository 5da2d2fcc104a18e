package dev.sluice.lakehouse.hudi;

import dev.sluice.lakehouse.ViewColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;

/**
 * The making of a table. Hudi writes its properties where they are read, so that another writer finds half of them; here its
 * folder is made aside and put there in one step: who finds it finds all of it.
 */
record NewHudiTable(Configuration configuration, String path) {
    /** @throws IOException also when another has made the table meanwhile */
    void make(HudiOptions options) throws IOException {
        Path aside = new Path(path, ".new-" + UUID.randomUUID());
        FileSystem files = aside.getFileSystem(configuration);
        try {
            init(options, aside);
            put(files, metadata(aside), metadata(new Path(path)));
        } finally {
            files.delete(aside, true);
        }
    }

    private static Path metadata(Path table) {
        return new Path(table, HoodieTableMetaClient.METAFOLDER_NAME);
    }

    private void init(HudiOptions options, Path folder) throws IOException {
        HoodieTableMetaClient.newTableBuilder()
                .setTableType(options.tableType())
                .setTableName(options.tableName())
                .setRecordKeyFields(options.recordKeyFields())
                .setOrderingFields(ViewColumns.EVENT_TIME)
                .setPartitionFields(options.partitionFields())
                .setKeyGeneratorClassProp(HudiOptions.KEY_GENERATOR)
                .setHiveStylePartitioningEnable(true)
                .initTable(HadoopFSUtils.getStorageConf(configuration), folder.toString());
    }

    /** Hadoop's own rename on a local disk copies where it cannot rename, file by file into what is there. */
    private void put(FileSystem files, Path from, Path to) throws IOException {
        if (files instanceof LocalFileSystem local) {
            Files.move(local.pathToFile(from).toPath(), local.pathToFile(to).toPath(), StandardCopyOption.ATOMIC_MOVE);
        } else {
            FileContext.getFileContext(from.toUri(), configuration).rename(from, to);
        }
    }
}
