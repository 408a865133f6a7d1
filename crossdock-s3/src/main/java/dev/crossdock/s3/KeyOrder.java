package dev.crossdock.s3;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import java.util.Comparator;
import java.util.List;

/// The two orders that services list in. Amazon S3 and most others compare UTF-8 bytes; some compare UTF-16 units,
/// where characters beyond 16 bits come before those from U+E000 on. A page in that order is sorted here, and bounds
/// are asked for so that nothing between the two orders is left out.
final class KeyOrder {

    private KeyOrder() {}

    /// Whether keys ascend strictly, as Amazon S3 has them.
    static boolean ascending(List<ObjectStat> page) {
        for (int i = 1; i < page.size(); i++) {
            if (Keys.compare(page.get(i - 1).key(), page.get(i).key()) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// Sorts a page whose keys ascend strictly as UTF-16, and leaves others as they are.
    static void repair(List<ObjectStat> page) {
        for (int i = 1; i < page.size(); i++) {
            if (page.get(i - 1).key().compareTo(page.get(i).key()) >= 0) {
                return;
            }
        }
        page.sort(Comparator.comparing(ObjectStat::key, Keys::compare));
    }

    /// A key that comes before all that follow `after`, in either order.
    static String startAfter(String after) {
        for (int i = 0; i < after.length(); i++) {
            if (after.charAt(i) >= Character.MIN_SURROGATE) {
                return after.substring(0, i);
            }
        }
        return after;
    }
}
