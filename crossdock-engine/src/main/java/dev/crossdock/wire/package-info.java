/// HTTP/1.1 with pooled connections, TLS, streaming both ways and limits on everything read.
@NullMarked
package dev.crossdock.wire;

import org.jspecify.annotations.NullMarked;
