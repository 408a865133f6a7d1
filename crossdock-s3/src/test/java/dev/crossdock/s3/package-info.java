/// Tests of Amazon S3 and its compatibles.
@NullMarked
package dev.crossdock.s3;

import org.jspecify.annotations.NullMarked;
