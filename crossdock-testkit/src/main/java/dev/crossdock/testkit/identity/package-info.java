/// A stand-in for the services that give out tokens and secrets, and a second opinion on what is signed for them.
@NullMarked
package dev.crossdock.testkit.identity;

import org.jspecify.annotations.NullMarked;
