@NullMarked
package dev.crossdock.env;

import org.jspecify.annotations.NullMarked;
