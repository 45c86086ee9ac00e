#include <cstring>

#include <dlfcn.h>

#define CURL_DISABLE_TYPECHECK  // its macros stand in the way of pointers to its functions
#include <curl/curl.h>

#include "fetch/library.hpp"

namespace comity::fetch {

namespace {

template <typename Function>
void bind(Library& library, void* handle, const char* name, Function& function) {
    void* found = ::dlsym(handle, name);
    if (found == nullptr) library.missing = std::string("libcurl has no ") + name;
    std::memcpy(&function, &found, sizeof function);  // POSIX: dlsym's answer is a function's address in a pointer to an object
}

Library load() {
    Library library;
    void* handle = nullptr;
    // Debian builds it with OpenSSL and with GnuTLS; both do.
    for (const char* name : {"libcurl.so.4", "libcurl-gnutls.so.4"}) {
        if (handle == nullptr) handle = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
    }
    if (handle == nullptr) {
        library.missing = "libcurl is not installed";
        return library;
    }
    bind(library, handle, "curl_global_init", library.global_init);
    bind(library, handle, "curl_easy_init", library.easy_init);
    bind(library, handle, "curl_easy_setopt", library.easy_setopt);
    bind(library, handle, "curl_easy_perform", library.easy_perform);
    bind(library, handle, "curl_easy_getinfo", library.easy_getinfo);
    bind(library, handle, "curl_easy_cleanup", library.easy_cleanup);
    bind(library, handle, "curl_slist_append", library.slist_append);
    bind(library, handle, "curl_slist_free_all", library.slist_free_all);
    if (library.missing.empty() && library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) library.missing = "libcurl could not begin its work";
    return library;
}

}  // namespace

const Library& the_library() {
    static const Library library = load();
    return library;
}

}  // namespace comity::fetch
