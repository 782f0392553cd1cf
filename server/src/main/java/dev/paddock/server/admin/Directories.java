package dev.paddock.server.admin;

import java.io.IOException;

/** {@code dirs}: how large the files of the database are. */
final class Directories implements Word {
    private final LiveServer server;

    Directories(LiveServer server) {
        this.server = server;
    }

    @Override
    public String answer(byte[] argument) throws IOException {
        DirectorySizes sizes = server.database().sizes();
        return "datadir_size: " + sizes.snapshots() + "\nlogdir_size: " + sizes.logs() + "\n";
    }
}
