/// A run between two real servers, with faults, that anyone can watch.
@NullMarked
package dev.crossdock.demo;

import org.jspecify.annotations.NullMarked;
