// libcurl, bound when it is first used. Private to fetch/; its own header stays in .cpp files, which include it before this one.
#pragma once

#include <string>

namespace comity::fetch {

/// The functions of the library that are used. Loading it at the start of every command would cost it about 6 ms (it brings 30 libraries along).
struct Library {
    decltype(&::curl_global_init) global_init = nullptr;
    decltype(&::curl_easy_init) easy_init = nullptr;
    decltype(&::curl_easy_setopt) easy_setopt = nullptr;
    decltype(&::curl_easy_perform) easy_perform = nullptr;
    decltype(&::curl_easy_getinfo) easy_getinfo = nullptr;
    decltype(&::curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&::curl_slist_append) slist_append = nullptr;
    decltype(&::curl_slist_free_all) slist_free_all = nullptr;
    std::string missing;  ///< why it can't be used; "" if it can
};
const Library& the_library();

}  // namespace comity::fetch
