package dev.paddock.wire.jute;

/** A value that can be written: its fields one after the other. Reading is a static method beside it. */
public interface JuteRecord {
    void write(JuteWriter out);
}
