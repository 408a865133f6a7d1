package dev.crossdock.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Contents of whole sides, to be compared: key to size and CRC-32C.
final class Tree {

    private Tree() {}

    /// Every regular file below a root that is not of ours.
    static Map<String, String> of(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        if (!Files.exists(root)) {
            return found;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path each : walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
                String key = root.relativize(each).toString();
                if (!key.startsWith(".crossdock-tmp/")) {
                    found.put(key, print(Files.readAllBytes(each)));
                }
            }
        }
        return found;
    }

    static String print(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return bytes.length + ":" + Long.toHexString(crc.getValue());
    }

    /// Files of many sizes, some of which need several parts.
    static void fill(Path root, int small, List<Integer> large) throws IOException {
        Random random = new Random(small);
        for (int i = 0; i < small; i++) {
            byte[] bytes = new byte[i % 20 == 0 ? 0 : random.nextInt(9000)];
            write(root.resolve("d%02d/f%04d".formatted(i % 13, i)), bytes, random);
        }
        for (int i = 0; i < large.size(); i++) {
            write(root.resolve("large/%d.bin".formatted(i)), new byte[large.get(i)], random);
        }
    }

    private static void write(Path file, byte[] bytes, Random random) throws IOException {
        random.nextBytes(bytes);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    static void delete(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (java.nio.file.NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
