package dev.crossdock.app.config;

import dev.crossdock.store.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads YAML into nodes, from the parser's events: nothing is constructed, so no tag can name a class, and aliases,
/// which can make a few lines expand to gigabytes, are refused where they stand. The only class that knows the library.
final class YamlReader {

    private static final String CODE = "CFG_PARSE";

    /// The file has four levels.
    private static final int DEPTH_MAX = 16;

    private final Problems problems;
    private final Iterator<Event> events;

    private YamlReader(Problems problems, Iterator<Event> events) {
        this.problems = problems;
        this.events = events;
    }

    /// Reads the one document of a file; an empty file is one without fields.
    ///
    /// @throws ConfigurationException CFG_PARSE, with the place
    static Node.Fields read(String text, Problems problems) {
        requirePrintable(text, problems);
        Iterator<Event> events = new Parse(LoadSettings.builder().setLabel("file").build()).parseString(text)
                .iterator();
        try {
            return new YamlReader(problems, events).document();
        } catch (MarkedYamlEngineException e) {
            // Its message would quote the line, which may hold what nobody should see.
            Mark mark = e.getProblemMark().or(e::getContextMark).map(YamlReader::mark).orElse(Mark.START);
            throw problems.stop(CODE, mark, "this is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw problems.stop(CODE, Mark.START, "this is no YAML");
        }
    }

    private static void requirePrintable(String text, Problems problems) {
        Mark mark = Mark.START;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int each = text.codePointAt(at);
            if (!StreamReader.isPrintable(each)) {
                throw problems.stop(CODE, mark, "a control character (" + each + ")");
            }
            mark = each == '\n' ? new Mark(mark.line() + 1, 1) : new Mark(mark.line(), mark.column() + 1);
        }
    }

    private Node.Fields document() {
        next(); // the start of the stream
        Event event = next();
        if (event.getEventId() == Event.ID.StreamEnd) {
            return new Node.Fields(Mark.START, List.of());
        }
        Node root = node(next(), 0);
        next(); // the end of the document
        Event after = next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw problems.stop(CODE, mark(after), "a second document starts here: write one");
        }
        return switch (root) {
            case Node.Fields fields -> fields;
            case Node.Scalar scalar when scalar.isNothing() -> new Node.Fields(Mark.START, List.of());
            case Node other -> throw problems.stop(CODE, other.mark(),
                    "this is " + other.kind() + ": write stores:, defaults: and jobs:");
        };
    }

    private Node node(Event event, int depth) {
        Mark mark = mark(event);
        if (event instanceof AliasEvent) {
            throw problems.stop(CODE, mark, "aliases (*name) are not read: write it out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw problems.stop(CODE, mark, "anchors (&name) are not read: write it out where it is needed");
        }
        if (depth > DEPTH_MAX) {
            throw problems.stop(CODE, mark, "this is nested more than " + DEPTH_MAX + " levels deep");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), mark);
            return new Node.Scalar(mark, scalar.getValue(),
                    scalar.getScalarStyle() == ScalarStyle.PLAIN ? Node.Style.PLAIN : Node.Style.QUOTED);
        }
        refuseTag(((CollectionStartEvent) event).getTag(), mark);
        return event.getEventId() == Event.ID.SequenceStart ? items(mark, depth) : fields(mark, depth);
    }

    private void refuseTag(Optional<String> tag, Mark mark) {
        if (tag.isPresent()) {
            throw problems.stop(CODE, mark, "tags (!name) are not read: leave it out");
        }
    }

    private Node.Items items(Mark mark, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Items(mark, List.copyOf(items));
    }

    private Node.Fields fields(Mark mark, int depth) {
        List<Node.Field> fields = new ArrayList<>();
        Map<String, Mark> seen = new HashMap<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            if (!(node(event, depth + 1) instanceof Node.Scalar name)) {
                throw problems.stop(CODE, mark(event), "a name must be a single word");
            }
            Node value = node(next(), depth + 1);
            Mark first = seen.putIfAbsent(name.text(), name.mark());
            if (first == null) {
                fields.add(new Node.Field(name.mark(), name.text(), value));
            } else {
                problems.add(CODE, name.mark(), Shown.text(name.text()) + " is there already, at " + first);
            }
        }
        return new Node.Fields(mark, List.copyOf(fields));
    }

    private Event next() {
        return events.next();
    }

    private static Mark mark(Event event) {
        return event.getStartMark().map(YamlReader::mark).orElse(Mark.START);
    }

    private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
