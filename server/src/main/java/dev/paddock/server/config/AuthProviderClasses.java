package dev.paddock.server.config;

import dev.paddock.datatree.acl.AuthProvider;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.EnsembleAuthProvider;
import dev.paddock.datatree.acl.SaslAuthProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What {@code authProvider.*} names: classes of users, and those of ZooKeeper, which stand for ours.
 *
 * @param providers in the order of the keys
 * @param x509 whether certificates are among them; that provider is made when it is known whom to trust
 */
record AuthProviderClasses(List<AuthProvider> providers, boolean x509) {
    private static final String ORIGINAL = "org.apache.zookeeper.server.auth.";

    /** They are there in any case. */
    private static final Set<String> BUILT_IN =
            Set.of(ORIGINAL + "DigestAuthenticationProvider", ORIGINAL + "IPAuthenticationProvider");

    private static final String X509 = "x509";

    static AuthProviderClasses read(Settings settings) {
        String openToAll = settings.property("letAnySaslUserDoX").text(null);
        Set<String> ensembles = Set.copyOf(settings.property("ensembleAuthName").list());
        List<AuthProvider> providers = new ArrayList<>();
        // Where clients show certificates these name them, whether or not a provider is asked for.
        boolean x509 = settings.key("secureClientPort").isGiven()
                && settings.property("ssl.authProvider").text(X509).equals(X509);
        for (Setting setting : settings.properties("authProvider.").values()) {
            String name = setting.text("");
            if (name.equals(ORIGINAL + "SASLAuthenticationProvider")) {
                providers.add(new SaslAuthProvider(openToAll));
            } else if (name.equals(ORIGINAL + "EnsembleAuthenticationProvider")) {
                providers.add(new EnsembleAuthProvider(ensembles));
            } else if (name.equals(ORIGINAL + "X509AuthenticationProvider")) {
                x509 = true;
            } else if (!BUILT_IN.contains(name)) {
                load(name, setting, providers);
            }
        }
        return new AuthProviderClasses(providers, x509);
    }

    /** A class of somebody else may fail in any way; the server then starts without it, as ZooKeeper does. */
    private static void load(String name, Setting setting, List<AuthProvider> providers) {
        try {
            Class<?> type = Class.forName(name);
            AuthProvider provider =
                    type.asSubclass(AuthProvider.class).getDeclaredConstructor().newInstance();
            // Whether its scheme may be provided is decided where the providers of a server meet.
            new AuthProviders(List.of(provider), (asked, fault) -> {});
            providers.add(provider);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
            setting.warn("Problems loading " + name + ". Needed is a public class on the class path, with a constructor"
                    + " without arguments, that implements " + AuthProvider.class.getName() + ": " + failure);
        }
    }
}
