package dev.crossdock.store;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Reads keys as numbers that ascend with them, so that a key some way ahead can be guessed. Each position of a key is a
/// digit of the characters that were seen there, and of those that belong to them: where some hexadecimal digits were
/// seen, all are expected. What was the same in all keys and is no digit is expected to stay.
///
/// A wrong guess costs a request and is never believed: a scale decides where to look, not what is there.
final class KeyScale {

    /// That many positions behind the first that differs tell keys apart finely enough.
    private static final int POSITIONS_BEHIND = 24;

    /// From here on services disagree about the order of characters, so no key with one of them is ever guessed.
    private static final char CHARS_END = Character.MIN_SURROGATE;

    private static final String DIGITS = "0123456789";

    /// The digits of each position, ascending.
    private final String[] digits;
    private final int certain;

    private KeyScale(String[] digits, int certain) {
        this.digits = digits;
        this.certain = certain;
    }

    /// Learns from keys.
    ///
    /// @param sample some keys, ascending, at least one
    /// @param certain how many characters at their start are certain to stay
    static KeyScale of(List<String> sample, int certain) {
        String first = sample.getFirst();
        int same = shared(first, sample.getLast());
        int end = end(sample, same + POSITIONS_BEHIND);
        String[] digits = new String[end];
        for (int i = 0; i < end; i++) {
            digits[i] = i < same ? first.substring(i, i + 1) : seen(sample, i);
        }
        widen(digits, Math.min(same, end), certain);
        return new KeyScale(digits, certain);
    }

    /// The length of what two keys begin with.
    static int shared(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int shared = 0;
        while (shared < most && a.charAt(shared) == b.charAt(shared)) {
            shared++;
        }
        return shared;
    }

    /// The place of a key: never less than that of a key before it.
    BigInteger value(String key) {
        BigInteger value = BigInteger.ZERO;
        // Which digit all that follow are, once the key has left the scale: 0 the lowest, 1 the highest.
        int left = -1;
        for (int i = 0; i < digits.length; i++) {
            int base = digits[i].length();
            int digit = left == 1 ? base - 1 : 0;
            if (left < 0 && i < key.length()) {
                digit = notBefore(digits[i], key.charAt(i));
                left = digit == base ? 1 : digits[i].charAt(digit) == key.charAt(i) ? -1 : 0;
                digit = Math.min(digit, base - 1);
            } else if (left < 0) {
                left = 0;
            }
            value = base == 1 ? value : value.multiply(BigInteger.valueOf(base)).add(BigInteger.valueOf(digit));
        }
        return value;
    }

    /// The lowest place above all.
    BigInteger end() {
        BigInteger end = BigInteger.ONE;
        for (String each : digits) {
            end = each.length() == 1 ? end : end.multiply(BigInteger.valueOf(each.length()));
        }
        return end;
    }

    /// The key at a place of the scale.
    String key(BigInteger value) {
        char[] key = new char[digits.length];
        BigInteger rest = value;
        for (int i = digits.length - 1; i >= 0; i--) {
            int base = digits[i].length();
            if (base == 1) {
                key[i] = digits[i].charAt(0);
                continue;
            }
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(base));
            key[i] = digits[i].charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(key);
    }

    /// The first key beyond all that begin as this scale expects; an empty string if that is beyond what is certain.
    String beyond() {
        int same = 0;
        while (same < digits.length && digits[same].length() == 1) {
            same++;
        }
        if (same <= certain || digits[same - 1].charAt(0) + 1 >= CHARS_END) {
            return "";
        }
        StringBuilder beyond = new StringBuilder(same);
        for (int i = 0; i < same; i++) {
            beyond.append(digits[i]);
        }
        beyond.setCharAt(same - 1, (char) (beyond.charAt(same - 1) + 1));
        return beyond.toString();
    }

    private static int notBefore(String ascending, char wanted) {
        int at = 0;
        while (at < ascending.length() && ascending.charAt(at) < wanted) {
            at++;
        }
        return at;
    }

    /// The first position that no key has, or where one has a character that is not guessed.
    private static int end(List<String> sample, int most) {
        int end = 0;
        for (String each : sample) {
            end = Math.max(end, each.length());
        }
        end = Math.min(end, most);
        for (String each : sample) {
            for (int i = 0; i < Math.min(end, each.length()); i++) {
                if (each.charAt(i) >= CHARS_END) {
                    end = i;
                }
            }
        }
        return end;
    }

    private static String seen(List<String> sample, int position) {
        SortedSet<Character> seen = new TreeSet<>();
        for (String each : sample) {
            if (position < each.length()) {
                seen.add(each.charAt(position));
            }
        }
        return text(seen);
    }

    /// Adds what belongs to the digits seen: positions side by side that vary are taken for one number, together with
    /// those before it that have only shown digits of it so far.
    private static void widen(String[] digits, int same, int certain) {
        int i = same;
        while (i < digits.length) {
            int from = i;
            StringBuilder run = new StringBuilder();
            while (i < digits.length && digits[i].length() > 1) {
                run.append(digits[i++]);
            }
            String all = i == from ? "" : family(run.toString());
            for (int j = from; j < i; j++) {
                digits[j] = all;
            }
            for (int j = from - 1; j >= certain && digits[j].length() == 1 && all.contains(digits[j]); j--) {
                digits[j] = all;
            }
            i = Math.max(i, from + 1);
        }
        for (int j = certain; j < digits.length; j++) {
            if (digits[j].length() == 1 && DIGITS.contains(digits[j])) {
                digits[j] = DIGITS;
            }
        }
    }

    private static String family(String seen) {
        SortedSet<Character> family = new TreeSet<>();
        for (int i = 0; i < seen.length(); i++) {
            char each = seen.charAt(i);
            family.add(each);
            if (DIGITS.indexOf(each) >= 0) {
                addAll(family, '0', '9');
            } else if (each >= 'a' && each <= 'z') {
                addAll(family, 'a', each <= 'f' ? 'f' : 'z');
            } else if (each >= 'A' && each <= 'Z') {
                addAll(family, 'A', each <= 'F' ? 'F' : 'Z');
            }
        }
        return text(family);
    }

    private static void addAll(SortedSet<Character> family, char first, char last) {
        for (char each = first; each <= last; each++) {
            family.add(each);
        }
    }

    private static String text(SortedSet<Character> chars) {
        StringBuilder text = new StringBuilder(chars.size());
        chars.forEach(text::append);
        return text.toString();
    }
}
