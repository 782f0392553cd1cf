#!/usr/bin/env bash
# Starts, stops and asks a server. docs/operations.md says what each command prints, and which exit codes there are.
bin=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=bin/zkEnv.sh
. "$bin/zkEnv.sh"

# Which collector the server runs with; empty for the JVM's own choice. Options of the user count before it.
gc=

# How long "start" waits until clients can connect, and "stop" until the process has ended; in tenths of a second.
patience=600

if [ $# -gt 1 ]; then
    case $2 in
        */*) ZOOCFG=$2 ;;
        *) ZOOCFG=$ZOOCFGDIR/$2 ;;
    esac
fi

jmx=()
if [ "${JMXDISABLE:-false}" = false ]; then
    echo "ZooKeeper JMX enabled by default" >&2
    jmx=(-Dcom.sun.management.jmxremote "-Dcom.sun.management.jmxremote.local.only=${JMXLOCALONLY:-false}")
    if [ -n "${JMXPORT:-}" ]; then
        echo "ZooKeeper remote JMX Port set to $JMXPORT" >&2
        echo "ZooKeeper remote JMX authenticate set to ${JMXAUTH:-false}" >&2
        echo "ZooKeeper remote JMX ssl set to ${JMXSSL:-false}" >&2
        echo "ZooKeeper remote JMX log4j set to ${JMXLOG4J:-true}" >&2
        jmx=(-Dcom.sun.management.jmxremote "-Dcom.sun.management.jmxremote.port=$JMXPORT"
            "-Dcom.sun.management.jmxremote.authenticate=${JMXAUTH:-false}"
            "-Dcom.sun.management.jmxremote.ssl=${JMXSSL:-false}"
            "-Dzookeeper.jmx.log4j.disable=${JMXLOG4J:-true}")
        if [ -n "${JMXHOSTNAME:-}" ]; then
            echo "ZooKeeper remote JMX Hostname set to $JMXHOSTNAME" >&2
            jmx+=("-Djava.rmi.server.hostname=$JMXHOSTNAME")
        fi
    fi
else
    echo "JMX disabled by user request" >&2
fi
echo "Using config: $ZOOCFG" >&2

user=${USER:-$(id -un)}
host=${HOSTNAME:-$(uname -n)}
log_file=${ZOO_LOG_FILE:-zookeeper-$user-server-$host.log}
out=$ZOO_LOG_DIR/zookeeper-$user-server-$host.out
data_dir=$(directory_of dataDir "$ZOOCFG")
log_dir=$(directory_of dataLogDir "$ZOOCFG")
pid_file=${ZOOPIDFILE:-$data_dir/zookeeper_server.pid}

words "$SERVER_JVMFLAGS ${JVMFLAGS:-}"
case "${words[*]}" in
    *-XX:+Use*GC*) gc= ;;
esac
# Netty would set up the flight recorder, which takes a start longer than to read the data.
options=("-Dzookeeper.log.dir=$ZOO_LOG_DIR" "-Dzookeeper.log.file=$log_file"
    -XX:+HeapDumpOnOutOfMemoryError "-XX:OnOutOfMemoryError=kill -9 %p"
    -Dslf4j.internal.verbosity=ERROR "-Dpaddock.home=$ZOOKEEPER_PREFIX" "${cds[@]}" -Dio.netty.jfr.enabled=false ${gc:+"$gc"})
if [ -n "${ZOO_DATADIR_AUTOCREATE_DISABLE:-}" ]; then
    options=(-Dzookeeper.datadir.autocreate=false "${options[@]}")
fi
command=("$JAVA" "${options[@]}" -cp "$classpath" "${words[@]}" "${jmx[@]}" "$main" "$ZOOCFG")

# What a start needs to be there. Nothing else makes directories.
prepare() {
    if [ -n "${ZOO_DATADIR_AUTOCREATE_DISABLE:-}" ]; then
        if [ ! -d "$data_dir/version-2" ]; then
            echo "ZooKeeper data directory is missing at $data_dir fix the path or run initialize"
            exit 1
        fi
        if [ -n "$log_dir" ] && [ ! -d "$log_dir/version-2" ]; then
            echo "ZooKeeper txnlog directory is missing at $log_dir fix the path or run initialize"
            exit 1
        fi
    elif [ -n "$data_dir" ]; then
        mkdir -p "$data_dir"
    fi
    mkdir -p "$ZOO_LOG_DIR"
    if [ "$built" = 1 ]; then
        "$bin/paddock-warmup" --config "$ZOOCFGDIR"
    fi
}

# The process of the pid file, if it is there and a server: numbers of processes are used again.
running() {
    pid=$(cat "$pid_file" 2>/dev/null)
    if [ -z "$pid" ] || ! kill -0 "$pid" 2>/dev/null; then
        return 1
    fi
    [ ! -r "/proc/$pid/cmdline" ] || grep -q -a -F "$main" "/proc/$pid/cmdline"
}

# Where clients connect, by the static file, or by this server's line there or in the dynamic file.
find_port() {
    secure=false
    port=$(value_of clientPort "$ZOOCFG")
    address=$(value_of clientPortAddress "$ZOOCFG")
    if [ -z "$port" ]; then
        find_port_of_line
    fi
    if [ -z "$port" ]; then
        echo "Client port not found. Looking for secureClientPort in the static config."
        secure=true
        port=$(value_of secureClientPort "$ZOOCFG")
        address=$(value_of secureClientPortAddress "$ZOOCFG")
    fi
    address=${address:-localhost}
    if [ -z "$port" ]; then
        echo "Unable to find either secure or unsecure client port in any configs. Terminating."
        return 1
    fi
}

find_port_of_line() {
    local id line dynamic
    port=
    id=$(cat "$data_dir/myid" 2>/dev/null)
    if [ -n "$id" ]; then
        line=$(value_of "server.$id" "$ZOOCFG")
        dynamic=$(value_of dynamicConfigFile "$ZOOCFG")
        if [[ $line != *";"* ]] && [ -n "$dynamic" ]; then
            echo "Client port not found in static config file. Looking in dynamic config file."
            line=$(value_of "server.$id" "$dynamic")
        fi
    else
        # The only server of a file needs no myid.
        line=$(sed -n 's/^[[:space:]]*server\.[^=]*=//p' "$ZOOCFG" 2>/dev/null | sed -n '2q;1p')
        if [ -z "$line" ]; then
            echo "myid could not be determined, will not able to locate clientPort in the server configs."
        fi
    fi
    if [[ $line == *";"* ]]; then
        line=${line##*;}
        port=${line##*:}
        address=
        if [[ $line == *:* ]]; then
            address=${line%:*}
            address=${address#[}
            address=${address%]}
        fi
    else
        echo "Client port not found in the server configs"
    fi
}

# Whether a process listens on a port: the system has a list of sockets, and the process one of what it has open.
listens() {
    local hex inode local_address state
    printf -v hex ':%04X' "$2"
    while read -r _ local_address _ state _ _ _ _ _ inode _; do
        if [ "$state" = 0A ] && [[ $local_address == *"$hex" ]]; then
            # shellcheck disable=SC2010 # numbers
            if ls -l "/proc/$1/fd" 2>/dev/null | grep -q -F "socket:[$inode]"; then
                return 0
            fi
        fi
    done < <(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null)
    return 1
}

# Waits until the new server can be connected to, or has ended. Where neither can be seen, a second has to do.
await_start() {
    local port address secure tries=$patience
    if ! find_port >/dev/null || ! [[ $port =~ ^[1-9][0-9]*$ ]] || [ ! -r /proc/net/tcp ]; then
        port=
        tries=10
    fi
    while [ "$tries" -gt 0 ] && kill -0 "$1" 2>/dev/null; do
        if [ -n "$port" ] && listens "$1" "$port"; then
            return 0
        fi
        sleep 0.1
        tries=$((tries - 1))
    done
    kill -0 "$1" 2>/dev/null
}

start() {
    local pid
    printf 'Starting zookeeper ... '
    if running; then
        echo "already running as process $pid."
        return 1
    fi
    if [ -z "$data_dir" ] && [ -z "${ZOOPIDFILE:-}" ]; then
        echo "FAILED TO START"
        if [ -f "$ZOOCFG" ]; then
            echo "dataDir is not set in $ZOOCFG" >&2
        else
            echo "$ZOOCFG file is missing" >&2
        fi
        return 1
    fi
    nohup "${command[@]}" >"$out" 2>&1 </dev/null &
    pid=$!
    if ! printf %s "$pid" >"$pid_file"; then
        kill "$pid"
        echo "FAILED TO WRITE PID"
        return 1
    fi
    if await_start "$pid"; then
        echo "STARTED"
    else
        rm -f "$pid_file"
        echo "FAILED TO START"
        echo "The end of $out:" >&2
        tail -n 20 "$out" >&2
        return 1
    fi
}

stop() {
    local pid tries=$patience
    printf 'Stopping zookeeper ... '
    if [ ! -f "$pid_file" ]; then
        echo "no zookeeper to stop (could not find file $pid_file)"
        return 0
    fi
    if running; then
        kill "$pid"
        while kill -0 "$pid" 2>/dev/null; do
            if [ "$tries" -eq 0 ]; then
                echo "FAILED TO STOP: process $pid is still there"
                return 1
            fi
            sleep 0.1
            tries=$((tries - 1))
        done
    fi
    rm -f "$pid_file"
    echo "STOPPED"
}

# Asks a server that speaks plain text. Five seconds are enough for one that is alive.
srvr() {
    # shellcheck disable=SC2016 # the inner shell's
    timeout 5 bash -c 'exec 3<>"/dev/tcp/$1/$2" && printf srvr >&3 && cat <&3' srvr "$1" "$2" 2>/dev/null
}

status() {
    local port address secure answer
    find_port || return 1
    echo "Client port found: $port. Client address: $address. Client SSL: $secure."
    if [ "$secure" = true ]; then
        echo "Error contacting service. It is probably not running."
        echo "This script speaks no TLS: the server may be running all the same. Ask its AdminServer, or" >&2
        echo "    echo srvr | openssl s_client -quiet -crlf -connect $address:$port" >&2
        return 1
    fi
    answer=$(srvr "$address" "$port")
    case $answer in
        *Mode:*)
            printf '%s\n' "$answer" | grep '^Mode:'
            return 0
            ;;
        *"not currently serving requests"*)
            echo "Error contacting service. It is running, but has no quorum."
            ;;
        *"not in the whitelist"*)
            echo "Error contacting service. It is running, but srvr is not in its 4lw.commands.whitelist."
            ;;
        *)
            echo "Error contacting service. It is probably not running."
            ;;
    esac
    return 1
}

case ${1:-} in
    start)
        prepare
        start
        ;;
    start-foreground)
        prepare
        if [ -n "${ZOO_NOEXEC:-}" ]; then
            "${command[@]}"
        else
            exec "${command[@]}"
        fi
        ;;
    stop)
        stop
        ;;
    restart)
        stop && prepare && start
        ;;
    status)
        status
        ;;
    version)
        echo "Paddock $version, compatible with Apache ZooKeeper, version 3.9.5"
        ;;
    print-cmd)
        printf '"%s"' "$JAVA"
        printf ' "%s"' "${options[@]}" -cp "$classpath"
        printf ' %s' "${words[@]}" "${jmx[@]}" "$main"
        printf ' "%s" > "%s" 2>&1 < /dev/null\n' "$ZOOCFG" "$out"
        ;;
    *)
        echo "Usage: $0 [--config <conf-dir>] {start|start-foreground|stop|version|restart|status|print-cmd}" >&2
        exit 2
        ;;
esac
