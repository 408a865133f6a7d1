package dev.crossdock.app.config;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that is read whole, because it is known to be small.
///
/// @param text its contents
/// @param modeBits its permissions, such as 0644
record SmallFile(String text, int modeBits) {

    /// The file is not what it should be.
    static final class UnfitException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        UnfitException(Mark mark, String message) {
            super(message);
            this.line = mark.line();
            this.column = mark.column();
        }

        Mark mark() {
            return new Mark(line, column);
        }
    }

    /// Reads a file, through symbolic links: secrets that are mounted are links.
    ///
    /// @throws UnfitException if it is no regular file, too large or not UTF-8
    static SmallFile read(Disk disk, Path path, int bytesMax) throws IOException {
        Path file = disk.resolveLinks(path);
        FileFacts facts = disk.stat(file).orElseThrow(() -> new NoSuchFileException(path.toString()));
        if (facts.kind() != FileFacts.Kind.FILE) {
            throw new UnfitException(Mark.START,
                    facts.kind() == FileFacts.Kind.DIRECTORY ? "this is a directory" : "this is no regular file");
        }
        int mode = disk.permissions(file);
        try (DiskFile open = disk.open(file, OpenMode.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(bytesMax + 1);
            while (bytes.hasRemaining() && open.read(bytes, bytes.position()) >= 0) {
                // One byte more than there should be tells whether there are more.
            }
            if (bytes.position() > bytesMax) {
                throw new UnfitException(Mark.START, "this is larger than " + (bytesMax >> 10) + " KiB");
            }
            return new SmallFile(decoded(bytes.flip()), mode);
        }
    }

    private static String decoded(ByteBuffer bytes) throws UnfitException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        if (decoder.decode(bytes, text, true).isError()) {
            throw new UnfitException(end(text.flip()), "this is not UTF-8");
        }
        return text.flip().toString();
    }

    private static Mark end(CharSequence text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            column = text.charAt(i) == '\n' ? 1 : column + 1;
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return new Mark(line, column);
    }

    /// Why a file could not be read, without repeating its path.
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case UnfitException unfit -> String.valueOf(unfit.getMessage());
            default -> e.getClass().getSimpleName();
        };
    }

    /// Permissions as `chmod` takes them.
    static String octal(int modeBits) {
        return "0" + Integer.toOctalString(01000 | modeBits & 0777).substring(1);
    }
}
