#!/usr/bin/env bash
# Installs Grafana, its Timestream plugin, the dashboards, the units and the CloudWatch agent on Amazon Linux 2023, from the folder it is in.
#   grafana/install.sh <version>    as root; the version of the artifacts, kept in /opt/airquality/grafana/VERSION
#   grafana/install.sh --check      changes nothing; says what is not as it would be installed
# Runs at an image's build or at an instance's first boot. It starts nothing, and knows neither region nor secrets: that is configure.sh's.
# Running it again downloads only what is missing, and puts all files right. Versions: versions.env.
# AIRQUALITY_ROOT is put before every path that it writes.
# Exit codes: 0 done, 1 a step failed or the check found something, 2 usage, 3 something is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${AIRQUALITY_ROOT:-}
home=$root/opt/airquality/grafana
plugins=$root/var/lib/grafana/plugins
program=$root/usr/share/grafana/bin/grafana
key=$root/etc/pki/rpm-gpg/RPM-GPG-KEY-grafana
agent=$root/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl

case "${1:-}" in
  -h|--help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
  --check) ;;
  *[!0-9a-f]*|'') echo "install.sh: the version of the artifacts is hex digits, not '${1:-}' (see --help)" >&2; exit 2 ;;
esac
[[ $# -eq 1 ]] || { echo "install.sh: one argument, not $# (see --help)" >&2; exit 2; }

fail() { echo "install.sh: $1" >&2; exit 1; }
missing() { echo "install.sh: $1" >&2; exit 3; }
step() { echo "install.sh: $1" >&2; }
# shellcheck disable=SC1091 # beside this file
source "$here/versions.env"

has_grafana() { [[ -x "$program" && "$(rpm -q --queryformat '%{VERSION}' grafana 2>/dev/null)" == "$GRAFANA_VERSION" ]]; }
# Grafana itself checks at each start that the manifest is signed and that every file is as it says.
has_plugin() { [[ -f "$plugins/$PLUGIN/MANIFEST.txt" ]] && grep -qE "\"version\": *\"$PLUGIN_VERSION\"" "$plugins/$PLUGIN/plugin.json"; }
# The primary keys in a file; a second one would be trusted as well, so it must not be there.
fingerprints() {
  gpg --batch --show-keys --with-colons "$1" | awk -F: '$1 == "pub" { wanted = 1 } wanted && $1 == "fpr" { print $10; wanted = 0 }'
}
# Each file of the folder, and its place.
files() {
  echo "grafana.ini etc/grafana/grafana.ini"
  local file
  for file in provisioning/datasources provisioning/dashboards; do
    (cd "$here" && find "$file" -name '*.yaml' -printf '%p etc/grafana/%p\n')
  done
  (cd "$here" && find dashboards -name '*.json' -printf '%p var/lib/grafana/%p\n')
  (cd "$here/systemd" && find . -name '*.service' -printf 'systemd/%P etc/systemd/system/%P\n')
  for file in install.sh configure.sh versions.env cloudwatch-agent.json; do echo "$file opt/airquality/grafana/$file"; done
}

if [[ "$1" == --check ]]; then
  wrong=0
  complain() { wrong=1; echo "install.sh: $1" >&2; }
  has_grafana || complain "Grafana $GRAFANA_VERSION is not installed"
  has_plugin || complain "$PLUGIN $PLUGIN_VERSION is not installed"
  [[ -x "$agent" ]] || complain "the CloudWatch agent is not installed"
  [[ -s "$home/VERSION" ]] || complain "no installation was finished"
  exit "$wrong"
fi

for tool in dnf rpm gpg curl systemctl; do command -v "$tool" >/dev/null || missing "no '$tool' on PATH; this is for Amazon Linux 2023"; done
for folder in dashboards provisioning systemd; do [[ -d "$here/$folder" ]] || missing "there is no '$here/$folder'; unpack the whole grafana.zip"; done
rm -f "$home/VERSION" # what is half done must not pass for done
umask 022 # Grafana's user reads all of it

if ! has_grafana; then
  step "installing Grafana $GRAFANA_VERSION"
  mkdir -p "$(dirname "$key")" "$root/etc/yum.repos.d"
  curl --fail --silent --show-error --location --connect-timeout 10 --retry 3 --output "$key.new" https://rpm.grafana.com/gpg.key \
    || fail "Grafana's key cannot be fetched from rpm.grafana.com; is there a way out to it?"
  found=$(fingerprints "$key.new")
  if [[ "$found" != "$GRAFANA_KEY" ]]; then
    rm -f "$key.new"
    fail "the key at rpm.grafana.com is '${found//$'\n'/ }', not $GRAFANA_KEY; if Grafana Labs announced a new one, change versions.env"
  fi
  mv "$key.new" "$key"
  # Off, so that an update of the system does not change the version.
  cat > "$root/etc/yum.repos.d/grafana.repo" <<REPO
[grafana]
name=Grafana
baseurl=https://rpm.grafana.com
enabled=0
gpgcheck=1
repo_gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-grafana
sslverify=1
REPO
  dnf install --assumeyes --quiet --enablerepo=grafana "grafana-$GRAFANA_VERSION" || fail "dnf could not install grafana-$GRAFANA_VERSION"
  has_grafana || fail "after dnf, Grafana is not $GRAFANA_VERSION; is another version installed already?"
fi
if [[ ! -x "$agent" ]]; then
  step "installing the CloudWatch agent"
  dnf install --assumeyes --quiet amazon-cloudwatch-agent || fail "dnf could not install amazon-cloudwatch-agent"
fi
if ! has_plugin; then
  step "installing $PLUGIN $PLUGIN_VERSION"
  rm -rf "${plugins:?}/$PLUGIN"
  mkdir -p "$plugins"
  "$program" cli --homepath "$root/usr/share/grafana" --pluginsDir "$plugins" plugins install "$PLUGIN" "$PLUGIN_VERSION" \
    || fail "Grafana could not install $PLUGIN $PLUGIN_VERSION; is there a way out to grafana.com?"
  has_plugin || fail "what Grafana installed into $plugins is not a signed $PLUGIN $PLUGIN_VERSION"
fi

step "placing files"
# What an older version brought and this one lacks would be provisioned beside it.
rm -rf "$root/etc/grafana/provisioning" "$root/var/lib/grafana/dashboards"
while read -r from to; do install -D -m 644 "$here/$from" "$root/$to"; done < <(files)
chmod 755 "$home/install.sh" "$home/configure.sh"
# Grafana logs an error for each of its folders that is not there.
mkdir -p "$root/etc/grafana/provisioning/"{alerting,plugins}
# The service only reads these; the package gave them to it.
[[ -n "$root" ]] || { chown -R root:root /var/lib/grafana /etc/grafana; chmod 755 /var/lib/grafana /etc/grafana; }
systemctl daemon-reload
systemctl enable --quiet grafana-configure.service grafana-server.service
echo "$1" > "$home/VERSION"
step "Grafana $GRAFANA_VERSION with $PLUGIN $PLUGIN_VERSION is installed, artifacts $1"
