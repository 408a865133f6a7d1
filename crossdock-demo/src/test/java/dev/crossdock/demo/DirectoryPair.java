package dev.crossdock.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// A pair whose target is a directory.
///
/// @param source location
/// @param root the target
record DirectoryPair(String source, Path root) implements Pair {

    @Override
    public String[] command() {
        return new String[]{"copy", source, root.toString(), "--quiet"};
    }

    @Override
    public Map<String, String> target() throws IOException {
        return Tree.of(root);
    }

    @Override
    public int leftOvers() throws IOException {
        Path ours = root.resolve(".crossdock-tmp");
        if (!Files.exists(ours)) {
            return 0;
        }
        try (Stream<Path> walk = Files.walk(ours)) {
            return (int) walk.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)).count();
        }
    }

    @Override
    public int leftOversMost(int kills) {
        return 0;
    }

    @Override
    public void emptyTarget() {
        Tree.delete(root);
    }
}
