package dev.paddock.datatree.acl;

import java.util.List;

/**
 * The schemes of which a connection needs one before anything but authentication is done for it.
 *
 * @param schemes any one is enough; none at all means that nothing is required
 */
public record RequiredSchemes(List<String> schemes) {
    public static final RequiredSchemes NONE = new RequiredSchemes(List.of());

    public RequiredSchemes {
        schemes = List.copyOf(schemes);
    }

    /** Schemes that an operator listed. A list that would let nobody in is refused. */
    public static RequiredSchemes of(List<String> schemes, AuthProviders providers) {
        if (schemes.isEmpty()) {
            throw new IllegalArgumentException("enforce.auth.enabled needs schemes in enforce.auth.schemes");
        }
        for (String scheme : schemes) {
            if (!providers.has(scheme)) {
                throw new IllegalArgumentException(
                        "enforce.auth.schemes names " + scheme + ", for which there is no provider");
            }
        }
        return new RequiredSchemes(schemes);
    }

    public boolean areMetBy(Identities identities) {
        return schemes.isEmpty() || schemes.stream().anyMatch(identities::hasScheme);
    }
}
