package dev.crossdock.testkit.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/// Copies the body of a reply to the client and spoils it on the way as its fault says.
final class ReplyBody {
    private static final int SLICES_PER_SECOND = 20;

    private final BodySource source;
    private final BodySink sink;
    private final Claim claim;

    ReplyBody(BodySource source, BodySink sink, Claim claim) {
        this.source = source;
        this.sink = sink;
        this.claim = claim;
    }

    Ending copy() throws IOException {
        return switch (claim.fault()) {
            case Fault.ResetResponse(long after) -> copyUntil(after, Ending.RESET);
            case Fault.TruncateResponse(long after) -> copyUntil(after, Ending.CLOSED);
            case Fault.StallResponse(long after) -> copyUntil(after, Ending.STALLED);
            case Fault.SlowResponse(int bytesPerSecond) -> copySlowly(bytesPerSecond);
            case Fault.FlipBit(long offset) -> copyFlipping(offset);
            case Fault.Pass _,Fault.ReplaceHeader _,Fault.RemoveHeader _,Fault.RemoveRequestHeader _,Fault.ResetRequest _,Fault.DropReply _,Fault.Answer _,Fault.AnswerInstead _,Fault.Delay _ ->
                copyUntil(Long.MAX_VALUE, Ending.COMPLETE);
        };
    }

    private Ending copyUntil(long end, Ending ending) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long position = 0;
        for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
            if (position + count > end) {
                sink.write(buffer, 0, (int) (end - position));
                claim.fire();
                return ending;
            }
            sink.write(buffer, 0, count);
            position += count;
        }
        sink.end(source.trailer());
        return Ending.COMPLETE;
    }

    private Ending copyFlipping(long offset) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long position = 0;
        for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
            if (offset >= position && offset < position + count) {
                claim.fire();
                buffer[(int) (offset - position)] ^= 1;
            }
            sink.write(buffer, 0, count);
            position += count;
        }
        sink.end(source.trailer());
        return Ending.COMPLETE;
    }

    private Ending copySlowly(int bytesPerSecond) throws IOException {
        int slice = Math.max(1, bytesPerSecond / SLICES_PER_SECOND);
        Duration pause = Duration.ofSeconds(1).multipliedBy(slice).dividedBy(bytesPerSecond);
        byte[] buffer = new byte[slice];
        for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
            claim.fire();
            Pause.of(pause);
            sink.write(Arrays.copyOf(buffer, count), 0, count);
        }
        sink.end(source.trailer());
        return Ending.COMPLETE;
    }
}
