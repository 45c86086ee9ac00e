// The register in a file beside the record, so that a program that starts has only to look at what is new since.
#include <malloc.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "machinery/mandates/register.hpp"
#include "record/compression.hpp"
#include "record/own_file.hpp"

namespace comity::mandates {

namespace {

struct Damaged {};

/// Writes numbers in base 128, lengths before texts and lists.
class Packer {
public:
    std::string out;

    void number(std::uint64_t value) {
        while (value >= 128) {
            out += static_cast<char>(value | 128);
            value >>= 7;
        }
        out += static_cast<char>(value);
    }
    void text(std::string_view words) {
        number(words.size());
        out += words;
    }
    template <typename Each>
    void list(const Each& values, auto put) {
        number(values.size());
        for (const auto& value : values) put(value);
    }
};

class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : left_(bytes) {}
    [[nodiscard]] bool at_end() const { return left_.empty(); }

    template <typename Number>
    Number number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (left_.empty()) throw Damaged();
            const auto byte = static_cast<unsigned char>(left_.front());
            left_.remove_prefix(1);
            value |= std::uint64_t{byte & 127U} << shift;
            if (byte < 128) return static_cast<Number>(value);
        }
        throw Damaged();
    }
    std::string text() {
        const auto size = number<std::size_t>();
        if (size > left_.size()) throw Damaged();
        std::string words(left_.substr(0, size));
        left_.remove_prefix(size);
        return words;
    }
    /// A number that is the place of something in a list of that size.
    template <typename Number>
    Number below(std::size_t size) {
        const auto value = number<std::uint64_t>();
        if (value >= size) throw Damaged();
        return static_cast<Number>(value);
    }
    void list(auto take) {
        const auto size = number<std::size_t>();
        if (size > left_.size()) throw Damaged();  // each has a byte at least
        for (std::size_t i = 0; i < size; ++i) take();
    }

private:
    std::string_view left_;
};

void pack(Packer& packer, const Names& names) {
    packer.number(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) packer.text(names.name(static_cast<Names::Number>(i)));
}

void pack(Packer& packer, const Asked& asked) {
    packer.number(asked.type);
    packer.number(asked.id);
}

void pack(Packer& packer, const ShortAct& act) {
    for (const Names::Number name : {act.paragraph, act.lemma, act.category, act.recurrence}) packer.number(name);
    packer.number(static_cast<std::uint64_t>(act.expires));
    packer.number(act.index);
    const unsigned flags = (act.un_mandate ? 1U : 0U) | (act.to_states ? 2U : 0U) | (act.unsure ? 4U : 0U) | (act.review ? 8U : 0U);
    packer.number(flags | static_cast<unsigned>(act.sense) << 4U | unsigned{act.strength} << 6U);
    packer.list(act.asked, [&](const Asked& asked) { pack(packer, asked); });
    packer.list(act.deliverables, [&](Names::Number kind) { packer.number(kind); });
    packer.list(act.dues, [&](const Due& due) {
        packer.number(static_cast<std::uint64_t>(due.first));
        packer.number(static_cast<std::uint64_t>(due.last));
        packer.number(due.body);
        packer.number(due.session);
        packer.number(due.by_month ? 1 : 0);
    });
    Names::Number before = 0;
    packer.list(act.words, [&](Names::Number word) {
        packer.number(word - before);
        before = word;
    });
}

struct Sizes {
    std::size_t names = 0, words = 0;
};

Asked asked_from(Unpacker& from, const Sizes& sizes) {
    Asked asked;
    asked.type = from.below<Names::Number>(sizes.names);
    asked.id = from.below<Names::Number>(sizes.names);
    return asked;
}

ShortAct act_from(Unpacker& from, const Sizes& sizes) {
    ShortAct act;
    for (Names::Number* name : {&act.paragraph, &act.lemma, &act.category, &act.recurrence}) *name = from.below<Names::Number>(sizes.names);
    act.expires = from.number<Day>();
    act.index = from.number<std::uint16_t>();
    const auto flags = from.below<unsigned>(6U << 6U);
    act.un_mandate = (flags & 1U) != 0;
    act.to_states = (flags & 2U) != 0;
    act.unsure = (flags & 4U) != 0;
    act.review = (flags & 8U) != 0;
    act.sense = static_cast<directive::Sense>(std::min(flags >> 4U & 3U, 2U));
    act.strength = static_cast<std::uint8_t>(flags >> 6U);
    from.list([&] { act.asked.push_back(asked_from(from, sizes)); });
    from.list([&] { act.deliverables.push_back(from.below<Names::Number>(sizes.names)); });
    from.list([&] {
        Due due;
        due.first = from.number<Day>();
        due.last = from.number<Day>();
        due.body = from.below<Names::Number>(sizes.names);
        due.session = from.number<std::uint16_t>();
        due.by_month = from.number<unsigned>() != 0;
        act.dues.push_back(due);
    });
    std::vector<Names::Number> words;
    from.list([&] {
        words.push_back((words.empty() ? 0 : words.back()) + from.number<Names::Number>());
        if (words.back() >= sizes.words) throw Damaged();
    });
    act.words.assign(words);
    return act;
}

