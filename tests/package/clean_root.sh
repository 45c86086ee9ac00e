# Sourced by the tests of this folder (bash): a bare Debian 12 in a folder, and commands run inside it.
# Skips (exit 77) where there are no rights for it; what runs inside ends with the command, mounts included.

skip() {
    printf 'skipped: %s\n' "$*"
    exit 77
}

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || skip "a clean root needs root, or sudo without a password"
    as_root=(sudo -n)
fi
command -v debootstrap >/dev/null || [ -x /usr/sbin/debootstrap ] || skip "debootstrap is not installed (./test --all installs it)"

# make_root FOLDER: the smallest Debian 12, from the archive that this machine itself uses.
make_root() {
    local mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 'Created-By: Packages' 2>/dev/null | head -n 1)
    "${as_root[@]}" rm -rf --one-file-system "$1"
    "${as_root[@]}" env PATH="$PATH:/usr/sbin:/sbin" debootstrap --variant=minbase bookworm "$1" ${mirror:+"$mirror"} >"$1.log" 2>&1 ||
        { tail -n 20 "$1.log"; skip "no bare Debian 12 could be made, as without a network"; }
    "${as_root[@]}" cp /etc/resolv.conf "$1/etc/resolv.conf"
}

# in_root FOLDER COMMAND...: in namespaces of its own, with an environment as after a login.
in_root() {
    local root=$1
    shift
    "${as_root[@]}" unshare --mount --pid --fork --kill-child -- bash -c '
        root=$1; shift
        mount -t proc proc "$root/proc" && mount --bind /dev "$root/dev" || exit 1
        exec env -i HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            chroot "$root" "$@"' in_root "$root" "$@"
}
