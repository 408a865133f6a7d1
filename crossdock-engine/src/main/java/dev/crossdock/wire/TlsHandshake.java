package dev.crossdock.wire;

import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/// What a client asks of a TLS handshake, and what it means when that fails.
final class TlsHandshake {

    private TlsHandshake() {}

    static SSLEngine engine(SSLContext context, Origin to) {
        // Host and port are also what a session is found by, for resumption.
        SSLEngine engine = context.createSSLEngine(to.host(), to.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!isAddress(to.host())) {
            parameters.setServerNames(List.of(new SNIHostName(to.host())));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// Only names may be indicated. What has a colon, or digits and dots only, is none.
    private static boolean isAddress(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            char character = host.charAt(i);
            if (character != '.' && (character < '0' || character > '9')) {
                return false;
            }
        }
        return true;
    }

    static IOException failed(SSLException failure, Origin to) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new WireException(Kind.TLS_UNTRUSTED,
                        "the certificate of " + to.host() + " is not trusted: " + reason(cause), failure);
            }
        }
        return failure;
    }

    /// The innermost message says what is wrong; those around it that validation failed.
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
