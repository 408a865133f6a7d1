package dev.crossdock.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// All of a signature that stays the same for one day, region and secret: the derived key, and the texts around it.
final class SigningDay {

    private final long epochDay;
    private final String region;
    private final Credentials credentials;
    private final HmacKey key;
    private final String date;
    private final String scope;

    SigningDay(Instant now, String region, String service, Credentials credentials) {
        this.epochDay = Math.floorDiv(now.getEpochSecond(), 86_400L);
        this.region = region;
        this.credentials = credentials;
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        this.date = Integer.toString(day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth());
        this.scope = date + '/' + region + '/' + service + "/aws4_request";
        this.key = derive(region, service);
    }

    boolean fits(Instant now, String otherRegion, Credentials other) {
        return credentials.equals(other) && region.equals(otherRegion)
                && epochDay == Math.floorDiv(now.getEpochSecond(), 86_400L);
    }

    HmacKey key() {
        return key;
    }

    /// Such as `20130524/us-east-1/s3/aws4_request`.
    String scope() {
        return scope;
    }

    Credentials credentials() {
        return credentials;
    }

    /// Such as `20130524T000000Z`.
    String timestamp(Instant now) {
        int second = (int) Math.floorMod(now.getEpochSecond(), 86_400L);
        StringBuilder out = new StringBuilder(16).append(date).append('T');
        two(out, second / 3600);
        two(out, second / 60 % 60);
        two(out, second % 60);
        return out.append('Z').toString();
    }

    private HmacKey derive(String forRegion, String service) {
        byte[] day = step(utf8("AWS4" + credentials.secret().reveal()), date);
        return new HmacKey(step(step(step(day, forRegion), service), "aws4_request"));
    }

    private static byte[] step(byte[] key, String text) {
        byte[] message = utf8(text);
        return new HmacKey(key).sign(message, message.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void two(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
