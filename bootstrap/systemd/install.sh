#!/usr/bin/env bash
# Installs AirQuality on one host, as services: the store, a cycle every five minutes, and the API. Run again, it updates.
#   sudo systemd/install.sh                      from the unpacked folder that holds jobs/, api/ and systemd/
#   sudo systemd/install.sh --dotnet <archive>   with this .NET 10 runtime; else aspnetcore-runtime-*.tar.gz in the folder, else /opt/dotnet, else the host's
#   sudo systemd/install.sh --no-store --region <name>   without the store: the table is Amazon Timestream's
#   sudo systemd/install.sh --remove             removes programs and services; settings and data stay
#   --root <dir>                                 for tests: everything below <dir>; useradd, chown and systemctl are still those of the PATH
# Makes: user airquality, /opt/dotnet, /opt/airquality, /etc/airquality/airquality.env (kept where it is there), a key for the API in
# /etc/airquality/api.key, and units. Exit codes: 2 usage · 3 something is missing or wrong · 1 a step failed.
set -euo pipefail

from=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
units=(airquality-store.service airquality-cycle.service airquality-api.service airquality.target)
archive="" region="" root="" store=true remove=false

usage() { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }
wrong() { echo "install.sh: $1" >&2; exit 2; }
fail() { echo "install.sh: $1" >&2; exit 3; }
broke() { echo "install.sh: $1" >&2; exit 1; }
need() { [[ $# -ge 2 && -n "$2" ]] || wrong "$1 needs a value"; }
while [[ $# -gt 0 ]]; do
  case "$1" in
    --dotnet) need "$@"; archive=$2; shift 2 ;;
    --region)
      need "$@"
      [[ "$2" =~ ^[a-z0-9]+(-[a-z0-9]+)+$ ]] || wrong "'$2' is no region; write eu-west-1"
      region=$2; shift 2 ;;
    --no-store) store=false; shift ;;
    --remove) remove=true; shift ;;
    --root)
      need "$@"
      [[ -d "$2" ]] || fail "there is no folder '$2'"
      root=$(cd "$2" && pwd); shift 2 ;;
    -h|--help) usage; exit 0 ;;
    *) echo "install.sh: unknown option '$1'" >&2; usage >&2; exit 2 ;;
  esac
done
[[ -z "$region" || $store == false ]] || wrong "--region goes with --no-store: a host has one table"

[[ -n "$root" || $(id -u) == 0 ]] || fail "only root can install; run it with sudo"
for tool in systemctl useradd getent tar; do command -v "$tool" >/dev/null || fail "no '$tool' on PATH; this host cannot run services this way"; done

program=$root/opt/airquality dotnet=$root/opt/dotnet config=$root/etc/airquality system=$root/etc/systemd/system
settings=$config/airquality.env

# Stops and removes units, where they are there.
remove_units() {
  local unit
  for unit in "$@"; do
    [[ -e "$system/$unit" ]] || continue
    systemctl disable --now "$unit" || broke "'$unit' could not be stopped; see: systemctl status $unit"
    rm -rf "${system:?}/$unit" "$system/$unit.d/50-back-off.conf"
    rmdir "$system/$unit.d" 2>/dev/null || true
  done
}

if $remove; then
  remove_units airquality.target airquality-api.service airquality-cycle.service airquality-store.service
  systemctl daemon-reload
  rm -rf "$program" "$program.new" "$program.old"
  [[ ! -L "$dotnet" ]] || rm "$dotnet"
  echo "Removed the services and /opt/airquality. Kept: the data in /var/lib/airquality, the settings in /etc/airquality, the user airquality and /opt/dotnet, where it is a folder."
  echo "To be rid of them too: rm -rf /var/lib/airquality /etc/airquality; userdel airquality"
  exit 0
fi

# What is to be installed, before anything is touched.
for file in jobs/airquality.dll jobs/airquality.runtimeconfig.json jobs/airquality.deps.json jobs/appsettings.json \
  api/AirQuality.Api.dll api/AirQuality.Api.runtimeconfig.json api/AirQuality.Api.deps.json api/appsettings.json \
  systemd/airquality.env "${units[@]/#/systemd/}"; do
  [[ -s "$from/$file" ]] || fail "'$from' holds no $file; unpack the whole archive again"
done

# A host has one table: the one that its settings name.
names() { [[ -f "$settings" ]] && grep -qE "^AIRQUALITY_Timestream__$1=." "$settings"; }
if [[ -f "$settings" ]]; then
  if [[ $store == false ]] && names Endpoint; then
    fail "$settings names an endpoint; put # before AIRQUALITY_Timestream__Endpoint, set AIRQUALITY_Timestream__Region, and run this again"
  fi
  [[ -z "$region" ]] || names Region || fail "$settings is kept and names no region; set AIRQUALITY_Timestream__Region=$region in it, and run this again"
  if names Region && ! names Endpoint; then store=false; fi
fi
if [[ $store == false && ! -f "$settings" && -z "$region" ]]; then
  wrong "--no-store needs --region, such as eu-west-1: without both the programs would keep a store of their own"
fi

