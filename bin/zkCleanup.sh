#!/usr/bin/env bash
# Removes what the newest snapshots do not need: zkCleanup.sh -n COUNT, with the directories of the configuration.
bin=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=bin/zkEnv.sh
. "$bin/zkEnv.sh"

data_dir=$(directory_of dataDir "$ZOOCFG")
log_dir=$(directory_of dataLogDir "$ZOOCFG")
if [ -z "$data_dir" ]; then
    echo "There is no dataDir in $ZOOCFG" >&2
    exit 1
fi

words "${JVMFLAGS:-}"
exec "$JAVA" -Dslf4j.internal.verbosity=ERROR "-Dzookeeper.log.dir=$ZOO_LOG_DIR" -cp "$classpath" "${words[@]}" \
    dev.paddock.datatree.store.tools.Main purge "${log_dir:-$data_dir}" "$data_dir" "$@"
