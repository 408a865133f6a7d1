package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.wire.WireException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are believed. Read when the first connection over TLS is made, and then kept with the TLS
/// sessions, so that clients which share one value resume each other's sessions.
public final class TlsTrust {

    private static final int BUNDLE_BYTES_MAX = 16 << 20;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final boolean system;
    private final Optional<Path> bundle;
    private final TlsContexts contexts;
    private final AtomicReference<@Nullable SSLContext> context = new AtomicReference<>();

    private TlsTrust(boolean system, Optional<Path> bundle, TlsContexts contexts) {
        this.system = system;
        this.bundle = bundle;
        this.contexts = contexts;
    }

    /// The authorities that the Java runtime trusts.
    public static TlsTrust system() {
        return new TlsTrust(true, Optional.empty(), TlsContexts.FASTEST);
    }

    /// Only the authorities of a bundle, as the variable AWS_CA_BUNDLE means it.
    ///
    /// @param bundle file of certificates in PEM; text around them is ignored
    public static TlsTrust only(Path bundle) {
        return new TlsTrust(false, Optional.of(bundle), TlsContexts.FASTEST);
    }

    /// The authorities that the Java runtime trusts, and those of a bundle.
    ///
    /// @param bundle file of certificates in PEM; text around them is ignored
    public static TlsTrust systemAnd(Path bundle) {
        return new TlsTrust(true, Optional.of(bundle), TlsContexts.FASTEST);
    }

    /// The same, with TLS spoken by somebody else.
    TlsTrust by(TlsContexts others) {
        return new TlsTrust(system, bundle, others);
    }

    /// The context, made at the first call. Two tasks that call it first at once make it twice, and one is dropped.
    SSLContext context(Disk disk) throws WireException {
        SSLContext present = context.get();
        if (present != null) {
            return present;
        }
        SSLContext made = make(disk);
        SSLContext first = context.compareAndExchange(null, made);
        return first == null ? made : first;
    }

    private SSLContext make(Disk disk) throws WireException {
        try {
            return contexts.context(bundle.isEmpty() ? trustManagers(null) : managers(authorities(disk)));
        } catch (GeneralSecurityException | IOException e) {
            String what = bundle.isPresent() ? "the CA bundle " + bundle.get() : "the trust store of the Java runtime";
            throw new WireException(Kind.TLS_UNTRUSTED, what + " cannot be used: " + e.getMessage(), e);
        }
    }

    private List<Certificate> authorities(Disk disk) throws GeneralSecurityException, IOException {
        var authorities = new ArrayList<>(certificates(text(disk, bundle.orElseThrow())));
        if (authorities.isEmpty()) {
            throw new IOException("it holds no certificate in PEM");
        }
        if (system) {
            for (TrustManager manager : trustManagers(null)) {
                if (manager instanceof X509TrustManager x509) {
                    authorities.addAll(List.<X509Certificate>of(x509.getAcceptedIssuers()));
                }
            }
        }
        return authorities;
    }

    private static TrustManager[] managers(List<Certificate> authorities) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca" + i, authorities.get(i));
        }
        return trustManagers(store);
    }

    private static TrustManager[] trustManagers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static String text(Disk disk, Path path) throws IOException {
        // Bundles of operating systems are often symbolic links.
        try (DiskFile file = disk.open(disk.resolveLinks(path), OpenMode.READ)) {
            long size = file.sizeBytes();
            if (size > BUNDLE_BYTES_MAX) {
                throw new IOException("it has more than " + BUNDLE_BYTES_MAX + " bytes");
            }
            var bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
                // One call reads as much as the file system likes to give.
            }
            return new String(bytes.array(), 0, bytes.position(), ISO_8859_1);
        }
    }

    private static List<Certificate> certificates(String text) throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<Certificate>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                throw new GeneralSecurityException("certificate " + (certificates.size() + 1) + " has no end");
            }
            byte[] der = decoded(text.substring(begin + BEGIN.length(), end), certificates.size() + 1);
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(der)));
            begin = text.indexOf(BEGIN, end);
        }
        return certificates;
    }

    private static byte[] decoded(String base64, int number) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("certificate " + number + " is not base64", e);
        }
    }
}
