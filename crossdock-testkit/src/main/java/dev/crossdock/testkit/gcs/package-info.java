/// Google Cloud Storage as its JSON API is documented, inside the test's own JVM, with faults on request: no server by
/// others has tokens, permissions, paging, sessions, holds and composition together.
@NullMarked
package dev.crossdock.testkit.gcs;

import org.jspecify.annotations.NullMarked;
