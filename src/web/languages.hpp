// The languages of the interface: a catalogue each (assets/i18n), and which one a visitor reads.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "web/catalogue.hpp"

namespace comity::web {

class Languages {
public:
    /// Reads the catalogues. What one of them has not is said in English.
    Languages();

    [[nodiscard]] const Catalogue& english() const noexcept { return *catalogues_.front(); }
    /// Those that people can choose, English first.
    [[nodiscard]] std::vector<const Catalogue*> offered() const;
    /// nullptr if there is none; "qps" is the mirrored one, which nobody is offered.
    [[nodiscard]] const Catalogue* find(std::string_view language) const noexcept;
    /// By the address ("?lang=fr"), else the cookie of an earlier choice, else the browser's wish (RFC 9110, 12.5.4), else English.
    [[nodiscard]] const Catalogue& chosen(const http::Request& request, std::string_view in_address) const;

private:
    std::vector<std::unique_ptr<const Catalogue>> catalogues_;
};

}  // namespace comity::web
