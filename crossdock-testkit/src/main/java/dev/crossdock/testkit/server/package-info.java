/// Object stores by others, each in a process of its own, and a client by others to judge what ours did.
@NullMarked
package dev.crossdock.testkit.server;

import org.jspecify.annotations.NullMarked;
