#!/usr/bin/env bash
# Makes an empty data directory, and says that a server may begin with it.
bin=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=bin/zkEnv.sh
. "$bin/zkEnv.sh"

usage() {
    echo "usage: $0 [--configfile=conf-file] [--myid=id] [--force] [-h|--help]"
    echo "       --configfile  the configuration, $ZOOCFG if not given"
    echo "       --myid        the id of this server, to be written to dataDir/myid"
    echo "       --force       empties directories that are in use"
    exit 1
}

myid=
force=
while [ $# -gt 0 ]; do
    case $1 in
        --configfile=*) ZOOCFG=${1#*=} ;;
        --myid=*) myid=${1#*=} ;;
        --configfile | --myid)
            if [ $# -lt 2 ]; then
                usage
            fi
            if [ "$1" = --myid ]; then
                myid=$2
            else
                ZOOCFG=$2
            fi
            shift
            ;;
        --force) force=1 ;;
        -h | --help) usage ;;
        *)
            echo "Unknown option: $1"
            usage
            ;;
    esac
    shift
done

if [ ! -f "$ZOOCFG" ]; then
    echo "Unable to find config file at $ZOOCFG"
    exit 1
fi
data_dir=$(directory_of dataDir "$ZOOCFG")
if [ -z "$data_dir" ]; then
    echo "Unable to determine dataDir from $ZOOCFG"
    exit 1
fi
log_dir=$(directory_of dataLogDir "$ZOOCFG")
log_dir=${log_dir:-$data_dir}

if [ -n "$force" ]; then
    echo "Force enabled, data/txnlog directories will be re-initialized"
else
    if [ -d "$data_dir/version-2" ]; then
        echo "ZooKeeper data directory already exists at $data_dir (or use --force to force re-initialization)"
        exit 1
    fi
    if [ -d "$log_dir/version-2" ]; then
        echo "ZooKeeper txnlog directory already exists at $log_dir (or use --force to force re-initialization)"
        exit 1
    fi
fi

set -e
rm -rf "$data_dir/myid" "$data_dir/version-2" "$log_dir/myid" "$log_dir/version-2"
mkdir -p "$data_dir/version-2" "$log_dir/version-2"
if [ -n "$myid" ]; then
    echo "Using myid of $myid"
    echo "$myid" >"$data_dir/myid"
else
    echo "No myid provided, be sure to specify it in $data_dir/myid if using non-standalone"
fi
touch "$data_dir/initialize"
