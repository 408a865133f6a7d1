package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A certificate with its key and its own authority, made by the JDK's keytool.
final class TestCertificate {

    private static final String PASSWORD = "changeit";

    private final Path pem;
    private final SSLContext context;

    private TestCertificate(Path pem, SSLContext context) {
        this.pem = pem;
        this.context = context;
    }

    /// @param names subject alternative names, such as `dns:localhost`
    /// @param options further ones for keytool's genkeypair
    static TestCertificate of(Path folder, String names, String... options) throws Exception {
        Path store = folder.resolve("store.p12");
        Path pem = folder.resolve("certificate.pem");
        keytool(List.of("-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname",
                "CN=authority " + folder.getFileName(), "-ext", "bc:c", "-keystore", store.toString()));
        var generate = new ArrayList<>(List.of("-genkeypair", "-alias", "key", "-signer", "authority", "-keyalg", "EC",
                "-dname", "CN=test", "-ext", "san=" + names, "-keystore", store.toString()));
        generate.addAll(List.of(options));
        keytool(generate);
        keytool(List.of("-exportcert", "-rfc", "-alias", "authority", "-keystore", store.toString(), "-file",
                pem.toString()));
        // Else the server would show the authority itself.
        keytool(List.of("-delete", "-alias", "authority", "-keystore", store.toString()));
        return new TestCertificate(pem, context(store));
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", PASSWORD);
        Process process = builder.start();
        String output;
        try (InputStream stream = process.getInputStream()) {
            output = new String(stream.readAllBytes(), UTF_8);
        }
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /// The authority, as a bundle of one.
    Path pem() {
        return pem;
    }

    /// The server's end of TLS over a connection; closing the connection itself cuts TLS.
    RawServer.Peer secured(RawServer.Peer peer, String... protocols) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(peer.socket(), null, 0, false);
        socket.setUseClientMode(false);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.startHandshake();
        return peer.over(socket);
    }
}
