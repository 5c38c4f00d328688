#!/usr/bin/env bash
# Writes /etc/grafana/airquality.env, what Grafana and its provisioning take from their environment, at each boot before Grafana starts.
#   grafana/configure.sh            as root; grafana-configure.service runs it with /etc/airquality/grafana.env as its environment
# What it looks at:
#   AIRQUALITY_REGION, AIRQUALITY_DATABASE, AIRQUALITY_TABLE       the table of the readings
#   AIRQUALITY_URL                                                 how visitors reach it, http:// or https://
#   AIRQUALITY_ADMIN_SECRET, AIRQUALITY_KEY_SECRET                 secrets in Secrets Manager: admin's password, Grafana's secret key
#   AIRQUALITY_TIMESTREAM_ENDPOINT (empty), AIRQUALITY_AUTH (default)   for another Timestream than the region's
#   AIRQUALITY_ROOT                                                put before the path that it writes
# Exit codes: 0 done, 1 a step failed, 2 usage, 3 something is missing or wrong.
set -euo pipefail
case "${1:-}" in
  -h|--help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
  ?*) echo "configure.sh: takes no argument, got '$1' (see --help)" >&2; exit 2 ;;
esac
target=${AIRQUALITY_ROOT:-}/etc/grafana/airquality.env
fail() { echo "configure.sh: $1" >&2; exit 1; }
wrong() { echo "configure.sh: $1" >&2; exit 3; }

# setting <name> <pattern>: there, and nothing in it that could end a line or a quotation in the file below.
setting() { [[ "${!1:-}" =~ ^($2)$ ]] || wrong "$1 is '${!1:-}', which is not of the form $2; set it in /etc/airquality/grafana.env"; }
setting AIRQUALITY_REGION '[a-z]{2,}(-[a-z]+)+-[0-9]+'
setting AIRQUALITY_DATABASE '[A-Za-z0-9_.-]{3,256}'
setting AIRQUALITY_TABLE '[A-Za-z0-9_.-]{3,256}'
setting AIRQUALITY_URL 'https?://[A-Za-z0-9.-]+(:[0-9]+)?/'
setting AIRQUALITY_TIMESTREAM_ENDPOINT '|https?://[A-Za-z0-9.-]+(:[0-9]+)?/?'
: "${AIRQUALITY_AUTH:=default}"
setting AIRQUALITY_AUTH 'default|keys|credentials|ec2_iam_role'
setting AIRQUALITY_ADMIN_SECRET '[A-Za-z0-9:/_+=.@-]+'
setting AIRQUALITY_KEY_SECRET '[A-Za-z0-9:/_+=.@-]+'
command -v aws >/dev/null || wrong "no 'aws' on PATH"
[[ -d "$(dirname "$target")" ]] || wrong "there is no '$(dirname "$target")'; run install.sh first"

export AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=6 # right after boot the network may not be there yet
# secret <id> <what>
secret() {
  local value
  value=$(aws secretsmanager get-secret-value --region "$AIRQUALITY_REGION" --secret-id "$1" --query SecretString --output text) \
    || fail "$2 cannot be read from the secret '$1'; does it exist, and may this instance read it?"
  [[ "$value" =~ ^[A-Za-z0-9!#%\&*+,./:\;\<=\>?@^_~-]{16,128}$ ]] \
    || wrong "$2 in the secret '$1' must be 16 to 128 letters, digits or punctuation without quotes, \$, backslash or spaces"
  echo "$value"
}
password=$(secret "$AIRQUALITY_ADMIN_SECRET" "admin's password")
secret_key=$(secret "$AIRQUALITY_KEY_SECRET" "Grafana's secret key")
[[ "$AIRQUALITY_URL" == https://* ]] && https=true || https=false

umask 077 # secrets: root alone; systemd reads it before it becomes Grafana's user
trap 'rm -f "$target.new"' EXIT
cat > "$target.new" <<ENVIRONMENT
AIRQUALITY_REGION="$AIRQUALITY_REGION"
AIRQUALITY_DATABASE="$AIRQUALITY_DATABASE"
AIRQUALITY_TABLE="$AIRQUALITY_TABLE"
AIRQUALITY_TIMESTREAM_ENDPOINT="${AIRQUALITY_TIMESTREAM_ENDPOINT:-}"
AIRQUALITY_AUTH="$AIRQUALITY_AUTH"
AWS_REGION="$AIRQUALITY_REGION"
GF_SERVER_ROOT_URL="$AIRQUALITY_URL"
GF_SECURITY_COOKIE_SECURE="$https"
GF_SECURITY_STRICT_TRANSPORT_SECURITY="$https"
GF_SECURITY_ADMIN_PASSWORD="$password"
GF_SECURITY_SECRET_KEY="$secret_key"
ENVIRONMENT
mv "$target.new" "$target"
echo "configure.sh: Grafana reads \"$AIRQUALITY_DATABASE\".\"$AIRQUALITY_TABLE\" in $AIRQUALITY_REGION and is reached at $AIRQUALITY_URL" >&2
