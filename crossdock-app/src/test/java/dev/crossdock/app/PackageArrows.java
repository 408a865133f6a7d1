package dev.crossdock.app;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which package may use which, as ARCHITECTURE.md draws it: everything that is not listed is forbidden.
final class PackageArrows {
    private static final Set<String> LIBRARY = Set.of("env", "object", "store", "wire", "transfer", "plan", "copy",
            "ledger", "run", "report");

    /// Package to the packages of ours that it may use besides itself.
    private static final Map<String, Set<String>> OURS = Map.ofEntries(
            Map.entry("env", Set.of()),
            Map.entry("object", Set.of()),
            Map.entry("store", Set.of("env", "object")),
            Map.entry("wire", Set.of("env")),
            Map.entry("transfer", Set.of("object", "store.Failure")),
            Map.entry("plan", Set.of("env", "object", "store", "transfer")),
            Map.entry("copy", Set.of("env", "object", "store", "transfer")),
            Map.entry("ledger", Set.of("env", "object", "store.Failure", "transfer")),
            Map.entry("run", Set.of("env", "object", "store", "wire", "transfer", "plan", "copy", "ledger")),
            Map.entry("report", Set.of("object", "store.Failure", "transfer", "ledger")),
            Map.entry("s3", Set.of("env", "object", "store", "wire")),
            Map.entry("gcs", Set.of("env", "object", "store", "wire")),
            Map.entry("testkit", LIBRARY),
            Map.entry("app", with(LIBRARY, "s3", "gcs")),
            Map.entry("demo", with(LIBRARY, "s3", "testkit", "app")));

    /// Libraries of others, by prefix of their packages.
    private static final Map<String, List<String>> THEIRS = Map.of(
            "wire", List.of("org.conscrypt."),
            "s3", List.of("software.amazon.awssdk."),
            "testkit",
            List.of("org.junit.jupiter.", "org.assertj.", "software.amazon.awssdk.", "com.sun.net.httpserver."),
            "app", List.of("picocli.", "org.snakeyaml.engine."),
            "demo", List.of("software.amazon.awssdk."));

    private static final List<String> EVERYWHERE = List.of("java.", "javax.", "org.jspecify.", "org.slf4j.");

    private final String root;

    /// @param root the package above all of ours, such as `dev.crossdock`
    PackageArrows(String root) {
        this.root = root + ".";
    }

    /// One line for each use that no arrow allows, and for each package that has no arrows.
    List<String> violations(JavaClasses classes) {
        List<String> violations = new ArrayList<>();
        for (String name : packages(classes)) {
            if (!OURS.containsKey(name)) {
                violations.add("package " + root + name + " is unknown: give it its arrows here");
                continue;
            }
            EvaluationResult result = ArchRuleDefinition.classes()
                    .that().resideInAPackage(root + name + "..")
                    .should().onlyDependOnClassesThat(allowedFor(name))
                    .evaluate(classes);
            violations.addAll(result.getFailureReport().getDetails());
        }
        return violations;
    }

    private Set<String> packages(JavaClasses classes) {
        Map<String, String> names = new TreeMap<>();
        for (JavaClass each : classes) {
            ours(each).ifPresent(name -> names.put(name, name));
        }
        return names.keySet();
    }

    private DescribedPredicate<JavaClass> allowedFor(String name) {
        return new DescribedPredicate<>("are allowed for " + name) {
            @Override
            public boolean test(JavaClass used) {
                return isAllowed(name, used.getBaseComponentType());
            }
        };
    }

    private boolean isAllowed(String user, JavaClass used) {
        Optional<String> ours = ours(used);
        if (ours.isEmpty()) {
            return used.isPrimitive() || startsWithOne(used.getName(), EVERYWHERE)
                    || startsWithOne(used.getName(), THEIRS.getOrDefault(user, List.of()));
        }
        Set<String> allowed = OURS.getOrDefault(user, Set.of());
        return ours.get().equals(user) || allowed.contains(ours.get()) || isFailure(allowed, ours.get(), used);
    }

    /// `store.Failure` opens the types of that package that tell of failures, and nothing else of it.
    private boolean isFailure(Set<String> allowed, String name, JavaClass used) {
        return allowed.contains(name + ".Failure") && startsWithOne(used.getName(),
                List.of(root + name + ".Failure", root + name + ".StoreException", root + name + ".ServiceAnswer",
                        root + name + ".Operation"));
    }

    private Optional<String> ours(JavaClass any) {
        if (!any.getPackageName().startsWith(root)) {
            return Optional.empty();
        }
        String below = any.getPackageName().substring(root.length());
        int dot = below.indexOf('.');
        return Optional.of(dot < 0 ? below : below.substring(0, dot));
    }

    private static boolean startsWithOne(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
