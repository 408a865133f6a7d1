/// Amazon S3 and its compatibles over the wire package.
@NullMarked
package dev.crossdock.s3;

import org.jspecify.annotations.NullMarked;
