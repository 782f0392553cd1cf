package dev.paddock.client;

import dev.paddock.wire.Stat;
import java.util.List;

/** The names of a znode's children, without its path and in no order, and what is known of the znode itself. */
public record Children(List<String> names, Stat stat) {}
