package dev.crossdock.testkit.gcs;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Takes requests one at a time, keeps a record of each, and lets go wrong what was asked to.
final class FaultyService implements Service {
    private final ReentrantLock lock;
    private final Dispatch dispatch;
    private final List<GcsRule> rules = new CopyOnWriteArrayList<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong arrivals = new AtomicLong();

    FaultyService(ReentrantLock lock, Dispatch dispatch) {
        this.lock = lock;
        this.dispatch = dispatch;
    }

    void add(GcsRule rule) {
        rules.add(rule);
    }

    void clearRules() {
        rules.clear();
    }

    List<GcsRequest> requests() {
        lock.lock();
        try {
            return calls.stream().map(Call::recorded).toList();
        } finally {
            lock.unlock();
        }
    }

    void forgetRequests() {
        calls.clear();
    }

    @Override
    public long arrived(Call call) {
        calls.add(call);
        arrivals.incrementAndGet();
        rules.stream().filter(rule -> rule.take(call.recorded())).findFirst().ifPresent(call::claim);
        return call.fault(GcsFault.ResetRequest.class).map(GcsFault.ResetRequest::afterBytes).orElse(Long.MAX_VALUE);
    }

    @Override
    public Answer answer(Call call) {
        lock.lock();
        try {
            return call.rule().map(rule -> faulty(call, rule)).orElseGet(() -> whole(call));
        } finally {
            call.release();
            lock.unlock();
        }
    }

    private Answer whole(Call call) {
        return Answer.of(recorded(call, normal(call)));
    }

    private Answer faulty(Call call, GcsRule rule) {
        return switch (rule.fault()) {
            case GcsFault.Refuse refuse -> fired(rule, Answer.of(recorded(call, refused(call, refuse))));
            case GcsFault.RefuseAfterwards refuse -> {
                normal(call);
                yield fired(rule, Answer.of(recorded(call, Dispatch.refusal(call,
                        new GcsError(refuse.status(), refuse.reason(), refuse.message())))));
            }
            case GcsFault.LoseReply ignored -> {
                normal(call);
                yield fired(rule, Answer.none(false));
            }
            case GcsFault.ResetReply reset -> cut(call, rule, reset.afterBytes(), true);
            case GcsFault.TruncateReply truncate -> cut(call, rule, truncate.afterBytes(), false);
            case GcsFault.FlipReply flip -> flipped(call, rule, flip.offset());
            case GcsFault.ResetRequest ignored -> resetRequest(call, rule);
            case GcsFault.LoseSession lost -> {
                dispatch.sessions().forget(call);
                yield fired(rule, Answer.of(recorded(call, Dispatch.refusal(call, new GcsError(lost.status(),
                        lost.status() == 410 ? "gone" : "notFound", lost.status() == 410 ? "Gone" : "Not Found")))));
            }
            // These two take effect where bytes are kept, and are counted there.
            case GcsFault.PersistLess ignored -> whole(call);
            case GcsFault.StoreFlipped ignored -> whole(call);
        };
    }

    private Answer resetRequest(Call call, GcsRule rule) {
        if (call.isWhole()) {
            rule.giveBack();
            return whole(call);
        }
        // Only a session keeps what has come; anything else never began.
        if (call.operation().isSession()) {
            normal(call);
        }
        return fired(rule, Answer.none(true));
    }

    private Answer cut(Call call, GcsRule rule, long afterBytes, boolean reset) {
        Reply reply = recorded(call, normal(call));
        if (reply.body().sizeBytes() <= afterBytes) {
            rule.giveBack();
            return Answer.of(reply);
        }
        return fired(rule, new Answer(reply, afterBytes, reset));
    }

    private Answer flipped(Call call, GcsRule rule, long offset) {
        Reply reply = recorded(call, normal(call));
        if (reply.body().sizeBytes() <= offset) {
            rule.giveBack();
            return Answer.of(reply);
        }
        return fired(rule, Answer.of(reply.withBody(reply.body().flipped(offset))));
    }

    private Reply normal(Call call) {
        if (!call.isWhole() && !call.operation().isSession()) {
            return Reply.empty(400);
        }
        return dispatch.answer(call, this::inBatch).with("X-GUploader-UploadID", "fake-" + arrivals.get())
                .with("Server", "UploadServer");
    }

    /// A request within a batch is a request like others, but that only an answer can go wrong.
    private Reply inBatch(Call call) {
        arrived(call);
        if (call.rule().isPresent() && call.rule().get().fault() instanceof GcsFault.Refuse refuse) {
            call.rule().get().countFired();
            return recorded(call, refused(call, refuse));
        }
        return recorded(call, dispatch.answer(call, this::inBatch));
    }

    private static Reply refused(Call call, GcsFault.Refuse refuse) {
        Reply reply = Dispatch.refusal(call, new GcsError(refuse.status(), refuse.reason(), refuse.message()));
        for (var header : refuse.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    private static Reply recorded(Call call, Reply reply) {
        call.answered(reply.status());
        return reply;
    }

    private static Answer fired(GcsRule rule, Answer answer) {
        rule.countFired();
        return answer;
    }
}
