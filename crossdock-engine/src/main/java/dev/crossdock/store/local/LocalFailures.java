package dev.crossdock.store.local;

import dev.crossdock.env.LinkInPathException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Optional;

/// Classes what the filesystem says. Java hands over no error numbers, only exceptions for some and the C library's
/// text for the rest, which is English because the launcher sets the locale.
final class LocalFailures {

    /// Texts of glibc and musl, where they differ.
    private static final Map<String, FailureCode> BY_TEXT = Map.ofEntries(
            Map.entry("No space left on device", FailureCode.NO_SPACE),
            Map.entry("Disk quota exceeded", FailureCode.NO_SPACE),
            Map.entry("Quota exceeded", FailureCode.NO_SPACE),
            Map.entry("File too large", FailureCode.OBJECT_TOO_LARGE),
            Map.entry("Permission denied", FailureCode.ACCESS_DENIED),
            Map.entry("Operation not permitted", FailureCode.ACCESS_DENIED),
            Map.entry("Read-only file system", FailureCode.LOCKED),
            Map.entry("Input/output error", FailureCode.DISK_ERROR),
            Map.entry("I/O error", FailureCode.DISK_ERROR),
            Map.entry("Stale file handle", FailureCode.DISK_ERROR),
            Map.entry("File name too long", FailureCode.NAME_TOO_LONG),
            Map.entry("Filename too long", FailureCode.NAME_TOO_LONG),
            Map.entry("Not a directory", FailureCode.KEY_CONFLICT),
            Map.entry("Is a directory", FailureCode.KEY_CONFLICT),
            Map.entry("Directory not empty", FailureCode.KEY_CONFLICT),
            Map.entry("Too many levels of symbolic links", FailureCode.SPECIAL_FILE),
            Map.entry("Symbolic link loop", FailureCode.SPECIAL_FILE),
            Map.entry("Invalid cross-device link", FailureCode.UNSUPPORTED),
            Map.entry("Cross-device link", FailureCode.UNSUPPORTED));

    private LocalFailures() {}

    static StoreException of(IOException cause, Operation operation, String where) {
        return new StoreException(Failure.of(code(cause, operation), operation, where, message(cause)), cause);
    }

    static StoreException of(FailureCode code, Operation operation, String where, String message) {
        return new StoreException(Failure.of(code, operation, where, message));
    }

    static FailureCode code(IOException cause, Operation operation) {
        return switch (cause) {
            case LinkInPathException _ -> FailureCode.PATH_ESCAPE;
            case AccessDeniedException _ -> FailureCode.ACCESS_DENIED;
            case NotDirectoryException _ -> FailureCode.KEY_CONFLICT;
            case FileAlreadyExistsException _ -> FailureCode.CONFLICT;
            case FileSystemLoopException _ -> FailureCode.SPECIAL_FILE;
            case NoSuchFileException _ -> operation == Operation.READ ? FailureCode.GONE : FailureCode.UNCLASSIFIED;
            default -> byText(text(cause));
        };
    }

    private static FailureCode byText(String text) {
        FailureCode exact = BY_TEXT.get(text);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, FailureCode> each : BY_TEXT.entrySet()) {
            if (text.contains(each.getKey())) {
                return each.getValue();
            }
        }
        return FailureCode.UNCLASSIFIED;
    }

    private static String text(IOException cause) {
        if (cause instanceof FileSystemException named) {
            return Optional.ofNullable(named.getReason()).orElse("");
        }
        return Optional.ofNullable(cause.getMessage()).orElse("");
    }

    private static String message(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "Permission denied";
            case NoSuchFileException gone -> "there is no " + gone.getFile();
            case NotDirectoryException file -> file.getFile() + " is no directory";
            default -> text(cause).isEmpty() ? cause.toString() : text(cause);
        };
    }
}
