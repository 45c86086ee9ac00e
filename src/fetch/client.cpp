#include "fetch/client.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

#define CURL_DISABLE_TYPECHECK  // its macros stand in the way of pointers to its functions
#include <curl/curl.h>

#include "base/trimmed.hpp"
#include "fetch/library.hpp"


namespace comity::fetch {

namespace {

bool same_letters(std::string_view a, std::string_view b) noexcept {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return small(x) == small(y); });
}

/// "bytes 100-199/200" -> 100
std::optional<std::uint64_t> begin_of_range(std::string_view content_range) {
    constexpr std::string_view unit = "bytes ";
    if (!content_range.starts_with(unit)) return std::nullopt;
    content_range.remove_prefix(unit.size());
    std::uint64_t begin = 0;
    const auto [end, failed] = std::from_chars(content_range.data(), content_range.data() + content_range.size(), begin);
    if (failed != std::errc() || end == content_range.data() + content_range.size() || *end != '-') return std::nullopt;
    return begin;
}

/// What comes while the library works; its callbacks write here.
struct Coming {
    const Ask& ask;
    const Limits& limits;
    Answer answer;
    std::string etag, last_modified, content_range;
    bool body_begun = false, too_large = false, other_range = false;

    /// A further answer begins: a redirect's, an interim one's, the last one's.
    void begin_head(std::string_view line) {
        answer.type.clear();
        answer.retry_after.clear();
        etag.clear();
        last_modified.clear();
        content_range.clear();
        const std::size_t blank = line.find(' ');
        answer.status = 0;
        if (blank != std::string_view::npos) std::from_chars(line.data() + blank + 1, line.data() + line.size(), answer.status);
    }

    void take_head(std::string_view line) {
        if (line.starts_with("HTTP/")) return begin_head(line);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return;
        const std::string_view name = line.substr(0, colon);
        const std::string value(trimmed(line.substr(colon + 1)));
        if (same_letters(name, "content-type")) answer.type = value;
        else if (same_letters(name, "retry-after")) answer.retry_after = value;
        else if (same_letters(name, "etag")) etag = value;
        else if (same_letters(name, "last-modified")) last_modified = value;
        else if (same_letters(name, "content-range")) content_range = value;
    }

    /// Whether it is wanted.
    bool take_body(std::string_view bytes) {
        constexpr int partial_content = 206;
        if (!body_begun) {
            body_begun = true;
            if (answer.status == partial_content) {
                // What is behind another place than the one asked for is of no use.
                other_range = begin_of_range(content_range) != ask.held.size();
                if (other_range) return false;
                answer.body = ask.held;
            }
        }
        if (bytes.size() > limits.bytes || answer.body.size() > limits.bytes - bytes.size()) {
            too_large = true;
            return false;
        }
        answer.body.append(bytes);
        return true;
    }
};

std::size_t on_head(char* bytes, std::size_t size, std::size_t count, void* coming) {
    static_cast<Coming*>(coming)->take_head({bytes, size * count});
    return size * count;
}

std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* coming) {
    return static_cast<Coming*>(coming)->take_body({bytes, size * count}) ? size * count : 0;
}

int on_progress(void* coming, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return static_cast<Coming*>(coming)->limits.stopped() ? 1 : 0; }

Ended ended_by(CURLcode code, const Coming& coming) {
    if (coming.too_large) return Ended::too_large;
    switch (code) {
        case CURLE_OK: return Ended::answered;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY: return Ended::no_name;
        case CURLE_COULDNT_CONNECT: return Ended::no_connection;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CONNECT_ERROR: return Ended::not_trusted;
        case CURLE_OPERATION_TIMEDOUT: return Ended::too_slow;
        case CURLE_FILESIZE_EXCEEDED: return Ended::too_large;
        case CURLE_TOO_MANY_REDIRECTS: return Ended::too_many_redirects;
        case CURLE_UNSUPPORTED_PROTOCOL: return Ended::other_scheme;
        case CURLE_URL_MALFORMAT: return Ended::bad_address;
        case CURLE_ABORTED_BY_CALLBACK: return Ended::stopped;
        case CURLE_PARTIAL_FILE:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM: return Ended::broke_off;
        default: return Ended::otherwise;
    }
}

