/* Preloaded into a program under test (LD_PRELOAD): a disk that loses at a power cut what was never synced, a disk that is full, a clock that was set back.
 *
 *   COMITY_FAULTS_UNDER   the folder in which files are watched; only this must be set
 *   COMITY_FAULTS_SHADOW  a folder with each file as it was when it was synced last: what a power cut leaves. Names of files are theirs with '/' as '%'.
 *   COMITY_FAULTS_FULL    while a file of this name exists, nothing can be written
 *   COMITY_FAULTS_CLOCK   a file with the seconds by which the clock of the day is wrong
 *
 * Names (rename, link, unlink) are durable at once, as on a file system with a journal of names; contents only when they are synced.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int is_watched(const char* path) {
    const char* under = getenv("COMITY_FAULTS_UNDER");
    return under && strncmp(path, under, strlen(under)) == 0;
}

/* The path of an open regular file that is watched; 0 for others. */
static int path_of(int file, char* out) {
    char link[64];
    struct stat facts;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, out, PATH_MAX - 1);
    if (size <= 0) return 0;
    out[size] = 0;
    return is_watched(out) && fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
}

static int shadow_of(const char* path, char* out) {
    const char* shadow = getenv("COMITY_FAULTS_SHADOW");
    char whole[PATH_MAX];
    if (!shadow) return 0;
    if (path[0] != '/') {
        if (!getcwd(whole, sizeof whole - 1)) return 0;
        size_t at = strlen(whole);
        snprintf(whole + at, sizeof whole - at, "/%s", path);
        path = whole;
    }
    if (!is_watched(path)) return 0;
    int at = snprintf(out, PATH_MAX, "%s/", shadow);
    for (; *path && at < PATH_MAX - 1; ++path) out[at++] = *path == '/' ? '%' : *path;
    out[at] = 0;
    return 1;
}

static void keep(int file) {
    char path[PATH_MAX], shadow[PATH_MAX], fresh[PATH_MAX + 32], bytes[65536], source[64];
    if (!path_of(file, path) || !shadow_of(path, shadow)) return;
    snprintf(fresh, sizeof fresh, "%s~%d", shadow, (int)getpid());
    snprintf(source, sizeof source, "/proc/self/fd/%d", file);
    int in = open(source, O_RDONLY | O_CLOEXEC), out = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    REAL(write);
    for (ssize_t got; in >= 0 && out >= 0 && (got = read(in, bytes, sizeof bytes)) > 0;)
        if (real(out, bytes, (size_t)got) != got) break;
    if (in >= 0) close(in);
    if (out >= 0) close(out);
    static int (*real_rename)(const char*, const char*);
    if (!real_rename) real_rename = (int (*)(const char*, const char*))dlsym(RTLD_NEXT, "rename");
    real_rename(fresh, shadow);
}

int fsync(int file) {
    keep(file);
    return 0;
}
int fdatasync(int file) {
    keep(file);
    return 0;
}

int rename(const char* from, const char* to) {
    REAL(rename);
    char a[PATH_MAX], b[PATH_MAX];
    int done = real(from, to);
    if (done == 0 && shadow_of(from, a) && shadow_of(to, b) && real(a, b) != 0) unlink(b);  /* never synced: a name without a content */
    return done;
}

int link(const char* from, const char* to) {
    REAL(link);
    char a[PATH_MAX], b[PATH_MAX];
    int done = real(from, to);
    if (done == 0 && shadow_of(from, a) && shadow_of(to, b)) (void)!real(a, b);
    return done;
}

int unlink(const char* path) {
    REAL(unlink);
    char shadow[PATH_MAX];
    int done = real(path);
    if (done == 0 && shadow_of(path, shadow)) real(shadow);
    return done;
}

static int is_full(int file) {
    const char* flag = getenv("COMITY_FAULTS_FULL");
    char path[PATH_MAX];
    if (!flag || access(flag, F_OK) != 0 || !path_of(file, path)) return 0;
    errno = ENOSPC;
    return 1;
}

ssize_t write(int file, const void* bytes, size_t size) {
    REAL(write);
    return is_full(file) ? -1 : real(file, bytes, size);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    REAL(pwrite);
    return is_full(file) ? -1 : real(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    REAL(pwrite64);
    return is_full(file) ? -1 : real(file, bytes, size, at);
}
ssize_t pwritev(int file, const struct iovec* parts, int count, off_t at) {
    REAL(pwritev);
    return is_full(file) ? -1 : real(file, parts, count, at);
}
ssize_t pwritev64(int file, const struct iovec* parts, int count, off64_t at) {
    REAL(pwritev64);
    return is_full(file) ? -1 : real(file, parts, count, at);
}
int posix_fallocate(int file, off_t at, off_t size) {
    REAL(posix_fallocate);
    return is_full(file) ? ENOSPC : real(file, at, size);
}
int posix_fallocate64(int file, off64_t at, off64_t size) {
    REAL(posix_fallocate64);
    return is_full(file) ? ENOSPC : real(file, at, size);
}

int clock_gettime(clockid_t clock, struct timespec* time) {
    REAL(clock_gettime);
    int done = real(clock, time);
    const char* wrong = getenv("COMITY_FAULTS_CLOCK");
    if (done == 0 && clock == CLOCK_REALTIME && wrong) {
        char digits[32] = {0};
        int file = open(wrong, O_RDONLY | O_CLOEXEC);
        if (file >= 0) {
            if (read(file, digits, sizeof digits - 1) > 0) time->tv_sec += atol(digits);
            close(file);
        }
    }
    return done;
}
