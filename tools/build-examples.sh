#!/bin/bash
# build-examples.sh [DIR]: builds and tests the plugins in examples/ as a third party builds its own: from the
# artifacts that the last "mvn package" made, with Maven's local repository in DIR, or without DIR in a new one that
# goes afterwards. What vfio4j is made of, and all else, comes from Maven's remote repositories.
set -euo pipefail

if (($# == 0)); then
	repository=$(mktemp -d)
	trap 'rm -rf "$repository"' EXIT
else
	mkdir -p "$1"
	repository=$(cd "$1" && pwd)
fi
cd "$(dirname "$0")/.."

tools/local-repository.sh "$repository"
for example in examples/*/pom.xml; do
	mvn -B -q -Dmaven.repo.local="$repository" ${MAVEN_ARGS:-} -f "$example" clean verify </dev/null
	jar=${example%pom.xml}target/$(basename "${example%/pom.xml}").jar
	[ -f "$jar" ] || { echo "build-examples.sh: $example made no $jar" >&2; exit 1; }
	echo "$jar"
done
