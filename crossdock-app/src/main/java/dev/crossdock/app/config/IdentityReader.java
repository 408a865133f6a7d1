package dev.crossdock.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads who a store is reached as.
///
/// @param base directory that relative paths start at
/// @param problems what is wrong
record IdentityReader(Path base, Problems problems) {

    /// Of stores at Google, and of `web-identity`.
    static final List<String> GOOGLE_KEYS = List.of("credentials-file", "impersonate", "delegates");

    static final OptionType ROLE = new OptionType.Text("an ARN such as arn:aws:iam::ACCOUNT:role/NAME");

    private static final String WEB_IDENTITY = "web-identity";
    private static final OptionType EXTERNAL_ID = new OptionType.Text("the id that the role asks for");
    private static final OptionType AUDIENCE = new OptionType.Text("the audience of the id token");
    private static final OptionType FILE = new OptionType.Text("the path of a credentials file of Google");
    private static final String ACCOUNT = "NAME@PROJECT.iam.gserviceaccount.com";

    /// What a store at S3 says.
    IdentitySettings aws(FieldReader fields) {
        fields.requireBeside("external-id", "role");
        Optional<String> role = fields.value("role", ROLE);
        Optional<String> externalId = fields.value("external-id", EXTERNAL_ID);
        Optional<Node.Field> web = fields.field(WEB_IDENTITY);
        if (web.isEmpty()) {
            return new IdentitySettings(role, externalId, Optional.empty(), IdentitySettings.Google.NONE);
        }
        fields.refuseTogether(WEB_IDENTITY, List.of("access-key-id", "secret-access-key", "profile", "anonymous"),
                "credentials come from one place");
        if (!(web.get().value() instanceof Node.Fields inner)) {
            problems.add("CFG_VALUE", web.get().value().mark(), WEB_IDENTITY + " cannot be "
                    + web.get().value().kind() + ": write role: and audience: below it");
            return IdentitySettings.NONE;
        }
        FieldReader reader = new FieldReader(inner, problems);
        List<String> known = new ArrayList<>(List.of("role", "audience"));
        known.addAll(GOOGLE_KEYS);
        reader.refuseOthers(known);
        Optional<String> opened = reader.required("role", ROLE);
        Optional<String> audience = reader.required("audience", AUDIENCE);
        IdentitySettings.Google google = google(reader);
        return new IdentitySettings(role, externalId,
                opened.flatMap(arn -> audience.map(each -> new IdentitySettings.WebIdentity(arn, each))), google);
    }

    /// What is said of an identity at Google.
    IdentitySettings.Google google(FieldReader fields) {
        fields.requireBeside("delegates", "impersonate");
        List<String> delegates = fields.field("delegates")
                .map(field -> new OptionType.Texts(ACCOUNT).read(field.name(), field.value(), problems))
                .orElse(List.of());
        Optional<String> impersonate = fields.value("impersonate",
                new OptionType.Text("a service account, " + ACCOUNT));
        List<String> accounts = new ArrayList<>(delegates);
        impersonate.ifPresent(accounts::add);
        for (String each : accounts) {
            if (!each.matches("[a-z0-9.:-]+@[a-z0-9.:-]+")) {
                fields.addAtValue("CFG_VALUE", impersonate.isPresent() && each.equals(impersonate.get())
                        ? "impersonate"
                        : "delegates", Shown.text(each) + " is no service account: write " + ACCOUNT);
            }
        }
        return new IdentitySettings.Google(fields.value("credentials-file", FILE).map(base::resolve), impersonate,
                delegates);
    }
}
