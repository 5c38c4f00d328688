#!/usr/bin/env bash
# Sets up one node of an EMR cluster from a published version: .NET, the program, the Spark worker; on the primary node the data folder too.
#   node.sh s3://<bucket>/artifacts/<version> s3://<bucket>/data
# It is the cluster's bootstrap action, and may be run again: the same version changes and downloads nothing, another version replaces.
# The version names the digest of its list SHA256SUMS, and the list the digest of every file; what differs is not installed.
#   /opt/dotnet, /usr/bin/dotnet, /usr/local/bin/dotnet     the .NET runtime
#   /opt/airquality, /opt/airquality/worker                 the program with the bridge jar, and Microsoft.Spark.Worker
#   /mnt/airquality                                         primary node: restored from s3://<bucket>/data, then mirrored there every minute
# Variables, for trying it out: AIRQUALITY_ROOT, a folder to take for / ; AIRQUALITY_RETRY_SECONDS, the pause between two tries (5).
# Exit codes: 0 done · 1 a step failed · 2 usage · 3 something missing or not as it must be.
set -Eeuo pipefail

log() { printf '%s node.sh: %s\n' "$(date -u +%FT%TZ)" "$*"; }
fail() { trap - ERR; log "failed: $2"; echo "node.sh: $2" >&2; exit "$1"; }
trap 'fail 1 "line $LINENO failed: $BASH_COMMAND"' ERR

if [[ "${1:-}" == -h || "${1:-}" == --help ]]; then sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 0; fi
[[ $# -eq 2 ]] || fail 2 "two arguments are needed, the version's and the data's place (see --help)"
bucket='s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]'
[[ "$1" =~ ^$bucket/artifacts/([0-9a-f]{16})/?$ ]] || fail 2 "'$1' is no s3://<bucket>/artifacts/<version>"
version=${BASH_REMATCH[1]} artifacts=${1%/} data=${2%/}
[[ "$data" =~ ^$bucket(/[A-Za-z0-9_.-]+)+$ ]] || fail 2 "'$2' is no s3://<bucket>/<folder>"

root=${AIRQUALITY_ROOT:-} pause=${AIRQUALITY_RETRY_SECONDS:-5} tries=4
[[ "$pause" =~ ^[0-9]+$ ]] || fail 2 "AIRQUALITY_RETRY_SECONDS is '$pause', not a number of seconds"
user=$(id -un) group=$(id -gn)
for tool in aws sudo sha256sum tar gzip unzip systemctl; do command -v "$tool" >/dev/null || fail 3 "no '$tool' on PATH"; done
case "$(uname -m)" in
  aarch64) arch=arm64 ;;
  x86_64) arch=x64 ;;
  *) fail 3 "there is nothing published for $(uname -m), only for aarch64 and x86_64" ;;
esac
log "version $version for linux-$arch"

dotnet=$root/opt/dotnet home=$root/opt/airquality
work=$root/opt/.airquality-install
sudo install -d -m 755 "$root/opt" "$root/usr/bin" "$root/usr/local/bin" || fail 1 "$root/opt cannot be written"
sudo rm -rf "$work"
trap 'sudo rm -rf "$work"' EXIT
sudo install -d -m 755 -o "$user" -g "$group" "$work" || fail 1 "$root/opt cannot be written"

# again <what> <command…>: tries a command a few times, with a growing pause.
again() {
  local what=$1 try said
  shift
  for ((try = 1; try <= tries; try++)); do
    said=$("$@" 2>&1) && return
    log "$what failed (try $try of $tries): ${said:-no word why}"
    ((try == tries)) || sleep $((pause * try))
  done
  fail 1 "$what failed $tries times, the last time with: ${said:-no word why}"
}

# download <name> <digest, or its beginning>: into the work folder, whole and right or not at all.
download() {
  aws s3 cp --only-show-errors "$artifacts/$1" "$work/$1" || return
  local digest
  digest=$(sha256sum "$work/$1") || return
  [[ "$digest" == "$2"* ]] || { rm -f "$work/$1"; echo "its SHA-256 is ${digest%% *}, not $2"; return 1; }
}

fetch() { log "downloading $1"; again "download of $artifacts/$1" download "$1" "$2"; }

# unpack <name> <folder>: the archive, which is not needed any more then.
unpack() {
  local said
  mkdir "$2"
  if [[ "$1" == *.zip ]]; then said=$(unzip -q "$work/$1" -d "$2" 2>&1); else said=$(tar -xzf "$work/$1" -C "$2" 2>&1); fi \
    || fail 1 "$1 cannot be unpacked: ${said//$'\n'/; }"
  rm "$work/$1"
}

# listed <pattern>: sets name and digest of the one file of the version that fits.
listed() {
  local found
  found=$(grep -E "^[0-9a-f]{64} [ *]$1\$" "$work/SHA256SUMS" || true)
  [[ -n "$found" && "$found" != *$'\n'* ]] || fail 3 "version $version must list one file like '$1'; publish it whole (emr/publish.sh)"
  name=${found:66} digest=${found:0:64}
}

# put <made> <place>: what was there stays until the new folder has its name.
put() {
  sudo chown -R root:root "$1"
  sudo chmod -R u+rwX,go+rX,go-w "$1"
  sudo rm -rf "$2.old"
  [[ ! -e "$2" ]] || sudo mv -T "$2" "$2.old"
  sudo mv -T "$1" "$2" || { [[ ! -e "$2.old" ]] || sudo mv -T "$2.old" "$2"; fail 1 "$2 cannot be written"; }
  sudo rm -rf "$2.old"
}

