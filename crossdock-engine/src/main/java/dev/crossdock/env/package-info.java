/// Every wait and every effect: clock, entropy, tasks, network and disk. Nothing else in the product blocks or touches the machine.
@NullMarked
package dev.crossdock.env;

import org.jspecify.annotations.NullMarked;
