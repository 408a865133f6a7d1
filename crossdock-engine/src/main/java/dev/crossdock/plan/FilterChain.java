package dev.crossdock.plan;

import dev.crossdock.object.ObjectStat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rules of one order about which objects it is about: an object must pass all of them. Unchanging, for concurrent
/// use.
public final class FilterChain implements Filter {

    /// Without any rule.
    public static final FilterChain NONE = new FilterChain(List.of(), "", List.of());

    private final List<Filter> filters;
    private final String commonPrefix;
    private final List<String> canonical;

    FilterChain(List<Filter> filters, String commonPrefix, List<String> canonical) {
        this.filters = List.copyOf(filters);
        this.commonPrefix = commonPrefix;
        this.canonical = List.copyOf(canonical);
    }

    /// Begins to put rules together.
    ///
    /// @param now what ages are counted back from, the same for every object of a run
    public static FilterRules rules(Instant now) {
        return new FilterRules(now);
    }

    @Override
    public Optional<String> excludes(String name, ObjectStat stat) {
        for (int i = 0; i < filters.size(); i++) {
            Optional<String> rule = filters.get(i).excludes(name, stat);
            if (rule.isPresent()) {
                return rule;
            }
        }
        return Optional.empty();
    }

    /// The longest text that the rules are known to demand at the start of every name that is not excluded, which may end
    /// in the middle of a directory's name; empty if there is none. Nothing else needs to be listed.
    public String commonPrefix() {
        return commonPrefix;
    }

    /// The rules as `--name=value`, in the order they are looked at: equal lists exclude the same objects at the same
    /// time. Ages are as they were written.
    public List<String> canonical() {
        return canonical;
    }
}
