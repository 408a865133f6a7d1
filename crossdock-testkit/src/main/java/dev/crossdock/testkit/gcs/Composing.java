package dev.crossdock.testkit.gcs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `objects.compose`: one object of the bytes of up to 32 others in its bucket.
final class Composing {
    private static final int SOURCES_MAX = 32;

    private final Cloud cloud;
    private final Access access;
    private final Writing writing;

    Composing(Cloud cloud, Access access, Writing writing) {
        this.cloud = cloud;
        this.access = access;
        this.writing = writing;
    }

    Reply compose(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        Map<String, Object> request = call.jsonBody();
        List<Object> sources = Json.asList(request.getOrDefault("sourceObjects", List.of()));
        if (sources.isEmpty()) {
            throw GcsError.required("You must provide at least one source component.");
        }
        if (sources.size() > SOURCES_MAX) {
            throw GcsError.invalid("The number of source components provided (" + sources.size()
                    + ") exceeds the maximum (" + SOURCES_MAX + ")");
        }
        access.require(call, shelf, Access.GET);
        Media media = Media.EMPTY;
        int components = 0;
        for (Object each : sources) {
            StoredObject source = source(shelf, Json.asObject(each));
            media = media.plus(source.media());
            components += Math.max(1, source.components());
        }
        writing.admit(call, shelf, call.route().object(), Conditions.of(call));
        Map<String, Object> target = Json.asObject(request.getOrDefault("destination", Map.of()));
        Expected.of(target).check(media);
        StoredObject composed = writing.storeMade(call, shelf, call.route().object(), media, "",
                ObjectFields.of(target), components);
        deleteSources(call, shelf, request, sources);
        return Reply.json(FieldMask.apply(call, composed.resource(call.root())));
    }

    private static StoredObject source(Shelf shelf, Map<String, Object> source) {
        String name = source.getOrDefault("name", "").toString();
        Optional<Long> generation = number(source, "generation");
        StoredObject found = shelf.find(name, generation).orElseThrow(() -> new GcsError(404, "notFound",
                "Object " + shelf.name() + "/" + name + " (generation: " + generation.orElse(0L) + ") not found."));
        Map<String, Object> conditions = Json.asObject(source.getOrDefault("objectPreconditions", Map.of()));
        new Conditions(number(conditions, "ifGenerationMatch"), Optional.empty(), Optional.empty(), Optional.empty())
                .check(Optional.of(found));
        return found;
    }

    private void deleteSources(Call call, Shelf shelf, Map<String, Object> request, List<Object> sources) {
        if (!Boolean.TRUE.equals(request.get("deleteSourceObjects"))) {
            return;
        }
        access.require(call, shelf, Access.DELETE);
        for (Object each : sources) {
            String name = Json.asObject(each).getOrDefault("name", "").toString();
            shelf.live(name).filter(live -> !name.equals(call.route().object()))
                    .ifPresent(live -> shelf.retire(live, cloud.now()));
        }
    }

    private static Optional<Long> number(Map<String, Object> object, String name) {
        return Optional.ofNullable(object.get(name)).map(value -> Long.valueOf(value.toString()));
    }
}
