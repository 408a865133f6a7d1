package dev.crossdock.app.cli;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.report.JsonReport;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.transfer.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that gets a JSON line for every object that failed, as soon as that is on record. What was in the file before
/// stays.
final class ErrorLog implements AutoCloseable {

    private final Path path;
    private final DiskFile file;
    private final PrintStream err;
    private long position;
    private boolean broken;

    private ErrorLog(Path path, DiskFile file, PrintStream err, long position) {
        this.path = path;
        this.file = file;
        this.err = err;
        this.position = position;
    }

    /// Opens it, or creates it.
    ///
    /// @throws ConfigurationException CFG_VALUE if it cannot be written
    static ErrorLog open(Disk disk, Path path, PrintStream err) {
        try {
            DiskFile file = openOrCreate(disk, path);
            return new ErrorLog(path, file, err, file.sizeBytes());
        } catch (IOException e) {
            throw new ConfigurationException("CFG_VALUE", "cannot write the error log " + path + ": " + e.getMessage(),
                    "give --error-log a file in a directory that exists and may be written");
        }
    }

    private static DiskFile openOrCreate(Disk disk, Path path) throws IOException {
        try {
            return disk.open(path, OpenMode.READ_WRITE);
        } catch (NoSuchFileException e) {
            return disk.open(path, OpenMode.CREATE_SHARED);
        }
    }

    /// Writes a failure; anything else is none of its business. A log that cannot be written does not stop the run,
    /// whose journal has everything: it is said once.
    void take(Outcome outcome) {
        if (!(outcome instanceof Outcome.Failed failed) || broken) {
            return;
        }
        byte[] line = (JsonReport.failure(failed) + '\n').getBytes(StandardCharsets.UTF_8);
        try {
            file.write(ByteBuffer.wrap(line), position);
            position += line.length;
        } catch (IOException e) {
            broken = true;
            err.println("crossdock: the error log " + path + " cannot be written any more: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            err.println("crossdock: the error log " + path + " could not be closed: " + e.getMessage());
        }
    }
}