# The list of the installed version is as good as the bucket's, as long as its digest is the version's.
if [[ -f "$home/SHA256SUMS" && "$(sha256sum < "$home/SHA256SUMS")" == "$version"* ]]; then
  cp "$home/SHA256SUMS" "$work/SHA256SUMS"
  installed=true
else
  fetch SHA256SUMS "$version"
  installed=false
fi

listed 'aspnetcore-runtime-[0-9.]+-linux-'"$arch"'\.tar\.gz'
if [[ -f "$dotnet/.archive" && "$(cat "$dotnet/.archive")" == "$digest" ]]; then
  log "$dotnet is there"
else
  fetch "$name" "$digest"
  unpack "$name" "$work/dotnet"
  # Its architecture and its libraries show here, not in the first step at night.
  runtimes=$("$work/dotnet/dotnet" --list-runtimes 2>&1) || fail 3 "the dotnet of $name does not run on this node: $runtimes"
  grep -q '^Microsoft\.NETCore\.App 10\.' <<< "$runtimes" || fail 3 "$name brings no Microsoft.NETCore.App 10"
  echo "$digest" > "$work/dotnet/.archive"
  put "$work/dotnet" "$dotnet"
  log "installed $name in $dotnet"
fi
# Both, because YARN's containers and systemd's units do not look into the same folders.
for link in "$root/usr/bin/dotnet" "$root/usr/local/bin/dotnet"; do
  [[ "$(readlink "$link" || true)" == "$dotnet/dotnet" ]] || sudo ln -sfnT "$dotnet/dotnet" "$link"
done

if $installed; then
  log "$home is there"
else
  made=$work/airquality
  listed "airquality-spark-linux-$arch\\.zip"
  fetch "$name" "$digest"
  unpack "$name" "$made"
  listed "worker-linux-$arch\\.zip"
  fetch "$name" "$digest"
  unpack "$name" "$made/worker"
  listed 'microsoft-spark-3-5_2\.12-[0-9.]+\.jar'
  fetch "$name" "$digest"
  mv "$work/$name" "$made/"
  # Driver and workers of two versions do not understand each other, which shows only as a failing task.
  [[ "$name" == "microsoft-spark-3-5_2.12-$(cat "$made/worker/VERSION").jar" ]] || fail 3 "the worker is version $(cat "$made/worker/VERSION"), the bridge is $name"
  listed 'mirror\.sh'
  fetch "$name" "$digest"
  mv "$work/$name" "$made/"
  chmod 755 "$made/mirror.sh"
  for needed in airquality-spark.dll worker/Microsoft.Spark.Worker.dll; do [[ -f "$made/$needed" ]] || fail 3 "version $version has no $needed"; done
  [[ -x "$made/worker/Microsoft.Spark.Worker" ]] || fail 3 "version $version has no worker that can be started"
  mv "$work/SHA256SUMS" "$made/SHA256SUMS"
  put "$made" "$home"
  log "installed version $version in $home"
fi

# The node itself knows whether it is the primary one.
node=$root/mnt/var/lib/info/instance.json
[[ -f "$node" ]] || fail 3 "there is no $node, which says whether this is the primary node"
if ! grep -Eq '"isMaster"[[:space:]]*:[[:space:]]*true' "$node"; then
  log "done; no primary node, so no data folder"
  exit 0
fi

folder=$root/mnt/airquality part=$root/mnt/.airquality-restore
if [[ -f "$folder/.restored" ]]; then
  [[ "$(cat "$folder/.restored")" == "$data" ]] || fail 3 "$folder was restored from $(cat "$folder/.restored"), not from $data; move it away"
  log "$folder is there"
else
  [[ ! -d "$folder" ]] || rmdir "$folder" 2>/dev/null || sudo rmdir "$folder" 2>/dev/null || fail 3 "$folder holds files, but was never restored; move it away"
  log "restoring $folder from $data"
  sudo rm -rf "$part"
  sudo install -d -m 750 -o "$user" -g "$group" "$part" || fail 1 "$root/mnt cannot be written"
  # Claimed before it is read: another cluster's mirror, which may still run, must not go on deleting there what this one adds.
  cat /proc/sys/kernel/random/uuid > "$work/owner"
  again "claiming $data" aws s3 cp --only-show-errors "$work/owner" "$data/.owner"
  again "restoring from $data" aws s3 sync --only-show-errors "$data" "$part"
  cp "$work/owner" "$part/.owner"
  echo "$data" > "$part/.restored" # From now on the folder may be mirrored.
  sudo mv -T "$part" "$folder"
fi

# unit <name>: writes a unit from standard input if it says anything new.
unit() {
  cat > "$work/$1"
  [[ "$(cat "$root/etc/systemd/system/$1" 2>/dev/null)" != "$(cat "$work/$1")" ]] || return 0
  sudo install -D -m 644 "$work/$1" "$root/etc/systemd/system/$1"
  changed=true
}
changed=false
unit airquality-mirror.service <<UNIT
[Unit]
Description=Copies the data folder of airquality to $data
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
User=$user
ExecStart=$home/mirror.sh $folder $data
TimeoutStartSec=15min
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths=$folder
UNIT
unit airquality-mirror.timer <<'UNIT'
[Unit]
Description=Copies the data folder of airquality every minute

[Timer]
OnBootSec=1min
OnUnitInactiveSec=1min
AccuracySec=5s

[Install]
WantedBy=timers.target
UNIT
! $changed || sudo systemctl daemon-reload
systemctl is-active --quiet airquality-mirror.timer || sudo systemctl enable --now airquality-mirror.timer
log "done; primary node"
