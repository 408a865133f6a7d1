/// Tests of Google Cloud Storage.
@NullMarked
package dev.crossdock.gcs;

import org.jspecify.annotations.NullMarked;
