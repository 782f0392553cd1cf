package dev.paddock.server.config;

import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProvider;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.DigestAuthProvider;
import dev.paddock.datatree.acl.IpAuthProvider;
import dev.paddock.datatree.acl.RequiredSchemes;
import dev.paddock.datatree.acl.SaslUsers;
import dev.paddock.datatree.acl.X509AuthProvider;
import dev.paddock.datatree.op.Rules;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.X509TrustManager;

/**
 * Who clients can be, and what they may do.
 *
 * @param skipAcl whether everything is permitted
 * @param superDigest the id of the scheme digest whose owner passes every ACL
 * @param digestAlgorithm of the hash in ids of the scheme digest; must be the same on all servers and clients
 * @param providers beyond the built-in ones, in the order in which they take each other's place
 * @param x509 whether the subject of a client's certificate is an id
 * @param x509SuperUser the subject that passes every ACL
 * @param requiredSchemes of which a connection needs one before anything is done for it; none if nothing is required
 * @param saslSuperUsers SASL's authorization ids that pass every ACL
 * @param extendedTypes whether znodes may have a time to live
 * @param enforceQuota whether hard limits refuse what exceeds them
 * @param reconfigEnabled whether clients may change the membership
 */
public record AccessConfig(
        boolean skipAcl,
        Optional<String> superDigest,
        boolean digestEnabled,
        String digestAlgorithm,
        List<AuthProvider> providers,
        boolean x509,
        Optional<String> x509SuperUser,
        List<String> requiredSchemes,
        Set<String> saslSuperUsers,
        boolean extendedTypes,
        boolean enforceQuota,
        boolean reconfigEnabled) {
    private static final String SASL = "sasl";
    private static final String X509 = "x509";

    public AccessConfig {
        providers = List.copyOf(providers);
        requiredSchemes = List.copyOf(requiredSchemes);
        saslSuperUsers = Set.copyOf(saslSuperUsers);
    }

    static AccessConfig read(Settings settings) throws ConfigException {
        AuthProviderClasses classes = AuthProviderClasses.read(settings);
        boolean saslOnly = settings.property("sessionRequireClientSASLAuth").isTrue(false);
        List<String> enforced = enforcedSchemes(settings);
        AccessConfig config = new AccessConfig(
                settings.property("skipACL").is("yes"),
                settings.property("DigestAuthenticationProvider.superDigest").text(),
                settings.property("DigestAuthenticationProvider.enabled").isTrue(true),
                algorithm(settings.property("DigestAuthenticationProvider.digestAlg")),
                classes.providers(),
                classes.x509(),
                settings.property("X509AuthenticationProvider.superUser").text(),
                saslOnly ? List.of(SASL) : enforced,
                saslSuperUsers(settings),
                settings.property("extendedTypesEnabled").isTrue(false),
                settings.property("enforceQuota").isTrue(false),
                settings.key("reconfigEnabled").isTrue(false));
        // SASL has packets of its own, and needs a provider only for ACLs.
        if (!saslOnly) {
            config.requireProviders(config.requiredSchemes, settings.property("enforce.auth.schemes"));
        }
        if (settings.key("secureClientPort").isGiven()) {
            Setting ofCertificates = settings.property("ssl.authProvider");
            config.requireProviders(List.of(ofCertificates.text(X509)), ofCertificates);
        }
        return config;
    }

    private static String algorithm(Setting setting) throws ConfigException {
        String algorithm = setting.text("SHA1");
        try {
            MessageDigest.getInstance(algorithm);
            return algorithm;
        } catch (NoSuchAlgorithmException unknown) {
            throw setting.refusal(
                    ExitCode.UNEXPECTED_ERROR,
                    "don't support this ACL digest algorithm: " + algorithm + " in the current environment",
                    "a hash by its name in this JVM, such as SHA1 or SHA-256");
        }
    }

    private static List<String> enforcedSchemes(Settings settings) throws ConfigException {
        boolean enforced = settings.property("enforce.auth.enabled").isTrue(false);
        Setting schemes = settings.property("enforce.auth.schemes");
        if (enforced && schemes.list().isEmpty()) {
            throw schemes.refusal(
                    "zookeeper.enforce.auth.enabled is true zookeeper.enforce.auth.schemes must be  configured.",
                    "schemes with commas between them");
        }
        return enforced ? schemes.list() : List.of();
    }

    private void requireProviders(List<String> required, Setting named) throws ConfigException {
        Set<String> schemes = schemes();
        for (String scheme : required) {
            if (!schemes.contains(scheme)) {
                throw named.refusal(
                        "Authentication scheme " + scheme + " is not available.",
                        "schemes that there is a provider for: " + String.join(", ", schemes));
            }
        }
    }

    private Set<String> schemes() {
        Set<String> schemes = new TreeSet<>();
        builtIn().forEach(provider -> schemes.add(provider.scheme()));
        providers.forEach(provider -> schemes.add(provider.scheme()));
        if (x509) {
            schemes.add(X509);
        }
        return schemes;
    }

    private static Set<String> saslSuperUsers(Settings settings) {
        Set<String> users = new HashSet<>();
        settings.property("superUser").text().ifPresent(users::add);
        settings.properties("superUser.")
                .values()
                .forEach(setting -> setting.text().ifPresent(users::add));
        return users;
    }

    private List<AuthProvider> builtIn() {
        List<AuthProvider> builtIn = new ArrayList<>();
        builtIn.add(new IpAuthProvider());
        if (digestEnabled) {
            builtIn.add(new DigestAuthProvider(digestAlgorithm, superDigest.orElse(null)));
        }
        return builtIn;
    }

    /** @param trust whose certificates clients may show, if TLS is on */
    public AuthProviders authProviders(Optional<X509TrustManager> trust, AuthProviders.Faults faults) {
        List<AuthProvider> all = new ArrayList<>(builtIn());
        if (x509) {
            trust.ifPresent(manager -> all.add(new X509AuthProvider(manager, x509SuperUser.orElse(null))));
        }
        all.addAll(providers);
        return new AuthProviders(all, faults);
    }

    public AclRules aclRules(AuthProviders authProviders) {
        return new AclRules(authProviders, skipAcl);
    }

    public RequiredSchemes required() {
        return requiredSchemes.isEmpty() ? RequiredSchemes.NONE : new RequiredSchemes(requiredSchemes);
    }

    public SaslUsers saslUsers() {
        return new SaslUsers(saslSuperUsers);
    }

    public Rules rules(RequestLimits requests) {
        return new Rules(extendedTypes, enforceQuota, reconfigEnabled, requests.maxTransactionBytes());
    }

    /** A configuration may be printed; the hash of the super user is not for everybody who reads it. */
    @Override
    public String toString() {
        return "AccessConfig[skipAcl=" + skipAcl + ", superDigest=" + (superDigest.isPresent() ? "given" : "none")
                + ", schemes=" + schemes() + ", requiredSchemes=" + requiredSchemes + ", extendedTypes=" + extendedTypes
                + ", enforceQuota=" + enforceQuota + ", reconfigEnabled=" + reconfigEnabled + "]";
    }
}