# A runtime is good when it can run the API.
runs() { [[ -x "$1/dotnet" ]] && "$1/dotnet" --list-runtimes 2>/dev/null | grep -q '^Microsoft\.AspNetCore\.App 10\.'; }
# Services see no home: a runtime that lies there would be missing for them.
host_runtime() {
  local candidate
  for candidate in "$(readlink -f "$(command -v dotnet || true)" || true)" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/lib64/dotnet/dotnet; do
    candidate=$(dirname "$candidate")
    [[ "$candidate" != /root/* && "$candidate" != /home/* ]] || continue
    if runs "$candidate"; then echo "$candidate"; return; fi
  done
}

stopped=false
cleanup() {
  # Between the two moves of a swap nothing is in place: put the old one back.
  local place
  for place in "$program" "$dotnet"; do
    [[ -e "$place" || ! -e "$place.old" ]] || mv "$place.old" "$place"
    rm -rf "$place.new"
  done
  if $stopped; then systemctl start airquality.target || true; fi
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# swap <place>: what was made beside it takes its place, whole.
swap() {
  rm -rf "$1.old"
  if [[ -e "$1" || -L "$1" ]]; then mv "$1" "$1.old"; fi
  mv "$1.new" "$1" || broke "'$1' could not be replaced"
  rm -rf "$1.old"
}

mkdir -p "$root/opt" "$system" "$config" || broke "cannot write below '${root:-/}'"
cleanup
if [[ -z "$archive" ]]; then
  archive=$(find "$from" -maxdepth 1 -name 'aspnetcore-runtime-10.*.tar.gz' -print | sort -V | tail -n 1)
fi
if [[ -n "$archive" ]]; then
  mkdir "$dotnet.new"
  tar -xzf "$archive" -C "$dotnet.new" --no-same-owner || fail "'$archive' is no whole archive; fetch it again"
  chmod -R u=rwX,go=rX "$dotnet.new"
  runs "$dotnet.new" || fail "'$archive' holds no ASP.NET Core 10 runtime that runs on this machine ($(uname -m)); take aspnetcore-runtime-10.0.x-linux-arm64 or -x64"
elif ! runs "$dotnet"; then
  runtime=$(host_runtime)
  [[ -n "$runtime" ]] || fail "there is no ASP.NET Core 10 runtime on this host; give one with --dotnet aspnetcore-runtime-10.0.x-linux-<arm64 or x64>.tar.gz"
  ln -s "$runtime" "$dotnet.new"
fi
runtime=$dotnet
[[ ! -e "$dotnet.new" ]] || runtime=$dotnet.new

mkdir "$program.new"
cp -RH "$from/jobs" "$from/api" "$program.new/"
chmod -R u=rwX,go=rX "$program.new"
# What does not run here is not installed: an embedded store answers only with every library in place, and for this machine.
scratch=$program.new/trial
said=$("$runtime/dotnet" "$program.new/jobs/airquality.dll" query --local --data "$scratch" --csv "SELECT 1" 2>&1) \
  || fail "the program does not run, so nothing was changed; unpack the whole archive again. It said: $said"
rm -rf "$scratch"
key=$("$runtime/dotnet" "$program.new/api/AirQuality.Api.dll" new-key host 2>&1) \
  || fail "the API does not run, so nothing was changed; unpack the whole archive again. It said: $key"

getent passwd airquality >/dev/null \
  || useradd --system --user-group --home-dir /var/lib/airquality --no-create-home --shell /usr/sbin/nologin airquality \
  || broke "the user airquality could not be made"

if [[ ! -f "$settings" ]]; then
  hash=$(grep -oE '"[0-9a-f]{64}"' <<< "$key" | tr -d '"') || broke "new-key printed no hash"
  (umask 077 && grep -m1 '^aq_' <<< "$key" > "$config/api.key") || broke "new-key printed no key"
  edits=(-e "s/@KEY_SHA256@/$hash/")
  if [[ $store == false ]]; then
    edits+=(-e 's/^AIRQUALITY_Timestream__Endpoint=/#&/' -e "s/^#\(AIRQUALITY_Timestream__Region=\).*/\1$region/")
  fi
  (umask 077 && sed "${edits[@]}" "$from/systemd/airquality.env" > "$settings.new")
  chown root:airquality "$settings.new"
  chmod 0640 "$settings.new"
  mv "$settings.new" "$settings"
  echo "Settings: /etc/airquality/airquality.env; please put a contact into AIRQUALITY_Feed__UserAgent. The API's key: /etc/airquality/api.key, which only root can read."
else
  echo "Settings: /etc/airquality/airquality.env is kept as it is."
fi
chmod 0755 "$config"

# A program loads its parts when it comes to need them: none runs while they are exchanged.
if [[ -e "$system/airquality.target" ]]; then
  stopped=true
  systemctl stop airquality.target || broke "the services did not stop; see: systemctl status 'airquality*'"
fi
[[ ! -e "$dotnet.new" ]] || swap "$dotnet"
swap "$program"
if [[ $store == false ]]; then
  remove_units airquality-store.service
  units=("${units[@]/airquality-store.service/}")
fi
version=$(systemctl --version | sed -n '1s/^systemd \([0-9]*\).*/\1/p')
for unit in ${units[@]+"${units[@]}"}; do
  [[ -n "$unit" ]] || continue
  install -m 0644 "$from/systemd/$unit" "$system/$unit"
  [[ "$unit" == *.service ]] || continue
  # systemd 254 learned to wait longer after each failure; an older one would warn of the words and keep the unit's steady pause.
  if [[ ${version:-0} -ge 254 ]]; then
    mkdir -p "$system/$unit.d"
    printf '[Service]\nRestartSec=2\nRestartSteps=8\nRestartMaxDelaySec=5min\n' > "$system/$unit.d/50-back-off.conf"
  fi
done
systemctl daemon-reload
for unit in "${units[@]}"; do [[ -z "$unit" ]] || systemctl enable --quiet "$unit"; done
stopped=false
systemctl start airquality.target || broke "the services did not start; see: systemctl status 'airquality*'"
echo "AirQuality runs. Look: systemctl status 'airquality*'; journalctl -fu airquality-cycle; curl http://127.0.0.1:8080/health/freshness"
