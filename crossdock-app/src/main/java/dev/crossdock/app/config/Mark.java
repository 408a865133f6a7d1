package dev.crossdock.app.config;

/// A place in the file.
///
/// @param line counted from 1
/// @param column counted from 1, in characters
record Mark(int line, int column) implements Comparable<Mark> {

    static final Mark START = new Mark(1, 1);

    @Override
    public int compareTo(Mark other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
