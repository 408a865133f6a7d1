package dev.crossdock.testkit.store;

import dev.crossdock.store.FailureCode;
import java.util.ArrayList;
import java.util.List;

/// The census of names: all of them have to survive every way from one store to another. They do not get into each
/// other's way: none is a directory of another.
public final class AwkwardNames {

    private AwkwardNames() {}

    /// All names.
    public static List<AwkwardName> all() {
        List<AwkwardName> all = new ArrayList<>(ofPaths());
        all.addAll(ofObjectStoresOnly());
        return all;
    }

    /// Names that a Linux directory tree can hold, too.
    public static List<AwkwardName> ofPaths() {
        List<AwkwardName> names = new ArrayList<>(ofPunctuation());
        names.addAll(ofUnicode());
        names.addAll(ofControls());
        names.addAll(ofLength());
        return List.copyOf(names);
    }

    /// Names that only object stores can hold.
    public static List<AwkwardName> ofObjectStoresOnly() {
        return List.of(
                AwkwardName.noPath("../up", FailureCode.PATH_ESCAPE, "leads out of the root"),
                AwkwardName.noPath("a/../../up", FailureCode.PATH_ESCAPE, "leads out of the root from within"),
                AwkwardName.noPath("only/..", FailureCode.PATH_ESCAPE, "ends in the parent directory"),
                AwkwardName.noPath("here/./there", FailureCode.PATH_ESCAPE, "has the present directory in it"),
                AwkwardName.noPath("/etc/passwd", FailureCode.PATH_ABSOLUTE, "is an absolute path"),
                AwkwardName.noPath("//host/share", FailureCode.PATH_ABSOLUTE, "looks like a network path"),
                AwkwardName.noPath("twice//slashed", FailureCode.PATH_EMPTY_SEGMENT, "has an empty segment"),
                AwkwardName.noPath("trailing//", FailureCode.PATH_EMPTY_SEGMENT, "ends in two slashes"),
                AwkwardName.noPath("x/s3://bucket/key", FailureCode.PATH_EMPTY_SEGMENT, "looks like a location"),
                AwkwardName.noPath("marker/", FailureCode.PATH_EMPTY_SEGMENT, "is a directory marker"),
                AwkwardName.noPath("s".repeat(300), FailureCode.NAME_TOO_LONG, "is longer than any file name"));
    }

    private static List<AwkwardName> ofPunctuation() {
        return List.of(
                AwkwardName.fine("with space", "has a space"),
                AwkwardName.fine(" leading space", "begins with a space"),
                AwkwardName.fine("trailing space ", "ends in a space"),
                AwkwardName.fine("a+b", "has a plus sign, which forms decode to a space"),
                AwkwardName.fine("100%", "has a bare percent sign"),
                AwkwardName.fine("a%2Fb", "has an encoded slash"),
                AwkwardName.fine("a%252Fb", "is encoded twice"),
                AwkwardName.fine("test%46.txt", "has an encoded letter"),
                AwkwardName.fine("%2e%2e%2fx", "has encoded dots"),
                AwkwardName.fine("quote'single", "has a single quote"),
                AwkwardName.fine("quote\"double", "has a double quote"),
                AwkwardName.fine("back\\slash", "has a backslash"),
                AwkwardName.fine("..\\up", "leads upwards on another system"),
                AwkwardName.fine("C:\\drive", "is an absolute path on another system"),
                AwkwardName.fine("-rf", "looks like an option"),
                AwkwardName.fine("hash#tag", "has a fragment sign"),
                AwkwardName.fine("what?ever=1&x=2", "looks like a query"),
                AwkwardName.fine("star*[a-z]{b,c}", "looks like a pattern"),
                AwkwardName.fine("<tag>&amp;", "looks like markup"),
                AwkwardName.fine("semi;colon|pipe$HOME`x`", "means something to a shell"),
                AwkwardName.fine("=1+1", "is a formula to a spreadsheet"),
                AwkwardName.fine("trailing.", "ends in a dot"),
                AwkwardName.fine("...", "is three dots"),
                AwkwardName.fine(".hidden", "begins with a dot"),
                AwkwardName.fine("CON", "is a device on another system"),
                AwkwardName.fine("con", "differs from another in case only"),
                AwkwardName.fine("aux.txt", "is a device with an extension"),
                AwkwardName.fine("dir/a", "sorts after dir-a"),
                AwkwardName.fine("dir-a", "sorts before dir/a"),
                AwkwardName.fine("dir.a", "sorts between dir-a and dir/a"));
    }

    private static List<AwkwardName> ofUnicode() {
        return List.of(
                AwkwardName.fine("caf\u00e9", "is composed"),
                AwkwardName.fine("cafe\u0301", "is decomposed"),
                AwkwardName.fine("\u65e5\u672c\u8a9e/\u30d5\u30a1\u30a4\u30eb", "is Japanese"),
                AwkwardName.fine("\ud83d\ude80 launch", "has a character beyond 16 bits"),
                AwkwardName.fine("\uffee last", "sorts after surrogates in UTF-16, before them in UTF-8"),
                AwkwardName.fine("\ufffd", "is the replacement character itself"),
                AwkwardName.fine("\uff0e\uff0e/x", "has full-width dots"),
                AwkwardName.fine("no\u00a0break", "has a no-break space"),
                AwkwardName.fine("bidi\u202etxt.exe", "reverses the text after it"),
                AwkwardName.fine("zero\u200bwidth", "has an invisible character"),
                AwkwardName.fine("line\u2028separator", "has a line separator"),
                AwkwardName.fine("\u0130stanbul", "changes its length in lower case"),
                AwkwardName.fine("stra\u00dfe", "changes its length in upper case"));
    }

    private static List<AwkwardName> ofControls() {
        return List.of(
                AwkwardName.fine("new\nline", "has a newline"),
                AwkwardName.fine("tab\tstop", "has a tab"),
                AwkwardName.fine("carriage\rreturn", "has a carriage return, which XML reads as a newline"),
                AwkwardName.unmentionable("escape\u001b[31m", "colors a terminal"),
                AwkwardName.unmentionable("osc\u001b]52;c;eA==\u0007", "writes to a clipboard"),
                AwkwardName.unmentionable("vertical\u000btab\u000cfeed", "has a vertical tab and a form feed"),
                AwkwardName.unmentionable("bell\u0001", "has a control character"),
                AwkwardName.fine("delete\u007f", "has a delete character"),
                AwkwardName.fine("next\u0085line", "has a C1 control character"),
                AwkwardName.unmentionable("not\uffffchar", "has a code point that is no character"));
    }

    private static List<AwkwardName> ofLength() {
        String long254 = "m".repeat(254);
        return List.of(
                AwkwardName.fine("x", "is one byte"),
                AwkwardName.fine("n".repeat(255), "is the longest file name"),
                AwkwardName.fine("\u00e9".repeat(127) + 'e', "is the longest file name, in two-byte characters"),
                AwkwardName.fine("l/".repeat(380) + 'k', "is deep"),
                AwkwardName.fine(String.join("/", long254, long254, long254, long254, "1234"), "is 1,024 bytes"));
    }
}
