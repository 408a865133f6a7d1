package dev.crossdock.wire;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.conscrypt.Conscrypt;

/// Who speaks TLS. Whom to trust is decided by the Java runtime in any case.
enum TlsContexts {

    /// BoringSSL through Conscrypt where it is on the class path and has native code for this machine, else the Java
    /// runtime. The runtime's ciphers are fast only once its second compiler has got to them; the command line does
    /// without that one.
    FASTEST {
        @Override
        SSLContext context(TrustManager[] trusted) throws GeneralSecurityException {
            Optional<Provider> provider = conscrypt();
            if (provider.isEmpty()) {
                return RUNTIME.context(trusted);
            }
            return initialized(SSLContext.getInstance("TLS", provider.get()), adapted(trusted));
        }
    },

    /// The Java runtime.
    RUNTIME {
        @Override
        SSLContext context(TrustManager[] trusted) throws GeneralSecurityException {
            return initialized(SSLContext.getInstance("TLS"), trusted);
        }
    };

    /// A context in which these judge certificates.
    abstract SSLContext context(TrustManager[] trusted) throws GeneralSecurityException;

    private static SSLContext initialized(SSLContext context, TrustManager[] trusted) throws GeneralSecurityException {
        context.init(null, trusted, null);
        return context;
    }

    private static TrustManager[] adapted(TrustManager[] trusted) {
        TrustManager[] adapted = trusted.clone();
        for (int i = 0; i < adapted.length; i++) {
            if (adapted[i] instanceof X509ExtendedTrustManager runtime) {
                adapted[i] = new RuntimeTrust(runtime);
            }
        }
        return adapted;
    }

    private static Optional<Provider> conscrypt() {
        try {
            return Optional.of(Conscrypt.newProviderBuilder().provideTrustManager(false).build());
        } catch (LinkageError e) {
            // It is not there, or not for this machine, or may not be loaded here: all the same to us.
            return Optional.empty();
        }
    }
}
