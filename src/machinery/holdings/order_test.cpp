// Real texts in two orders: what the record answers hangs on what came in, not on when. Skipped where they are not beside the project.
#include <algorithm>
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

#include "base/testing.hpp"
#include "machinery/holdings/phrase_use.hpp"
#include "machinery/holdings/testing.hpp"

namespace comity::holdings {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sampled = 300;
constexpr unsigned seed = 1948;

std::vector<fs::path> drawn_from(const fs::path& corpus) {
    std::vector<fs::path> files;
    for (const char* folder : {"documents", "series"}) {
        for (const auto& entry : fs::recursive_directory_iterator(corpus / folder)) {
            if (entry.path().extension() == ".txt") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::mt19937 draw(seed);
    for (std::size_t i = 0; i < std::min(sampled, files.size()); ++i) std::swap(files[i], files[i + draw() % (files.size() - i)]);
    files.resize(std::min(sampled, files.size()));
    // The recurring text that the manual speaks of is among them, so that long series are.
    for (const auto& entry : fs::directory_iterator(corpus / "seeds")) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(std::min(sampled, files.size())), files.end());
    return files;
}

/// A record of its own with these files, come in one after the other.
class Imported {
public:
    explicit Imported(const std::vector<fs::path>& files) {
        record::Setup setup;
        setup.derivations = derivations();
        holdings_ = std::make_unique<Holdings>(record::Record::open(folder_ / "comity.record", record::Access::write, std::move(setup)), vocabulary::standard());
        // In two steps, so that the index of the second is merged with that of the first.
        const auto middle = files.begin() + static_cast<std::ptrdiff_t>(files.size() / 3);
        import({files.begin(), middle});
        import({middle, files.end()});
    }
    Holdings* operator->() const { return holdings_.get(); }

private:
    record::testing::Folder folder_;
    std::unique_ptr<Holdings> holdings_;

    void import(std::vector<fs::path> files) const {
        ImportRequest request;
        request.paths = std::move(files);
        request.who = testing::jane();
        holdings_->import(request);
    }
};

std::vector<std::string> answers_on_series(const Imported& record, const List& texts) {
    std::vector<std::string> answers;
    for (const auto& recurring : record->recurring()) answers.push_back(json::write(to_json(recurring)));
    for (const Item& item : texts.items) answers.push_back(item.name + ": " + json::write(to_json(record->series(item))));
    return answers;
}

/// A paragraph of each text, in the middle of it; every third of them also as a question about what is older than its text.
std::vector<std::string> answers_on_precedents(const Imported& record, const List& texts) {
    std::vector<std::string> answers;
    for (std::size_t i = 0; i < texts.items.size(); ++i) {
        const Item& item = texts.items[i];
        const auto document = record->document(item);
        if (document.paragraphs.empty()) continue;
        PrecedentOptions options;
        if (i % 3 == 0) {
            options.except = {item.address};
            options.before = item.date;
        }
        const auto answer = record->precedents(document.paragraphs[document.paragraphs.size() / 2].text, options);
        EXPECT_EQ(answer.entries_missing, 0);
        answers.push_back(item.name + ": " + json::write(to_json(answer)));
    }
    for (const char* phrase : {"genuine dialogue", "human rights", "international cooperation", "sustainable development", "capacity-building"}) {
        answers.push_back(json::write(to_json(record->use_of(phrase))));
    }
    return answers;
}

void expect_equal(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == b[i]) continue;
        const auto at = static_cast<std::size_t>(std::mismatch(a[i].begin(), a[i].end(), b[i].begin(), b[i].end()).first - a[i].begin());
        const std::size_t from = at < 120 ? 0 : at - 120;
        ADD_FAILURE() << a[i].substr(0, 40) << " ...\n" << a[i].substr(from, 240) << "\n" << b[i].substr(from, 240);
        return;
    }
}

TEST(RealTexts, GiveTheSameAnswersInWhateverOrderTheyCame) {
    const fs::path corpus = source_folder() / "../shared/corpus";
    if (!fs::exists(corpus / "documents")) GTEST_SKIP() << "no ../shared/corpus beside the project";
    auto files = drawn_from(corpus);
    const Imported first(files);
    std::mt19937 draw(seed + 1);
    for (std::size_t i = files.size() - 1; i > 0; --i) std::swap(files[i], files[draw() % (i + 1)]);
    const Imported second(files);
    const List texts = first->list({});
    ASSERT_GT(texts.items.size(), sampled * 9 / 10);
    expect_equal(answers_on_series(first, texts), answers_on_series(second, second->list({})));
    expect_equal(answers_on_precedents(first, texts), answers_on_precedents(second, second->list({})));
}

}  // namespace
}  // namespace comity::holdings
