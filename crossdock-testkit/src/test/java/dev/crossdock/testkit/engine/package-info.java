/// Tests of the engine as a whole: plan, copy, run and report together, over stores in memory.
@NullMarked
package dev.crossdock.testkit.engine;

import org.jspecify.annotations.NullMarked;
