#!/usr/bin/env bash
# Puts a Java runtime in place for Spark, the second engine, or says what is missing.
set -euo pipefail
command -v java >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing for Spark: a Java runtime"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null
else
  echo "Spark needs a Java runtime, 17 or later (for example: sudo apt-get install default-jre-headless)." >&2
  exit 1
fi
