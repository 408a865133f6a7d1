/// Who this process is at Google: application default credentials, impersonation, federation, tokens and secrets.
@NullMarked
package dev.crossdock.gcs.auth;

import org.jspecify.annotations.NullMarked;
