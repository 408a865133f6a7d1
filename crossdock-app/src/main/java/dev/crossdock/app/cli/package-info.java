/// The command line: what the user types, in; what a run found, out.
@NullMarked
package dev.crossdock.app.cli;

import org.jspecify.annotations.NullMarked;
