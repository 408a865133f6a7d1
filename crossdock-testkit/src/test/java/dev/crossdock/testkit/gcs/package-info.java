@NullMarked
package dev.crossdock.testkit.gcs;

import org.jspecify.annotations.NullMarked;
