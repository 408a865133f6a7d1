package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aFixedTokenIsGivenOutAndNeverPrinted() throws Exception {
        AccessToken token = AccessTokens.fixed("ya29.planted-secret").current(NOW).orElseThrow();

        assertThat(token.authorization()).isEqualTo("Bearer ya29.planted-secret");
        assertThat(token).hasToString("access token ***");
    }

    @Test
    void anonymousRequestsCarryNone() throws Exception {
        assertThat(AccessTokens.anonymous().current(NOW)).isEmpty();
    }

    @Test
    void aTokenThatNoHeaderCanHoldIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> AccessTokens.fixed("planted\nsecret")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("planted");
    }
}
