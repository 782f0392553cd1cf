package dev.paddock.datatree.acl;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.util.List;
import java.util.Set;

/**
 * {@code ensemble}: no credentials, but a question. A client that says which ensemble it expects is cut off, without a word,
 * from any other. It gets no id, and no ACL can name one.
 */
public final class EnsembleAuthProvider implements AuthProvider {
    private final Set<String> names;

    /** @param names that this ensemble answers to; without any it answers to all */
    public EnsembleAuthProvider(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    @Override
    public String scheme() {
        return "ensemble";
    }

    @Override
    public List<Id> authenticate(Connection connection, Bytes data) throws AuthenticationRefused {
        boolean asksForNone = data == null || data.length() == 0;
        if (!names.isEmpty() && !asksForNone && !names.contains(data.text())) {
            throw AuthenticationRefused.unanswered("the client looks for another ensemble, " + data.text());
        }
        return List.of();
    }

    @Override
    public boolean matches(String id, String aclId) {
        return false;
    }

    @Override
    public boolean isAuthenticating() {
        return false;
    }

    @Override
    public boolean isValid(String id) {
        return false;
    }
}
