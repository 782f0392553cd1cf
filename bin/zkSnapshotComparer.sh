#!/usr/bin/env bash
# Compares two snapshots; docs/offline-tools.md has the options.
bin=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=bin/zkEnv.sh
. "$bin/zkEnv.sh"

words "${JVMFLAGS:-}"
exec "$JAVA" -Dslf4j.internal.verbosity=ERROR "-Dzookeeper.log.dir=$ZOO_LOG_DIR" -cp "$classpath" "${words[@]}" \
    dev.paddock.datatree.store.tools.Main compare "$@"
