package dev.paddock.datatree.differential;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.LoadedZnode;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.acl.AuthProvider;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.DigestAuthProvider;
import dev.paddock.datatree.acl.IpAuthProvider;
import dev.paddock.datatree.acl.RequiredSchemes;
import dev.paddock.datatree.acl.SaslAuthProvider;
import dev.paddock.datatree.acl.X509AuthProvider;
import dev.paddock.datatree.op.Rules;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the lines of a {@code zoo.cfg} mean to Paddock's state. */
final class PaddockSettings {
    private final Settings settings;

    PaddockSettings(Settings settings) {
        this.settings = settings;
    }

    State state() {
        TreeEdit tree = TreeEdit.ofMany(State.empty(new Hashing(1, 2)));
        for (Settings.Planted planted : settings.planted()) {
            LoadedZnode znode = new LoadedZnode();
            znode.path = Utf8.of(planted.path());
            znode.source = new byte[0];
            znode.acl = Acl.OPEN;
            znode.version = planted.version();
            znode.aversion = planted.aversion();
            znode.creations = planted.childrenCreated();
            tree.load(znode);
        }
        return tree.build(new Zxid(settings.zxid()));
    }

    Rules rules() {
        return new Rules(
                isTrue("extendedTypesEnabled"),
                isTrue("enforceQuota"),
                isTrue("reconfigEnabled"),
                Rules.DEFAULT.maxTransactionBytes());
    }

    boolean skipAcl() {
        return value("skipACL", "no").equals("yes");
    }

    AuthProviders providers() {
        List<AuthProvider> providers = new ArrayList<>(List.of(new IpAuthProvider()));
        if (value("DigestAuthenticationProvider.enabled", "true").equals("true")) {
            providers.add(new DigestAuthProvider("SHA1", value("DigestAuthenticationProvider.superDigest", null)));
        }
        if (settings.config().values().stream().anyMatch(value -> value.endsWith(".SASLAuthenticationProvider"))) {
            providers.add(new SaslAuthProvider(null));
        }
        if (settings.config().values().stream().anyMatch(value -> value.endsWith(".X509AuthenticationProvider"))) {
            providers.add(new X509AuthProvider(null, null));
        }
        return new AuthProviders(providers, (provider, fault) -> {
            throw fault;
        });
    }

    RequiredSchemes requiredSchemes(AuthProviders providers) {
        if (isTrue("sessionRequireClientSASLAuth")) {
            return RequiredSchemes.of(List.of("sasl"), providers);
        }
        return isTrue("enforce.auth.enabled")
                ? RequiredSchemes.of(
                        Arrays.asList(value("enforce.auth.schemes", "").split(",")), providers)
                : RequiredSchemes.NONE;
    }

    /** The timeout of a session whose client wishes for this one. */
    int timeoutMillis(int wished) {
        int tickTime = Integer.parseInt(value("tickTime", "3000"));
        int longest = Integer.parseInt(value("maxSessionTimeout", Integer.toString(20 * tickTime)));
        return Math.min(Math.max(wished, 2 * tickTime), longest);
    }

    private boolean isTrue(String key) {
        return value(key, "false").equals("true");
    }

    private String value(String key, String otherwise) {
        return settings.config().getOrDefault(key, otherwise);
    }
}
