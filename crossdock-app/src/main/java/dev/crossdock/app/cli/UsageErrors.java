package dev.crossdock.app.cli;

import dev.crossdock.app.config.Nearest;
import dev.crossdock.app.config.Shown;
import dev.crossdock.store.ConfigurationException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns a command line that cannot be understood into one line that says what is wrong and one that says what to do.
/// Nothing was done.
///
/// | what is wrong | code |
/// |---|---|
/// | an option or command that does not exist | CFG_UNKNOWN |
/// | an argument too few or too many, an option twice or without its value | CFG_USAGE |
/// | a value of the wrong kind | CFG_VALUE |
/// | a number that no range of ours holds | CFG_RANGE |
/// | a secret | CFG_SECRET_ARGV |
public final class UsageErrors implements IParameterExceptionHandler {

    /// Help names the values of an option itself where there are few.
    private static final int IN_HELP = 8;

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        PrintWriter err = exception.getCommandLine().getErr();
        ConfigurationException told = told(exception, arguments);
        err.println("crossdock: " + told.getMessage());
        err.println("           " + told.remedy());
        err.flush();
        return ExitCode.USAGE;
    }

    private static ConfigurationException told(ParameterException exception, String[] arguments) {
        try {
            // First, because every other message may repeat what was typed.
            ArgumentSecrets.refuse(arguments);
        } catch (ConfigurationException secret) {
            return secret;
        }
        if (exception.getCause() instanceof ConfigurationException cause) {
            return cause;
        }
        return switch (exception) {
            case UnmatchedArgumentException e -> unmatched(e);
            case MissingParameterException e -> missing(e);
            default -> wrong(exception);
        };
    }

    private static ConfigurationException unmatched(UnmatchedArgumentException exception) {
        CommandLine command = exception.getCommandLine();
        String first = exception.getUnmatched().isEmpty() ? "" : exception.getUnmatched().get(0);
        if (first.startsWith("-") && first.length() > 1) {
            int equals = first.indexOf('=');
            String option = equals < 0 ? first : first.substring(0, equals);
            if (option.equals("--config")) {
                return new ConfigurationException("CFG_USAGE", "--config stands before the command",
                        "write crossdock --config FILE " + command.getCommandName() + " ...");
            }
            return unknown("option", option, Nearest.to(option, options(command)), command);
        }
        if (!command.getSubcommands().isEmpty()) {
            return unknown("command", first, Nearest.to(first, command.getSubcommands().keySet()), command);
        }
        return new ConfigurationException("CFG_USAGE", "there is no place for the argument " + Shown.text(first),
                help(command));
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                names.add(option.longestName());
            }
        }
        return names;
    }

    private static ConfigurationException unknown(String kind, String typed, Optional<String> meant,
            CommandLine command) {
        return new ConfigurationException("CFG_UNKNOWN", "unknown " + kind + ' ' + Shown.bare(typed),
                meant.map(each -> "did you mean " + each + " ?").orElseGet(() -> help(command)));
    }

    private static ConfigurationException missing(MissingParameterException exception) {
        List<String> labels = new ArrayList<>();
        for (ArgSpec each : exception.getMissing()) {
            if (each instanceof OptionSpec option) {
                labels.add(option.longestName() + ' ' + each.paramLabel());
            } else if (labels.isEmpty()) {
                // Picocli tells of the first one only.
                labels.addAll(from((PositionalParamSpec) each, exception.getCommandLine()));
            }
        }
        return new ConfigurationException("CFG_USAGE", String.join(" and ", labels)
                + (labels.size() == 1 ? " is missing" : " are missing"), help(exception.getCommandLine()));
    }

    private static List<String> from(PositionalParamSpec first, CommandLine command) {
        List<String> labels = new ArrayList<>();
        for (PositionalParamSpec each : command.getCommandSpec().positionalParameters()) {
            if (each.required() && each.index().min() >= first.index().min()) {
                labels.add(each.paramLabel());
            }
        }
        return labels;
    }

    private static ConfigurationException wrong(ParameterException exception) {
        ArgSpec argument = exception.getArgSpec();
        String value = exception.getValue();
        CommandLine command = exception.getCommandLine();
        if (argument == null || value == null) {
            return new ConfigurationException("CFG_USAGE", Shown.bare(String.valueOf(exception.getMessage())),
                    help(command));
        }
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        if (isWhole(value)) {
            return new ConfigurationException("CFG_RANGE", name + ' ' + Shown.bare(value) + " is out of range",
                    described(argument, command));
        }
        return new ConfigurationException("CFG_VALUE", name + " cannot be " + Shown.text(value),
                described(argument, command));
    }

    private static boolean isWhole(String value) {
        int start = value.startsWith("-") || value.startsWith("+") ? 1 : 0;
        boolean digits = value.length() > start;
        for (int i = start; i < value.length(); i++) {
            digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        return digits;
    }

    /// What the help says of the argument, which has its range.
    private static String described(ArgSpec argument, CommandLine command) {
        Class<?>[] types = argument.typeInfo().getAuxiliaryTypes();
        Object[] constants = types.length == 0 ? null : types[types.length - 1].getEnumConstants();
        if (constants != null && constants.length > IN_HELP) {
            return "give one of "
                    + Arrays.stream(constants).map(Object::toString).collect(Collectors.joining(", "));
        }
        String text = String.join(" ", argument.description());
        return text.isEmpty() ? help(command) : argument.paramLabel() + ": " + text;
    }

    private static String help(CommandLine command) {
        return "see " + command.getCommandSpec().qualifiedName() + " --help";
    }
}
