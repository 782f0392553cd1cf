#!/usr/bin/env bash
# The environment of the other scripts, which source this one from the directory "$bin". It understands the variables and
# files that ZooKeeper's scripts do, in the same order; docs/operations.md lists them.

if [ $# -gt 1 ] && [ "$1" = --config ]; then
    ZOOCFGDIR=$2
    shift 2
fi

ZOOBINDIR=${ZOOBINDIR:-$bin}
ZOOKEEPER_PREFIX=${ZOOKEEPER_PREFIX:-$(cd -P "$ZOOBINDIR/.." && pwd)}

if [ -z "${ZOOCFGDIR:-}" ]; then
    if [ -e "$ZOOKEEPER_PREFIX/conf" ]; then
        ZOOCFGDIR=$ZOOKEEPER_PREFIX/conf
    else
        ZOOCFGDIR=$ZOOKEEPER_PREFIX/etc/zookeeper
    fi
fi

if [ -f "$ZOOCFGDIR/zookeeper-env.sh" ]; then
    # shellcheck source=/dev/null
    . "$ZOOCFGDIR/zookeeper-env.sh"
fi

ZOOCFG=$ZOOCFGDIR/${ZOOCFG:-zoo.cfg}

if [ -f "$ZOOCFGDIR/java.env" ]; then
    # shellcheck source=/dev/null
    . "$ZOOCFGDIR/java.env"
fi

ZOO_LOG_DIR=${ZOO_LOG_DIR:-$ZOOKEEPER_PREFIX/logs}

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    JAVA=$JAVA_HOME/bin/java
elif command -v java >/dev/null; then
    JAVA=java
else
    echo "Error: JAVA_HOME is not set and java could not be found in PATH." >&2
    exit 1
fi

# A release has its jars in lib/. A checkout has them where Maven puts them, and builds them when they are first needed.
# A script that needs another part of it than the server says so before it comes here.
part=${part:-server}
target=$ZOOKEEPER_PREFIX/$part/target
jars=("$ZOOKEEPER_PREFIX"/lib/paddock-server-*.jar)
built=0
if [ -e "${jars[0]}" ]; then
    lib=$ZOOKEEPER_PREFIX/lib
    jars=("$ZOOKEEPER_PREFIX"/*.jar "$lib"/*.jar)
    main=org.apache.zookeeper.server.quorum.QuorumPeerMain
    cli=org.apache.zookeeper.ZooKeeperMain
else
    jars=("$target"/paddock-"$part"-*.jar)
    if [ ! -e "${jars[0]}" ] || [ ! -d "$target/lib" ]; then
        if ! command -v mvn >/dev/null; then
            echo "Paddock is not built yet, and there is no mvn to do it. Install Maven, or run" \
                "\"mvn -DskipTests package\" in $ZOOKEEPER_PREFIX where it is." >&2
            exit 1
        fi
        echo "Paddock is not built yet. Building it now, once, in $ZOOKEEPER_PREFIX ..." >&2
        # Without tests and checks of style, and without the codes for colours that Maven prints to whatever it is.
        (
            set -o pipefail
            cd "$ZOOKEEPER_PREFIX" && mvn -q -B -Dstyle.color=never -Dmaven.test.skip -Dspotless.check.skip \
                -pl "$part" -am package 2>&1 | sed $'s/\033\\[[0-9;]*m//g' >&2
        ) || exit 1
        built=1
    fi
    lib=$target
    jars=("$target"/paddock-"$part"-*.jar "$target"/lib/*.jar)
    main=dev.paddock.server.Main
    cli=dev.paddock.client.cli.Main
fi

# The configuration comes behind the jars, so that logback.xml is found there, and what callers add comes last.
classpath=
version=unknown
for jar in "${jars[@]}"; do
    if [ -e "$jar" ]; then
        classpath=$classpath$jar:
    fi
    case $jar in
        */paddock-"$part"-*.jar)
            version=${jar##*/paddock-"$part"-}
            version=${version%.jar}
            ;;
    esac
done
classpath=$classpath$ZOOCFGDIR${CLASSPATH:+:$CLASSPATH}

SERVER_JVMFLAGS="-Xmx${ZK_SERVER_HEAP:-1000}m ${SERVER_JVMFLAGS:-}"
CLIENT_JVMFLAGS="-Xmx${ZK_CLIENT_HEAP:-256}m ${CLIENT_JVMFLAGS:-}"
export SERVER_JVMFLAGS CLIENT_JVMFLAGS

# What the JVM remembers of the classes of a server or a command line, which halves its start; see paddock-warmup. An
# archive that does not fit the JVM or the jars is passed over without a word.
archive=$lib/paddock.jsa
if [ "$part" = client ]; then
    archive=$lib/paddock-cli.jsa
fi
cds=(-Xshare:auto "-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off)
if [ ! -e "$archive" ]; then
    cds=()
fi

# The words of a list of options; nothing in it is a pattern.
words() {
    local IFS=$' \t\n'
    set -f
    # shellcheck disable=SC2206 # split on purpose
    words=($1)
    set +f
}

# The value of a key in a file of properties: the last one counts.
value_of() {
    local key=${1//./\\.}
    sed -n "s/^[[:space:]]*${key}[[:space:]]*[=:[:space:]][[:space:]]*//p" "$2" 2>/dev/null |
        sed -n '$s/[[:space:]]*$//p'
}

# The same for a directory, which may lie below the installation.
directory_of() {
    local value
    value=$(value_of "$1" "$2")
    # shellcheck disable=SC2016 # written like this in the file
    printf '%s\n' "${value/#'${paddock.home}'/$ZOOKEEPER_PREFIX}"
}
