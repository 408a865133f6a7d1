package dev.crossdock.run;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Env;
import dev.crossdock.env.OpenMode;
import dev.crossdock.store.Caps;
import dev.crossdock.store.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/// Caps in a small text file, through which another process changes those of a run under way:
///
/// ```
/// bytes-per-second=20000000
/// requests-per-second=100
/// ```
///
/// A line that is missing, or has no value, means no cap. As long as there is no file the caps are left as they are.
/// A file that cannot be understood, or read, changes nothing either, and is complained about once.
public final class LimitsFile {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int SIZE_BYTES_MAX = 4096;

    private final Env env;
    private final Path file;

    /// @param env for disk and time
    /// @param file that may or may not be there; its directory is
    public LimitsFile(Env env, Path file) {
        this.env = env;
        this.file = file;
    }

    /// Puts a file with these caps in the place of the present one, atomically and durably.
    public void write(Caps caps) throws IOException {
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + HexFormat.of().toHexDigits(env.entropy().nextLong()));
        try {
            try (DiskFile opened = env.disk().open(fresh, OpenMode.CREATE)) {
                opened.write(ByteBuffer.wrap(LimitsText.of(caps).getBytes(StandardCharsets.UTF_8)), 0);
                opened.force();
            }
            env.disk().rename(fresh, file);
        } catch (IOException e) {
            env.disk().delete(fresh);
            throw e;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            env.disk().forceDirectory(directory);
        }
    }

    /// The caps in the file, or none if there is no file.
    ///
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if it cannot be understood
    public Caps caps() throws IOException {
        return read().map(LimitsText::caps).orElse(Caps.NONE);
    }

    /// Looks at the file once a second and applies what is in it, until the task is cancelled.
    ///
    /// @param complaint told once of each file that is not good; must not wait
    public void watch(Limits limits, Consumer<String> complaint) {
        String last = "";
        try {
            while (true) {
                last = look(limits, complaint, last);
                env.tasks().sleep(LOOK_AGAIN);
            }
        } catch (CancelledException e) {
            // The run is over.
        }
    }

    private String look(Limits limits, Consumer<String> complaint, String last) {
        try {
            Optional<String> text = read();
            if (text.isPresent() && !text.get().equals(last)) {
                limits.change(LimitsText.caps(text.get()));
            }
            return text.orElse(last);
        } catch (IOException | IllegalArgumentException e) {
            String complained = file + " is ignored: " + e.getMessage();
            if (!complained.equals(last)) {
                complaint.accept(complained);
            }
            return complained;
        }
    }

    private Optional<String> read() throws IOException {
        try (DiskFile opened = env.disk().open(file, OpenMode.READ)) {
            if (opened.sizeBytes() > SIZE_BYTES_MAX) {
                throw new IOException("it has " + opened.sizeBytes() + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.allocate(SIZE_BYTES_MAX);
            while (bytes.hasRemaining() && opened.read(bytes, bytes.position()) >= 0) {
                // Until its end.
            }
            return Optional.of(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
