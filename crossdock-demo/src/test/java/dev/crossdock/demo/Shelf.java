package dev.crossdock.demo;

import dev.crossdock.testkit.server.SdkOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// One side of a pair as somebody else uses it, beside the program.
interface Shelf {

    /// As on the command line.
    String location();

    void put(String key, byte[] bytes) throws IOException;

    void remove(String key) throws IOException;

    /// Key to print, as [Tree] has it.
    Map<String, String> contents() throws IOException;

    record Bucket(SdkOracle oracle, String name) implements Shelf {

        @Override
        public String location() {
            return "s3://" + name + '/';
        }

        @Override
        public void put(String key, byte[] bytes) {
            oracle.put(name, key, bytes);
        }

        @Override
        public void remove(String key) {
            oracle.delete(name, key);
        }

        @Override
        public Map<String, String> contents() {
            return new BucketPair("", oracle, name).target();
        }
    }

    record Folder(Path root) implements Shelf {

        @Override
        public String location() {
            return root.toString();
        }

        @Override
        public void put(String key, byte[] bytes) throws IOException {
            Path file = root.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }

        @Override
        public void remove(String key) throws IOException {
            Files.delete(root.resolve(key));
        }

        @Override
        public Map<String, String> contents() throws IOException {
            return Tree.of(root);
        }
    }
}
