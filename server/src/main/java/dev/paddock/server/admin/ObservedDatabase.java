package dev.paddock.server.admin;

import java.io.IOException;

/** The database, for whoever looks at the server. From any thread. */
public interface ObservedDatabase {
    /** Asks the disk, which may take its time. */
    DirectorySizes sizes() throws IOException;

    DatabaseFigures figures();

    /** Counting begins anew. */
    void resetFigures();
}
