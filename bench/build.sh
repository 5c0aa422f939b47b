# What bench/compare, bench/study and bench/jmh have in common; they read it from the project's root.

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
ours=bench/target/classes:gan/target/classes:nn/target/classes:engine/target/classes

# Whether there is anything newer than the class path of a module beside bench.
is_stale() {
  [ ! -e "bench/$1/target/classpath" ] || [ -n "$(find {engine,nn,gan,opencl-kernels,bench}/src/main "bench/$1/src" \
    bench/{pom.xml,"$1"/pom.xml} -newer "bench/$1/target/classpath" -print -quit)" ]
}

# Compiles a module, with what it depends on; log says what Maven said.
compile() {
  log=bench/target/${0##*/}-build.log
  mkdir -p bench/target
  ./mvnw -B -q -ntp -Dquick -pl "$1" -am "${@:2}" compile >"$log" 2>&1 </dev/null
}

# Builds bench where its classes are older than a source.
build_ours() {
  local classes=bench/target/classes
  if [ ! -d "$classes" ] || [ -n "$(find {engine,nn,gan,bench}/src/main -newer "$classes" -name '*.java' -print -quit)" ]; then
    compile bench || { cat "$log" >&2; exit 1; }
    touch "$classes"
  fi
}

# Builds bench, and the peer where it can be had; then peer is an option for Java, or nothing.
build_peer() {
  local path=bench/peer/target/classpath
  if is_stale peer; then
    rm -f "$path"
    echo "bench/${0##*/}: building" >&2
    if compile bench/peer -Ppeer; then
      touch "$path"
    else
      grep -m 1 ERROR "$log" >&2 || true
      compile bench || { cat "$log" >&2; exit 1; }
    fi
  fi
  peer=()
  if [ -e "$path" ]; then
    peer=("-Dnabla2.bench.peer=bench/peer/target/classes:$(<"$path")")
  fi
}
