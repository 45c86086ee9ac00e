# Sourced by what runs inside a bare root (bash, nothing else).

# answers PORT PATH [SECONDS]: the first line of what a server on this machine answers, waiting for it to be ready; needs nothing
# but bash, so that it works inside a bare root.
answers() {
    local port=$1 path=$2 end=$((SECONDS + ${3:-20})) line
    while [ $SECONDS -lt "$end" ]; do
        if { exec 9<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; then
            printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$path" "$port" >&9
            IFS= read -r -t 10 line <&9 || true
            exec 9>&-
            printf '%s\n' "${line%$'\r'}"
            return 0
        fi
        sleep 0.2
    done
    echo "nothing answers at port $port" >&2
    return 1
}