class CurlClient : public Client {
public:
    explicit CurlClient(Limits limits) : limits_(std::move(limits)) {}
    ~CurlClient() override {
        if (handle_ != nullptr) the_library().easy_cleanup(handle_);
    }
    CurlClient(const CurlClient&) = delete;
    CurlClient& operator=(const CurlClient&) = delete;

    Answer get(const Ask& ask) override {
        const Library& library = the_library();
        Answer failed;
        failed.address = ask.address;
        if (!library.missing.empty()) {
            failed.ended = Ended::no_library;
            failed.detail = library.missing;
            return failed;
        }
        if (handle_ == nullptr) handle_ = library.easy_init();
        if (handle_ == nullptr) {
            failed.detail = "libcurl could not begin its work";
            return failed;
        }
        return get(ask, library);
    }

private:
    Limits limits_;
    CURL* handle_ = nullptr;  ///< kept, so that the connection is used again

    Answer get(const Ask& ask, const Library& library) {
        Coming coming{ask, limits_, {}, {}, {}, {}};
        coming.answer.address = ask.address;
        std::array<char, CURL_ERROR_SIZE> words{};
        curl_slist* fields = nullptr;
        const bool goes_on = !ask.held.empty() && !ask.mark.empty();
        // RFC 9110, 13.1.5: only if it is still the same; else the whole comes.
        if (goes_on) fields = library.slist_append(fields, ("If-Range: " + ask.mark).c_str());
        set_up(ask, library, coming, words.data());
        library.easy_setopt(handle_, CURLOPT_HTTPHEADER, fields);
        const std::string range = goes_on ? std::to_string(ask.held.size()) + "-" : std::string();
        library.easy_setopt(handle_, CURLOPT_RANGE, goes_on ? range.c_str() : nullptr);
        const CURLcode code = library.easy_perform(handle_);
        library.slist_free_all(fields);
        char* last = nullptr;
        if (library.easy_getinfo(handle_, CURLINFO_EFFECTIVE_URL, &last) == CURLE_OK && last != nullptr) coming.answer.address = last;
        // It broke off again before anything more came: what is held is held.
        constexpr int partial_content = 206;
        const bool same_rest = coming.answer.status == partial_content && begin_of_range(coming.content_range) == ask.held.size();
        if (goes_on && !coming.body_begun && same_rest) coming.answer.body = ask.held;
        Answer answer = std::move(coming.answer);
        answer.ended = ended_by(code, coming);
        if (coming.other_range) answer.ended = Ended::broke_off;  // and `body` is empty: it is asked for from its beginning
        if (answer.ended != Ended::answered) answer.detail = words[0] != '\0' ? words.data() : "";
        answer.mark = coming.etag.empty() || coming.etag.starts_with("W/") ? coming.last_modified : coming.etag;
        return answer;
    }

    void set_up(const Ask& ask, const Library& library, Coming& coming, char* words) {
        const auto set = [&](CURLoption option, auto value) { library.easy_setopt(handle_, option, value); };
        set(CURLOPT_URL, ask.address.c_str());
        set(CURLOPT_USERAGENT, ask.user_agent.c_str());
        set(CURLOPT_HTTPGET, 1L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_FOLLOWLOCATION, 1L);
        set(CURLOPT_MAXREDIRS, static_cast<long>(limits_.redirects));
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        // What was asked for over a connection that can be trusted must not come over one that can't.
        const bool secure = ask.address.size() > 5 && same_letters(std::string_view(ask.address).substr(0, 6), "https:");
        set(CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connecting.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.whole.count()));
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, std::max(1L, static_cast<long>(limits_.silence.count() / 1000)));
        set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits_.bytes));
        set(CURLOPT_ERRORBUFFER, words);
        set(CURLOPT_HEADERFUNCTION, &on_head);
        set(CURLOPT_HEADERDATA, &coming);
        set(CURLOPT_WRITEFUNCTION, &on_body);
        set(CURLOPT_WRITEDATA, &coming);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &on_progress);
        set(CURLOPT_XFERINFODATA, &coming);
    }
};

}  // namespace

std::unique_ptr<Client> client(Limits limits) { return std::make_unique<CurlClient>(std::move(limits)); }

}  // namespace comity::fetch
