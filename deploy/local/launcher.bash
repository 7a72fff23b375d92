# What start and stop have in common: the newest Java, and the launcher's classes.

readonly oldest_java=17
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly repository
readonly launcher="$repository/deploy/local/target/launcher"

fail() {
  echo "$1" >&2
  exit 1
}

# Prints the major version of the Java in a folder: 8 for 1.8.0_392, 17 for 17.0.15.
java_version() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release" 2>/dev/null) || true
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1) || true
  fi
  version=${version#1.}
  version=${version%%[!0-9]*}
  echo "${version:-0}"
}

# Prints the folders in which a Java may be, without the ones where there is none.
java_homes() {
  local on_path home
  on_path=$(command -v java || true)
  if [ -n "$on_path" ]; then
    on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  fi
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /usr/local/java* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*; do
    if [ -n "$home" ] && [ -x "$home/bin/java" ]; then
      echo "$home"
    fi
  done
}

# Prints the folder of the newest Java among those given on the input; fails with a line if none is new enough.
newest_java() {
  local home version newest='' newest_version=0
  while read -r home; do
    version=$(java_version "$home")
    if [ "$version" -gt "$newest_version" ]; then
      newest=$home
      newest_version=$version
    fi
  done
  if [ -z "$newest" ]; then
    fail "Velvet needs a JDK, $oldest_java or later, and none was found: install one, or set JAVA_HOME to it"
  fi
  if [ "$newest_version" -lt "$oldest_java" ]; then
    fail "Velvet needs a JDK, $oldest_java or later; the newest one found is $newest_version, in $newest"
  fi
  echo "$newest"
}

build_launcher() {
  command -v mvn >/dev/null || fail "Velvet is built by Maven, and there is no mvn on the PATH"
  echo "Building the launcher"
  local home=$1 log
  log="$repository/deploy/local/target/build.log"
  mkdir -p "$(dirname "$log")"
  if [ -x "$home/bin/javac" ]; then
    export JAVA_HOME=$home
  fi
  (cd "$repository" && mvn -B -ntp -q -DskipTests -pl deploy/local -am package) >"$log" 2>&1 ||
    fail "The build failed, see $log: $(sed -n 's/^\[ERROR\] //p' "$log" | head -n 1)"
}

# Runs a class of the launcher in place of this shell.
launch() {
  local home
  home=$(java_homes | newest_java) || exit 1
  if ! compgen -G "$launcher/velvet-local-*.jar" >/dev/null; then
    build_launcher "$home"
  fi
  exec "$home/bin/java" -Xmx48m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dvelvet.repository=$repository" \
    -cp "$launcher/*" "$@"
}
