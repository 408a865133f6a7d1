package dev.crossdock.app;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A file fits on a few screens and a method on one.
final class LengthRules {
    static final int FILE_LINES_MAX = 400;
    static final int METHOD_LINES_MAX = 40;

    private LengthRules() {}

    /// One line for each file of more than 400 lines, one for each method of more than 40 (from its first annotation or
    /// modifier to its closing brace).
    static List<String> violations(List<? extends JavaFileObject> files) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "this is no JDK");
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<String> violations = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                inFile(unit, positions, violations);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return violations;
    }

    private static void inFile(CompilationUnitTree unit, SourcePositions positions, List<String> violations)
            throws IOException {
        String file = unit.getSourceFile().getName();
        long lines = unit.getSourceFile().getCharContent(true).toString().lines().count();
        if (lines > FILE_LINES_MAX) {
            violations.add(file + ": " + lines + " lines");
        }
        LineMap lineMap = unit.getLineMap();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                long first = positions.getStartPosition(unit, method);
                long last = positions.getEndPosition(unit, method);
                // A record's own constructor has no place in the file.
                long length = last < 0 ? 0 : lineMap.getLineNumber(last) - lineMap.getLineNumber(first) + 1;
                if (length > METHOD_LINES_MAX) {
                    violations.add(file + ": method " + method.getName() + " of " + length + " lines");
                }
                return super.visitMethod(method, null);
            }
        }.scan(unit, null);
    }
}
