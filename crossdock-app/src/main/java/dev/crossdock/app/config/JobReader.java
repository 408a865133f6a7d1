package dev.crossdock.app.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads one job.
final class JobReader {

    static final List<String> KEYS = List.of("verb", "source", "target");

    private static final OptionType VERB = new OptionType.Choice(List.of("copy", "sync"));
    private static final OptionType LOCATION = new OptionType.Text(
            "s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, STORE:BUCKET/PREFIX or a path");

    private final Node.Fields job;
    private final Problems problems;
    private final FieldReader fields;

    JobReader(Node.Fields job, Problems problems) {
        this.job = job;
        this.problems = problems;
        this.fields = new FieldReader(job, problems);
    }

    /// The job; empty if it cannot be made of what is there, for which there is a problem then.
    ///
    /// @param stores names that `NAME:BUCKET` may have
    Optional<JobSettings> read(Collection<String> stores) {
        Optional<Verb> verb = fields.required("verb", VERB).map(word -> Verb.valueOf(word.toUpperCase(Locale.ROOT)));
        Optional<String> source = location("source", stores);
        Optional<String> target = location("target", stores);
        List<String> options = OptionTable.read(job, KEYS, problems);
        verb.ifPresent(this::refuseOptionsOfOthers);
        if (verb.isEmpty() || source.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new JobSettings(verb.get(), source.get(), target.get(), options));
    }

    private Optional<String> location(String name, Collection<String> stores) {
        Optional<String> location = fields.required(name, LOCATION);
        if (location.isPresent() && UserInfo.isIn(location.get())) {
            fields.addAtValue("CFG_SECRET", name, name + " has a user or password in it: write " + LOCATION.form());
            return Optional.empty();
        }
        Optional<NamedPlace> named = location.flatMap(NamedPlace::parse);
        if (named.isPresent() && !stores.contains(named.get().name())) {
            fields.addAtValue("CFG_UNKNOWN", name, "no store is named " + Shown.text(named.get().name()) + ": "
                    + Nearest.hint(named.get().name(), stores));
        }
        return location;
    }

    private void refuseOptionsOfOthers(Verb verb) {
        for (Node.Field field : job.fields()) {
            boolean elsewhere = OptionTable.option(field.name()).isPresent()
                    && !OptionTable.has(verb, "--" + field.name());
            if (elsewhere) {
                problems.add("CFG_USAGE", field.mark(), field.name() + " is no option of " + verb.word());
            }
        }
    }
}
