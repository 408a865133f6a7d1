package dev.crossdock.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Lines whose columns stand below each other.
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /// @param heads one for each column; `>` before one that is aligned to the right, as numbers are
    TextTable(List<String> heads) {
        right = new boolean[heads.size()];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            right[i] = heads.get(i).startsWith(">");
            names.add(right[i] ? heads.get(i).substring(1) : heads.get(i));
        }
        rows.add(names);
    }

    /// Adds a line below the others.
    void add(List<String> row) {
        rows.add(row);
    }

    /// Whether there is nothing but heads.
    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintStream out) {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            out.println(line(row, widths));
        }
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(200);
        for (int i = 0; i < widths.length; i++) {
            int blank = widths[i] - row.get(i).length();
            line.append(i == 0 ? "" : "  ").repeat(' ', right[i] ? blank : 0).append(row.get(i))
                    .repeat(' ', right[i] ? 0 : blank);
        }
        return line.toString().stripTrailing();
    }
}
