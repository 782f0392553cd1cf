package dev.paddock.zab;

/** Where effects go, in the order in which they are to be carried out. */
public interface Effects {
    void add(Effect effect);
}
