@NullMarked
package dev.crossdock.testkit.proxy;

import org.jspecify.annotations.NullMarked;
