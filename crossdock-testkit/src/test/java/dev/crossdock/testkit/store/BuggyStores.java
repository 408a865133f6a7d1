package dev.crossdock.testkit.store;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Stores with bugs that others had, or could have.
final class BuggyStores {

    private BuggyStores() {}

    static ObjectStore with(ObjectStore inner, Fault fault) {
        FaultyStore store = new FaultyStore(inner);
        store.plant(fault);
        return store;
    }

    static ObjectStore ignoringPreconditions(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                return inner.write(key, with(options, new Precondition.None()), body);
            }
        };
    }

    /// Looks first and writes then: what happens in between is lost.
    static ObjectStore lookingBeforeWriting(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                boolean absent = options.precondition() instanceof Precondition.Absent;
                if (absent && inner.stat(key).isPresent()) {
                    throw failure(FailureCode.CONFLICT, key);
                }
                return inner.write(key, absent ? with(options, new Precondition.None()) : options, body);
            }
        };
    }

    static ObjectStore deletingAnyVersion(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
                return inner.delete(
                        deletions.stream().map(each -> new Deletion(each.key(), new Precondition.None())).toList());
            }
        };
    }

    /// Answers once for a whole batch.
    static ObjectStore forgettingBatchResults(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
                inner.delete(deletions);
                return deletions.stream().map(_ -> Optional.<Failure>empty()).toList();
            }
        };
    }

    static ObjectStore ignoringRanges(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public ObjectReader read(String key, ReadOptions options) throws StoreException {
                return inner.read(key, new ReadOptions(Optional.empty(), options.version()));
            }
        };
    }

    static ObjectStore ignoringVersions(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public ObjectReader read(String key, ReadOptions options) throws StoreException {
                return inner.read(key, new ReadOptions(options.range(), Optional.empty()));
            }
        };
    }

    /// Takes whatever comes as the body.
    static ObjectStore trustingSizes(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                return inner.write(key, options, SampleBytes.body(Algorithm.CRC32C, drain(body)));
            }
        };
    }

    /// Compares the first four bytes of checksums only.
    static ObjectStore comparingFourBytes(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                Optional<Checksum> announced = body.checksum();
                if (announced.isEmpty() || body.whole().isEmpty()) {
                    return inner.write(key, options, body);
                }
                byte[] bytes = drain(body);
                Checksum computed = SampleBytes.checksum(announced.get().algorithm(), bytes);
                if (!Arrays.equals(announced.get().value(), 0, 4, computed.value(), 0, 4)) {
                    throw failure(FailureCode.CHECKSUM_MISMATCH, key);
                }
                return inner.write(key, options, Body.of(ByteBuffer.wrap(bytes), computed));
            }
        };
    }

    /// Shows the first half of an object before the whole.
    static ObjectStore writingInPlace(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                ByteArrayOutputStream half = new ByteArrayOutputStream();
                boolean ended = false;
                while (!ended && half.size() < body.sizeBytes() / 2) {
                    byte[] next = bytes(body.next());
                    half.writeBytes(next);
                    ended = next.length == 0;
                }
                inner.write(key, with(options, new Precondition.None()),
                        SampleBytes.body(Algorithm.CRC32C, half.toByteArray()));
                half.writeBytes(drain(body));
                return inner.write(key, with(options, new Precondition.None()),
                        SampleBytes.body(Algorithm.CRC32C, half.toByteArray()));
            }
        };
    }

    static ObjectStore decodingKeys(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                return inner.write(key.replace("%2F", "/").replace('+', ' '), options, body);
            }
        };
    }

    static ObjectStore normalizingKeys(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                return inner.write(Normalizer.normalize(key, Normalizer.Form.NFC), options, body);
            }
        };
    }

    static ObjectStore foldingKeys(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                return inner.write(key.toLowerCase(Locale.ROOT), options, body);
            }
        };
    }

    static ObjectStore trimmingKeys(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                return inner.write(key.strip(), options, body);
            }
        };
    }

    static ObjectStore droppingAttributes(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                return inner.write(key, new WriteOptions(options.precondition(), options.algorithm(), Attributes.NONE,
                        options.modified()), body);
            }
        };
    }

    /// Takes nothing to write for nothing to do.
    static ObjectStore forgettingEmptyObjects(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written write(String key, WriteOptions options, Body body) throws StoreException {
                return body.sizeBytes() == 0 ? new Written("1", "", List.of()) : inner.write(key, options, body);
            }
        };
    }

    /// Deletes what fits one request, and answers for all.
    static ObjectStore deletingAThousandAtMost(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
                inner.delete(deletions.subList(0, Math.min(deletions.size(), 1_000)));
                return deletions.stream().map(_ -> Optional.<Failure>empty()).toList();
            }
        };
    }

    /// Takes every prefix for a directory.
    static ObjectStore listingDirectories(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Listing list(ListOptions options) {
                String prefix = options.prefix();
                String directory = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + '/';
                return inner.list(new ListOptions(directory, options.after(), options.before()));
            }
        };
    }

    static ObjectStore listingFromInclusive(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Listing list(ListOptions options) {
                Optional<String> lower = options.after()
                        .map(each -> each.isEmpty() ? each : each.substring(0, each.length() - 1));
                return inner.list(new ListOptions(options.prefix(), lower, options.before()));
            }
        };
    }

    static ObjectStore ignoringTheUpperBound(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Listing list(ListOptions options) {
                return inner.list(new ListOptions(options.prefix(), options.after(), Optional.empty()));
            }
        };
    }

    static ObjectStore hidingUploads(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public List<PendingUpload> uploads(String prefix) {
                return List.of();
            }
        };
    }

    /// Cleans up after a failed attempt by deleting what is at the key.
    static ObjectStore abortingTheObject(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
                return new WrappedUpload(inner.upload(key, options, sizeBytes)) {
                    @Override
                    public void abort() throws StoreException {
                        super.abort();
                        inner.delete(List.of(new Deletion(key, new Precondition.None())));
                    }
                };
            }
        };
    }

    static ObjectStore ignoringTheWhole(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
                return new WrappedUpload(inner.upload(key, options, sizeBytes)) {
                    @Override
                    public Written complete(List<UploadedPart> parts, Precondition precondition,
                            Optional<Checksum> whole)
                            throws StoreException {
                        return super.complete(parts, precondition, Optional.empty());
                    }
                };
            }
        };
    }

    static ObjectStore completingUnconditionally(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
                return new WrappedUpload(inner.upload(key, options, sizeBytes)) {
                    @Override
                    public Written complete(List<UploadedPart> parts, Precondition precondition,
                            Optional<Checksum> whole)
                            throws StoreException {
                        return super.complete(parts, new Precondition.None(), whole);
                    }
                };
            }
        };
    }

    /// Moves instead of copying.
    static ObjectStore losingTheSource(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
                    throws StoreException {
                Written written = super.copy(source, sourceKey, version, key, options);
                inner.delete(List.of(new Deletion(sourceKey, new Precondition.None())));
                return written;
            }
        };
    }

    /// Knows no difference between nothing there and an error.
    static ObjectStore findingNothingWrong(ObjectStore inner) {
        return new WrappedStore(inner) {
            @Override
            public Optional<ObjectStat> stat(String key) {
                try {
                    return inner.stat(key);
                } catch (StoreException e) {
                    return Optional.empty();
                }
            }
        };
    }

    private static WriteOptions with(WriteOptions options, Precondition precondition) {
        return new WriteOptions(precondition, options.algorithm(), options.attributes(), options.modified());
    }

    private static StoreException failure(FailureCode code, String key) {
        return new StoreException(Failure.of(code, Operation.WRITE, key, "planted"));
    }

    private static byte[] drain(Body body) throws StoreException {
        Optional<ByteBuffer> whole = body.whole();
        if (whole.isPresent()) {
            return bytes(whole.get());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuffer next = body.next(); next.hasRemaining(); next = body.next()) {
            out.writeBytes(bytes(next));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
