/// Google Cloud Storage over the wire package.
@NullMarked
package dev.crossdock.gcs;

import org.jspecify.annotations.NullMarked;
