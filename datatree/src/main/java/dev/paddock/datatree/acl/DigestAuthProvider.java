package dev.paddock.datatree.acl;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * {@code digest}: the client sends {@code user:password}, and is {@code user:} and a hash of all of it. There is no store of
 * passwords, so everybody gets in; but only who knows the password gets the id that an ACL names.
 */
public final class DigestAuthProvider implements AuthProvider {
    static final String SCHEME = "digest";

    private static final char SEPARATOR = ':';

    private final String algorithm;
    private final String superDigest;

    /**
     * @param algorithm of the hash, by its name in the JDK; ZooKeeper's default is SHA1
     * @param superDigest the id whose owner passes every ACL, or null
     */
    public DigestAuthProvider(String algorithm, String superDigest) {
        try {
            MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException unknown) {
            throw new IllegalArgumentException(
                    "DigestAuthenticationProvider.digestAlg=" + algorithm + " is no algorithm of this JVM", unknown);
        }
        this.algorithm = algorithm;
        this.superDigest = superDigest;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public List<Id> authenticate(Connection connection, Bytes data) throws AuthenticationRefused {
        if (data == null) {
            throw new AuthenticationRefused("digest without user and password");
        }
        String text = userName(data.text()) + SEPARATOR + hash(data);
        Id id = new Id(SCHEME, text);
        boolean isSuper = superDigest != null && ConstantTime.equal(text, superDigest);
        return isSuper ? List.of(id, new Id(Identities.SUPER, "")) : List.of(id);
    }

    private String hash(Bytes userAndPassword) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(userAndPassword.array());
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException gone) {
            throw new IllegalStateException(algorithm + " was there at the start", gone);
        }
    }

    @Override
    public boolean matches(String id, String aclId) {
        return ConstantTime.equal(id, aclId);
    }

    @Override
    public boolean isAuthenticating() {
        return true;
    }

    /** A user, possibly empty, one separator, and a hash. Separators at the end do not count. */
    @Override
    public boolean isValid(String id) {
        int end = id.length();
        while (end > 0 && id.charAt(end - 1) == SEPARATOR) {
            end--;
        }
        int separator = id.indexOf(SEPARATOR);
        return separator >= 0 && separator < end && id.lastIndexOf(SEPARATOR, end - 1) == separator;
    }

    @Override
    public String userName(String id) {
        int separator = id.indexOf(SEPARATOR);
        return separator < 0 ? id : id.substring(0, separator);
    }
}
