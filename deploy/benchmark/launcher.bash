# What the commands here have in common: what they need, how they are built and started.

fail() {
  echo "$1" >&2
  exit 1
}

# Debian packs pgbench with the server.
require() {
  local command=$1 package=$2
  command -v "$command" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $package"
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$package"; } \
      >/dev/null 2>&1 || true
  fi
  command -v "$command" >/dev/null || fail "This needs $command: install the package $package"
}

require_tools() {
  require wrk wrk
  require pgbench postgresql-contrib
  require_java
}

require_java() {
  command -v java >/dev/null || fail "This needs a JDK, 17 or later"
  command -v mvn >/dev/null || fail "This needs Maven: there is no mvn on the PATH"
}

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly repository

# What is told to be built, and the modules that are.
build() {
  local what=$1 modules=$2
  cd "$repository/deploy/benchmark"
  mkdir -p target
  echo "Building $what"
  (cd "$repository" && mvn -B -ntp -q -DskipTests -pl "$modules,deploy/benchmark" -am package) \
    </dev/null >target/build.log 2>&1 ||
    fail "The build failed, see deploy/benchmark/target/build.log: $(sed -n 's/.*ERROR[^ ]* //p' target/build.log | head -n 1)"
}

measure() {
  exec java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dvelvet.repository=$repository" \
    -cp "target/launcher/*" "$@"
}
