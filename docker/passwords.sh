#!/usr/bin/env bash
# Gives each service's role the password that the service's own settings name. PostgreSQL runs it once, on a new volume.
set -euo pipefail

for role in feedback insight action; do
  settings="${HEED_SECRETS:-/run/secrets}/$role.properties"
  password="$(sed -n 's/^quarkus\.datasource\.password=//p' "$settings")"
  if [[ -z "$password" ]]; then
    echo "$settings has no quarkus.datasource.password: make it with docker/secrets." >&2
    exit 1
  fi
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username postgres --dbname heed \
    --set role="$role" --set password="$password" <<<"ALTER ROLE :\"role\" PASSWORD :'password';"
done
