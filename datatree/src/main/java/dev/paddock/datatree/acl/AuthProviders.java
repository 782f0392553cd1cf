package dev.paddock.datatree.acl;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The providers of a server, by scheme. A scheme that is switched off has none, and then neither credentials nor ACLs of it
 * are accepted, and entries stored earlier match nobody.
 *
 * <p>A provider may be a user's, and may throw. That never costs more than the request at hand: the answer is taken as no,
 * and {@link Faults} hears of it, or the reason of the refusal does.
 */
public final class AuthProviders {
    static final String WORLD = "world";
    static final String AUTH = "auth";

    /** They mean something by themselves. A provider that took their place could open every znode, or close it. */
    private static final Set<String> NOT_TO_PROVIDE = Set.of(WORLD, AUTH, Identities.SUPER);

    private final Map<String, AuthProvider> byScheme = new HashMap<>();
    private final Set<String> authenticating = new HashSet<>();
    private final Faults faults;

    /** Told of exceptions out of providers, by whichever thread had asked. */
    public interface Faults {
        void threw(AuthProvider provider, RuntimeException fault);
    }

    /** A provider takes the place of one before it that has the same scheme. */
    public AuthProviders(List<AuthProvider> providers, Faults faults) {
        this.faults = faults;
        for (AuthProvider provider : providers) {
            String scheme = provider.scheme();
            if (scheme == null || NOT_TO_PROVIDE.contains(scheme)) {
                throw new IllegalArgumentException(
                        provider.getClass().getName() + " cannot provide the scheme " + scheme);
            }
            byScheme.put(scheme, provider);
        }
        byScheme.forEach((scheme, provider) -> {
            if (provider.isAuthenticating()) {
                authenticating.add(scheme);
            }
        });
    }

    public boolean has(String scheme) {
        return byScheme.containsKey(scheme);
    }

    /**
     * What a connection is after a client sent these credentials. There is no other way to an identity, but for the address
     * that a connection starts with, and for SASL.
     */
    public Identities authenticate(Identities before, String scheme, Connection connection, Bytes data)
            throws AuthenticationRefused {
        AuthProvider provider = byScheme.get(scheme);
        if (provider == null) {
            throw new AuthenticationRefused("there is no authentication scheme " + scheme);
        }
        try {
            return before.with(provider.authenticate(connection, data));
        } catch (RuntimeException fault) {
            throw new AuthenticationRefused("the provider of the scheme " + scheme + " failed", fault);
        }
    }

    boolean isAuthenticating(String scheme) {
        return authenticating.contains(scheme);
    }

    /** Whether an ACL may name this id, whose scheme is known. */
    boolean isValid(Id id) {
        return ask(byScheme.get(id.scheme()), provider -> provider.isValid(id.id()), false);
    }

    /** Whether an entry of an ACL, with this id, is about any of the identities. */
    boolean matches(Identities identities, Id aclId, Access access) {
        AuthProvider provider = byScheme.get(aclId.scheme());
        if (provider == null) {
            return false;
        }
        for (Id id : identities.all()) {
            if (id.scheme().equals(aclId.scheme())
                    && ask(provider, asked -> asked.matches(id.id(), aclId.id(), access), false)) {
                return true;
            }
        }
        return false;
    }

    /** The name to show of an id; an id without a provider is shown as it is. */
    String userName(Id id) {
        AuthProvider provider = byScheme.get(id.scheme());
        return provider == null ? id.id() : ask(provider, asked -> asked.userName(id.id()), "");
    }

    private <T> T ask(AuthProvider provider, Function<AuthProvider, T> question, T otherwise) {
        try {
            return question.apply(provider);
        } catch (RuntimeException fault) {
            faults.threw(provider, fault);
            return otherwise;
        }
    }
}
