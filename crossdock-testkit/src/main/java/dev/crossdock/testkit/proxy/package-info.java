/// A proxy between a client and a real server that understands HTTP/1.1 well enough to fail at a chosen byte.
@NullMarked
package dev.crossdock.testkit.proxy;

import org.jspecify.annotations.NullMarked;
