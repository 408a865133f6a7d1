/// Tests of identities at Google, against a stand-in for the services that give out tokens.
@NullMarked
package dev.crossdock.gcs.auth;

import org.jspecify.annotations.NullMarked;
