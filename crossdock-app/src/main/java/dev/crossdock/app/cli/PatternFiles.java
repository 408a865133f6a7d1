package dev.crossdock.app.cli;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import dev.crossdock.object.Keys;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Files with a pattern a line: UTF-8, blanks around patterns cut off, blank lines and those that begin with `#` or `;`
/// passed over.
final class PatternFiles {

    /// More than [dev.crossdock.plan.FilterRules#RULES_MAX] patterns of common length need.
    private static final int SIZE_BYTES_MAX = 16 << 20;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Disk disk;
    private final Path workingDirectory;

    PatternFiles(Disk disk, Path workingDirectory) {
        this.disk = disk;
        this.workingDirectory = workingDirectory;
    }

    /// Hands every pattern of a file on, with where it stands, such as ` (list.txt line 3)`.
    ///
    /// @param option that named the file, for messages
    /// @throws ConfigurationException CFG_FILTER
    void read(String option, String file, BiConsumer<String, String> patterns) {
        String text = text(option, file);
        int line = 0;
        int from = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        while (from < text.length()) {
            int feed = text.indexOf('\n', from);
            int end = feed < 0 ? text.length() : feed;
            String pattern = text.substring(from, end).strip();
            line++;
            from = end + 1;
            if (!pattern.isEmpty() && pattern.charAt(0) != '#' && pattern.charAt(0) != ';') {
                patterns.accept(pattern, " (" + file + " line " + line + ')');
            }
        }
    }

    private String text(String option, String file) {
        try {
            Path path = disk.resolveLinks(workingDirectory.resolve(file));
            Optional<FileFacts> facts = disk.stat(path);
            if (facts.isEmpty() || facts.get().kind() != FileFacts.Kind.FILE) {
                throw refused(option, file, "is no regular file");
            }
            if (facts.get().sizeBytes() > SIZE_BYTES_MAX) {
                throw refused(option, file, "has more than 16 MiB");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(bytes(path, (int) facts.get().sizeBytes())).toString();
        } catch (CharacterCodingException e) {
            throw refused(option, file, "is not in UTF-8");
        } catch (NoSuchFileException e) {
            throw refused(option, file, "does not exist");
        } catch (IOException | InvalidPathException e) {
            throw refused(option, file, "cannot be read: " + e.getMessage());
        }
    }

    private ByteBuffer bytes(Path path, int sizeBytes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(sizeBytes);
        try (DiskFile opened = disk.open(path, OpenMode.READ)) {
            while (bytes.hasRemaining() && opened.read(bytes, bytes.position()) >= 0) {
                // The read moves the position.
            }
        }
        return bytes.flip();
    }

    private static ConfigurationException refused(String option, String file, String what) {
        return new ConfigurationException("CFG_FILTER", option + ": the file " + Keys.printable(file) + ' ' + what,
                "give a text file in UTF-8 with a pattern a line");
    }
}
