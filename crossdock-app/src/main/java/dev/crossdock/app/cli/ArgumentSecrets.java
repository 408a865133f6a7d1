package dev.crossdock.app.cli;

import dev.crossdock.app.config.UserInfo;
import dev.crossdock.store.ConfigurationException;
import java.util.Locale;
import java.util.Optional;

/// Sees secrets on the command line, where every process of the machine and the shell's history can read them.
final class ArgumentSecrets {

    private static final String[] NAMES = {"accesskey", "secretkey", "sessiontoken", "password", "passwd"};

    private ArgumentSecrets() {}

    /// Refuses a command line with a secret on it, whether or not an option would take it.
    ///
    /// @throws ConfigurationException CFG_SECRET_ARGV; without what was found
    static void refuse(String[] arguments) {
        Optional<String> where = find(arguments);
        if (where.isPresent()) {
            throw new ConfigurationException("CFG_SECRET_ARGV", "a secret on the command line, at " + where.get(),
                    "everybody on this machine can read it there: change it, and use AWS_ACCESS_KEY_ID and "
                            + "AWS_SECRET_ACCESS_KEY, a profile, or references in the configuration file");
        }
    }

    /// Where a secret is: the option, or which argument.
    static Optional<String> find(String[] arguments) {
        String option = "";
        for (int i = 0; i < arguments.length; i++) {
            String each = arguments[i];
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            boolean isOption = each.startsWith("-");
            if ((isOption || equals > 0 && each.startsWith("AWS_")) && namesSecret(name)) {
                return Optional.of(name);
            }
            if (UserInfo.isIn(isOption ? each.substring(equals + 1) : each)) {
                return Optional.of(isOption ? name : option.isEmpty() ? "argument " + (i + 1) : option);
            }
            option = isOption && equals < 0 ? each : "";
        }
        return Optional.empty();
    }

    /// `--secret-access-key`, `AWS_SESSION_TOKEN` and the like. A path or pattern that holds such a word is none.
    private static boolean namesSecret(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if (each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9') {
                letters.append(each);
            } else if (each != '-' && each != '_') {
                return false;
            }
        }
        String plain = letters.toString().toLowerCase(Locale.ROOT);
        for (String each : NAMES) {
            if (plain.contains(each)) {
                return true;
            }
        }
        return false;
    }
}
