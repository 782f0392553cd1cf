package dev.paddock.client.cli;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Id;
import dev.paddock.wire.Permission;
import java.util.ArrayList;
import java.util.List;

/** An ACL as it is typed: {@code scheme:id:perms}, separated by commas. The id may have colons of its own. */
final class AclText {
    private static final String LETTERS = "cdrwa";
    private static final Permission[] BY_LETTER = {
        Permission.CREATE, Permission.DELETE, Permission.READ, Permission.WRITE, Permission.ADMIN
    };

    private AclText() {}

    static List<Acl> parse(String text, Output output) throws CommandFailed {
        List<Acl> acl = new ArrayList<>();
        for (String entry : text.split(",")) {
            acl.add(parseEntry(entry, output));
        }
        return acl;
    }

    static Acl parseEntry(String entry, Output output) throws CommandFailed {
        int first = entry.indexOf(':');
        int last = entry.lastIndexOf(':');
        if (first < 0 || first == last) {
            throw new CommandFailed(entry + " does not have the form scheme:id:perm\nAcl is not valid : null");
        }
        int permissions = permissions(entry.substring(last + 1), output);
        return new Acl(permissions, new Id(entry.substring(0, first), entry.substring(first + 1, last)));
    }

    /** A letter that means nothing is said and passed over, as it has always been. */
    private static int permissions(String letters, Output output) {
        int bits = 0;
        for (int i = 0; i < letters.length(); i++) {
            int at = LETTERS.indexOf(letters.charAt(i));
            if (at < 0) {
                output.error("Unknown perm type: " + letters.charAt(i));
            } else {
                bits |= BY_LETTER[at].bit();
            }
        }
        return bits;
    }

    static String letters(int permissions) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < BY_LETTER.length; i++) {
            if ((permissions & BY_LETTER[i].bit()) != 0) {
                letters.append(LETTERS.charAt(i));
            }
        }
        return letters.toString();
    }

    /** As it is typed. */
    static List<String> words(List<Acl> acl) {
        List<String> words = new ArrayList<>();
        for (Acl entry : acl) {
            words.add(entry.id().scheme() + ":" + entry.id().id() + ":" + letters(entry.permissions()));
        }
        return words;
    }
}
