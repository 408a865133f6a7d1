/// What a shell can say.
@NullMarked
package dev.crossdock.app.cli;

import org.jspecify.annotations.NullMarked;
