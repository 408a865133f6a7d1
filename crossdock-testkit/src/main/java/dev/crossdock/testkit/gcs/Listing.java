package dev.crossdock.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `objects.list`: pages in the order of the names' bytes.
final class Listing {
    private static final int PAGE_MAX = 1000;

    private final Cloud cloud;
    private final Access access;
    private int pageMax = PAGE_MAX;

    Listing(Cloud cloud, Access access) {
        this.cloud = cloud;
        this.access = access;
    }

    /// Pages get no longer than this, whatever is asked for.
    void pageMax(int entries) {
        pageMax = Math.clamp(entries, 1, PAGE_MAX);
    }

    Reply list(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, Access.LIST);
        for (String name : List.of("matchGlob", "softDeleted", "filter")) {
            if (call.parameter(name).isPresent()) {
                throw GcsError.unimplemented(name);
            }
        }
        ListedPage page = new ListedPage(call, size(call),
                call.parameter("pageToken").map(Listing::position).orElse(""));
        page.fill(shelf);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", "storage#objects");
        if (!page.end().isEmpty()) {
            answer.put("nextPageToken", token(page.end()));
        }
        if (!page.prefixes().isEmpty()) {
            answer.put("prefixes", List.copyOf(page.prefixes()));
        }
        if (!page.items().isEmpty()) {
            answer.put("items", page.items().stream().map(each -> each.resource(call.root())).toList());
        }
        return Reply.json(FieldMask.apply(call, answer));
    }

    private int size(Call call) {
        long asked = call.number("maxResults").orElse((long) PAGE_MAX);
        if (asked < 0) {
            throw GcsError.invalidParameter("maxResults", "" + asked);
        }
        return asked == 0 ? pageMax : (int) Math.min(asked, pageMax);
    }

    private static String token(String position) {
        return Base64.getEncoder().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static String position(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw GcsError.invalidParameter("pageToken", token);
        }
    }
}
