package dev.crossdock.plan;

/// A text that counts how often it is looked at.
final class CountedText implements CharSequence {

    private final String text;
    private long looks;

    CountedText(String text) {
        this.text = text;
    }

    long looks() {
        return looks;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        looks++;
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw new UnsupportedOperationException("a look that would not be counted");
    }

    @Override
    public String toString() {
        throw new UnsupportedOperationException("a look that would not be counted");
    }
}
