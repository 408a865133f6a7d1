@NullMarked
package dev.crossdock.testkit.server;

import org.jspecify.annotations.NullMarked;
