#!/usr/bin/env bash
# The command line: zkCli.sh [-server host:port] [command argument...]; docs/cli.md says what there is.
bin=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
part=client
# shellcheck source=bin/zkEnv.sh
. "$bin/zkEnv.sh"

# A JVM that lives shorter than a second: what takes its time to pay off is left out. Who wants to read the log of the
# client sets CLIENT_JVMFLAGS=-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider.
quick=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Dio.netty.transport.noNative=true
    -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider -Dslf4j.internal.verbosity=ERROR)
progress=()
if [ -t 2 ]; then
    progress=(-Dpaddock.cli.progress=true)
fi
user=${USER:-$(id -un)}
host=${HOSTNAME:-$(uname -n)}
log_file=${ZOO_LOG_FILE:-zookeeper-$user-cli-$host.log}

# Where paddock-warmup wants to have noted which classes are loaded.
if [ -n "${PADDOCK_CLI_NOTE:-}" ]; then
    cds=("-XX:ArchiveClassesAtExit=$PADDOCK_CLI_NOTE" -Xlog:cds=off -Xlog:cds+dynamic=off)
fi

words "$CLIENT_JVMFLAGS ${JVMFLAGS:-}"
exec "$JAVA" "-Dzookeeper.log.dir=$ZOO_LOG_DIR" "-Dzookeeper.log.file=$log_file" "${cds[@]}" "${quick[@]}" \
    "${progress[@]}" -cp "$classpath" "${words[@]}" "$cli" "$@"
