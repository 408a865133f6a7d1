/// The nouns of the job, without I/O: what there is to do, and what became of it.
@NullMarked
package dev.crossdock.transfer;

import org.jspecify.annotations.NullMarked;
