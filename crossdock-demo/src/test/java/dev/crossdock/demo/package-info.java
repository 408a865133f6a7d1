/// The built program, run as users run it: as a process, on real servers, killed, and in a bare environment.
@NullMarked
package dev.crossdock.demo;

import org.jspecify.annotations.NullMarked;