void names_from(Unpacker& from, Names& names) {
    std::size_t expected = 0;
    from.list([&] {
        if (names.number(from.text()) != expected++) throw Damaged();
    });
}

void pack(Packer& packer, const RegisterText& text) {
    packer.text(text.state);
    packer.list(text.acts, [&](const ShortAct& act) { pack(packer, act); });
    packer.list(text.reports, [&](const NamedReport& report) {
        packer.number(report.symbol);
        packer.number(report.paragraph);
        pack(packer, report.by);
    });
    packer.list(text.reported_on, [&](Names::Number symbol) { packer.number(symbol); });
    packer.text(text.beginnings);
    packer.list(text.said, [&](const SaidDelivery& said) {
        packer.number(said.act);
        packer.number(said.report);
        packer.number(said.delivered ? 1 : 0);
        packer.number(static_cast<std::uint64_t>(said.position));
    });
}

RegisterText text_from(Unpacker& from, const Sizes& sizes) {
    RegisterText text;
    text.state = from.text();
    from.list([&] { text.acts.push_back(act_from(from, sizes)); });
    text.acts.shrink_to_fit();
    from.list([&] {
        NamedReport report;
        report.symbol = from.below<Names::Number>(sizes.names);
        report.paragraph = from.below<Names::Number>(sizes.names);
        report.by = asked_from(from, sizes);
        text.reports.push_back(report);
    });
    from.list([&] { text.reported_on.push_back(from.below<Names::Number>(sizes.names)); });
    text.beginnings = from.text();
    from.list([&] {
        SaidDelivery said;
        said.act = from.below<std::uint32_t>(text.acts.size());
        said.report = from.below<Names::Number>(sizes.names);
        said.delivered = from.number<unsigned>() != 0;
        said.position = from.number<std::int64_t>();
        text.said.push_back(said);
    });
    text.mandate_of.assign(text.acts.size(), 0);
    return text;
}

Step step_from(Unpacker& from, const Gathered& gathered) {
    Step step;
    step.text = from.below<std::uint32_t>(gathered.texts.size());
    step.act = from.below<std::uint32_t>(gathered.texts[step.text].acts.size());
    return step;
}

/// The program that runs: another whenever it is built anew, so that what other rules have found is passed over.
std::string program() {
    struct stat found {};
    if (::stat("/proc/self/exe", &found) != 0) return {};
    return fmt::format("{}-{}-{}-{}", found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_ino);
}

struct Kept {
    explicit Kept(const record::Record& record) {
        const std::string by = program();
        if (record.file().empty() || by.empty()) return;
        file = record.file().string() + ".mandates";
        head = fmt::format("comity mandates {} {}", record.snapshot().index_identity(), by);
    }
    [[nodiscard]] std::shared_ptr<Gathered> read() const {
        std::ifstream in(file, std::ios::binary);
        std::string first, hash;
        if (file.empty() || !std::getline(in, first) || first != head || !std::getline(in, hash)) return nullptr;
        std::ostringstream rest;
        rest << in.rdbuf();
        const std::string bytes = std::move(rest).str();
        if (hash != hex(sha256(bytes))) return nullptr;
        try {
            return unpacked(record::decompressed(bytes));
        } catch (const Error&) {
            return nullptr;
        }
    }
    /// What can't be written is not kept.
    void write(const Gathered& gathered) const {
        if (file.empty() || !record::is_own_file(file.parent_path() / file.stem())) return;
        const std::string bytes = record::compressed(packed(gathered));
        // Beside it and then over it: whoever reads meanwhile has the one or the other.
        const std::filesystem::path fresh = file.string() + ".new";
        std::error_code failed;
        {
            std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
            std::filesystem::permissions(fresh, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
            out << head << '\n' << hex(sha256(bytes)) << '\n' << bytes << std::flush;
            if (!out) failed = std::make_error_code(std::errc::io_error);
        }
        if (!failed) std::filesystem::rename(fresh, file, failed);
        if (failed) std::filesystem::remove(fresh, failed);
    }
    std::filesystem::path file;
    std::string head;
};

}  // namespace

