# Sourced by ./run, ./test and packaging/build-deb (bash), in the project's root: installs the Debian packages of tools/packages.txt
# that are missing, and builds the presets of CMakePresets.json.

# say WORDS: talk goes to standard error, so that standard output stays the program's.
say() { printf '%s\n' "$*" >&2; }

# packages_of SECTION...: the names, one a line, but for those whose command is there already.
packages_of() {
    awk -v wanted=" $* " '
        /^\[/ { section = substr($0, 2, length($0) - 2); next }
        NF && $1 !~ /^#/ && index(wanted, " " section " ")' tools/packages.txt |
        while read -r name instead; do
            [ -n "$instead" ] && command -v "$instead" >/dev/null || printf '%s\n' "$name"
        done
}

# missing_of NAME...: those that dpkg does not have installed, one a line.
missing_of() {
    local installed
    # dpkg-query fails where it does not know one of them, which is just what is asked.
    installed=$({ dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true; } | awk '$2 == "installed" { print $1 }' | sort -u)
    comm -23 <(printf '%s\n' "$@" | sort -u) <(printf '%s\n' "$installed")
}

# provide SECTION...: installs what is missing; nothing is removed or upgraded on purpose. Returns 1 with a sentence if it cannot.
provide() {
    local names missing as_root=()
    mapfile -t names < <(packages_of "$@")
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "This is no Debian system, so nothing is installed; these must be here by other means: ${names[*]}"
        return 0
    fi
    mapfile -t missing < <(missing_of "${names[@]}")
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "These Debian packages are missing: ${missing[*]}"
            say "Install them as root (apt-get install ${missing[*]}), then run this again"
            return 1
        fi
        as_root=(sudo)
    fi
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    local log=build/provide.log
    mkdir -p build
    if ! { "${as_root[@]}" apt-get update -q -o DPkg::Lock::Timeout=300 &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends --no-remove \
            -o DPkg::Lock::Timeout=300 "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        say "The packages could not be installed; the whole of what apt-get said is in $log"
        return 1
    fi
}

# cores: how many builds and tests run at once.
cores() { nproc 2>/dev/null || echo 2; }

# configure PRESET [OPTION...]: makes build/PRESET where there is none yet; one that is there brings itself up to date.
configure() {
    local preset=$1
    shift
    [ ! -f "build/$preset/build.ninja" ] || return 0
    say "Preparing the build in build/$preset"
    mkdir -p build
    if ! cmake --preset "$preset" "$@" >"build/$preset.log" 2>&1; then
        cat "build/$preset.log" >&2
        return 1
    fi
}

# build PRESET [TARGET...]: on a terminal with ninja's progress, elsewhere with what goes wrong and a line a minute.
build() {
    local preset=$1 log status=0 watcher
    shift
    if [ -t 2 ]; then
        ninja -C "build/$preset" -j "$(cores)" "$@" >&2
        return
    fi
    log=build/$preset.ninja.log
    : >"$log"
    while sleep 60 >/dev/null 2>&1 </dev/null; do
        say "Building build/$preset: $(grep -o '^\[[0-9]*/[0-9]*\]' "$log" | tail -n 1)"
    done &
    watcher=$!
    ninja -C "build/$preset" -j "$(cores)" "$@" >"$log" 2>&1 || status=$?
    kill "$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    [ "$status" -eq 0 ] || grep -v '^\[[0-9]*/[0-9]*\]' "$log" >&2 || true
    return "$status"
}

# build_with_tests PRESET [OPTION...]: all of it. A folder that was made with other options gets these; what is built stays built.
build_with_tests() {
    local preset=$1 option
    shift
    set -- -DCOMITY_TESTS=ON "$@"
    configure "$preset" "$@"
    for option in "$@"; do
        option=${option#-D}
        if ! grep -q "^${option%%=*}:[A-Z]*=${option#*=}$" "build/$preset/CMakeCache.txt"; then
            cmake -S . -B "build/$preset" "$@" >"build/$preset.log" 2>&1 || { cat "build/$preset.log" >&2; return 1; }
        fi
    done
    say "Building build/$preset"
    build "$preset"
}
