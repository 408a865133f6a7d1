package dev.crossdock.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A manual page in roff, made of what a command's help says.
final class ManPage {

    private static final String EXAMPLES = "Examples:";
    private static final String EXIT_CODES = "Exit codes:";

    private final CommandLine command;
    private final CommandSpec spec;
    private final StringBuilder text = new StringBuilder(4_096);

    private ManPage(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
    }

    /// The name of a command's page, such as `crossdock-copy`.
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /// The whole page. It has no date and no version, so that it changes with the help and with nothing else.
    static String of(CommandLine command) {
        ManPage page = new ManPage(command);
        page.head();
        page.arguments();
        page.commands();
        page.footer();
        return page.text.toString();
    }

    private void head() {
        String[] description = spec.usageMessage().description();
        String name = name(command);
        text.append(".\\\" Made from the help of the command; change that instead.\n.TH \"")
                .append(name.toUpperCase(Locale.ROOT)).append("\" \"1\" \"\" \"Crossdock\" \"Crossdock\"\n");
        section("NAME").append(escaped(name)).append(" \\- ").append(escaped(firstSentence(description[0])))
                .append('\n');
        section("SYNOPSIS").append(".nf\n").append(escaped(synopsis())).append("\n.fi\n");
        section("DESCRIPTION");
        for (String each : description) {
            text.append(".PP\n").append(line(each)).append('\n');
        }
    }

    private String synopsis() {
        return new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0).stripTrailing();
    }

    private static String firstSentence(String description) {
        int end = description.indexOf(". ");
        String first = end < 0 ? description : description.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    private void arguments() {
        if (!spec.positionalParameters().isEmpty()) {
            section("ARGUMENTS");
            for (PositionalParamSpec each : spec.positionalParameters()) {
                item(each.paramLabel(), each);
            }
        }
        section("OPTIONS");
        for (OptionSpec each : spec.options()) {
            if (!each.hidden()) {
                String value = each.arity().max() > 0 ? '=' + each.paramLabel() : "";
                item(String.join(", ", each.names()) + value, each);
            }
        }
    }

    private void item(String term, ArgSpec argument) {
        text.append(".TP\n\\fB").append(escaped(term)).append("\\fR\n")
                .append(line(String.join(" ", argument.description()))).append('\n');
    }

    private void commands() {
        if (command.getSubcommands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (CommandLine each : command.getSubcommands().values()) {
            text.append(".TP\n\\fB").append(escaped(name(each))).append("\\fR(1)\n")
                    .append(line(each.getCommandSpec().usageMessage().description()[0])).append('\n');
        }
    }

    /// Examples stand as they are; the rest is paragraphs.
    private void footer() {
        List<String> plain = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        List<String> into = plain;
        for (String each : spec.usageMessage().footer()) {
            if (each.equals(EXAMPLES)) {
                into = examples;
            } else if (each.startsWith(EXIT_CODES)) {
                into = codes;
                into.add(each.substring(EXIT_CODES.length()).strip());
            } else if (!each.isBlank()) {
                into.add(each.strip());
            }
        }
        plain.forEach(each -> text.append(".PP\n").append(line(each)).append('\n'));
        if (!examples.isEmpty()) {
            section("EXAMPLES").append(".nf\n");
            examples.forEach(each -> text.append(line(each)).append('\n'));
            text.append(".fi\n");
        }
        if (!codes.isEmpty()) {
            section("EXIT STATUS").append(line(String.join(" ", codes))).append('\n');
        }
        if (command.getParent() != null) {
            section("SEE ALSO").append(escaped(name(command.getParent()))).append("(1)\n");
        }
    }

    private StringBuilder section(String name) {
        return text.append(".SH ").append(name).append('\n');
    }

    /// A line of text; one that began with a dot or a quote would be a command to roff.
    private static String line(String line) {
        String escaped = escaped(line);
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static String escaped(String line) {
        // In manual pages a plain hyphen may be shown as another character, which nobody can paste into a shell.
        return line.replace("%%", "%").replace("%n", "\n").replace("\\", "\\e").replace("-", "\\-");
    }
}