std::string packed(const Gathered& gathered) {
    Packer packer;
    pack(packer, gathered.names);
    pack(packer, gathered.words);
    packer.list(gathered.texts, [&](const RegisterText& text) { pack(packer, text); });
    packer.list(gathered.series, [&](const auto& texts) { packer.list(texts, [&](std::uint32_t text) { packer.number(text); }); });
    const auto put = [&](const Step& step) {
        packer.number(step.text);
        packer.number(step.act);
    };
    packer.list(gathered.mandates, [&](const Line& line) {
        packer.list(line.steps, put);
        packer.number(line.replaced_by ? 1 : 0);
        if (line.replaced_by) put(*line.replaced_by);
    });
    packer.list(gathered.overlaps, [&](const Overlap& overlap) {
        for (const std::uint64_t value : {std::uint64_t{overlap.a}, std::uint64_t{overlap.b}, std::uint64_t{overlap.common}, std::uint64_t{overlap.all}, std::uint64_t{overlap.deliverable}}) packer.number(value);
        pack(packer, overlap.asked);
    });
    return std::move(packer.out);
}

std::shared_ptr<Gathered> unpacked(std::string_view bytes) try {
    Unpacker from(bytes);
    auto gathered = std::make_shared<Gathered>();
    names_from(from, gathered->names);
    names_from(from, gathered->words);
    const Sizes sizes{gathered->names.size(), gathered->words.size()};
    from.list([&] { gathered->texts.push_back(text_from(from, sizes)); });
    from.list([&] {
        std::vector<std::uint32_t> texts;
        from.list([&] { texts.push_back(from.below<std::uint32_t>(gathered->texts.size())); });
        for (const std::uint32_t text : texts) gathered->texts[text].series = static_cast<std::uint32_t>(gathered->series.size());
        gathered->series.push_back(std::move(texts));
    });
    from.list([&] {
        Line line;
        std::vector<Step> steps;
        from.list([&] { steps.push_back(step_from(from, *gathered)); });
        line.steps.assign(steps);
        if (line.steps.empty()) throw Damaged();
        if (from.number<unsigned>() != 0) line.replaced_by = step_from(from, *gathered);
        for (const Step& step : line.steps) gathered->texts[step.text].mandate_of[step.act] = static_cast<std::uint32_t>(gathered->mandates.size());
        gathered->mandates.push_back(std::move(line));
    });
    from.list([&] {
        Overlap overlap;
        overlap.a = from.below<std::uint32_t>(gathered->mandates.size());
        overlap.b = from.below<std::uint32_t>(gathered->mandates.size());
        overlap.common = from.number<std::uint32_t>();
        overlap.all = from.number<std::uint32_t>();
        overlap.deliverable = from.below<Names::Number>(sizes.names);
        overlap.asked = asked_from(from, sizes);
        gathered->overlaps.push_back(overlap);
    });
    if (!from.at_end()) return nullptr;
    return gathered;
} catch (const Damaged&) {
    return nullptr;
}

bool Register::is_found() const {
    const std::lock_guard hold(mutex_);
    return gathered_ && gathered_->as_of == holdings_.record().snapshot().size();
}

std::shared_ptr<const Gathered> Register::gathered() const {
    const std::lock_guard hold(mutex_);
    record::Record& record = holdings_.record();
    const std::string identity = record.snapshot().index_identity();
    if (gathered_ && gathered_->as_of == record.snapshot().size() && identity == identity_) return gathered_;
    // After an erasure nothing that was known before is taken over: it may hold words that are gone.
    const Kept kept(record);
    std::shared_ptr<const Gathered> before = identity == identity_ ? gathered_ : nullptr;
    const std::shared_ptr<Gathered> read = before ? nullptr : kept.read();
    if (read) before = read;
    const std::size_t texts_before = before ? before->texts.size() : 0;
    auto found = read ? gather_over(holdings_, std::move(*read)) : gather(holdings_, before.get());
    const bool is_new = found.anew > 0 || texts_before != found.gathered->texts.size();
    const bool still_so = record.snapshot().index_identity() == identity;  // nothing was erased meanwhile
    if (is_new && still_so) kept.write(*found.gathered);
    // Found text by text it lies strewn over memory, between what was needed and is gone; laid out anew it takes half of it.
    constexpr std::size_t many = 256;
    if (found.anew > many) {
        auto anew = unpacked(packed(*found.gathered));
        found.gathered.reset();
        if (anew) found = gather_over(holdings_, std::move(*anew));
        else found = gather(holdings_, nullptr);
    }
    identity_ = identity;
    gathered_ = std::move(found.gathered);
    before.reset();
    malloc_trim(0);  // a server goes on for weeks: what finding it took is given back
    return gathered_;
}

}  // namespace comity::mandates
