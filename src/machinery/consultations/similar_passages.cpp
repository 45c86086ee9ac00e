#include "machinery/consultations/similar_passages.hpp"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace comity::consultations {

namespace {

/// By language and text. What a writing took back may be among it, and is never asked for again.
struct KnownWords {
    std::string record;
    concordance::WordNumbers numbers;
    std::unordered_map<std::string, concordance::PassageWords> passages;
};

concordance::SimilarPassages compared(const record::Snapshot& snapshot, const std::vector<PassageText>& passages) {
    constexpr std::size_t most = 300'000;
    static std::mutex mutex;
    static std::unique_ptr<KnownWords> known;
    const std::string record = snapshot.index_identity();
    const std::lock_guard hold(mutex);
    if (!known || known->record != record || known->passages.size() > most) {
        known = std::make_unique<KnownWords>();
        known->record = record;
    }
    std::vector<const concordance::PassageWords*> words;
    std::string key;
    for (const PassageText& one : passages) {
        key.assign(one.language).append(1, '\n').append(one.text);
        auto found = known->passages.find(key);
        if (found == known->passages.end()) found = known->passages.emplace(key, concordance::words_of(one, &telling_words, known->numbers)).first;
        words.push_back(&found->second);
    }
    return {words, known->numbers};
}

}  // namespace

SimilarPassages::SimilarPassages(const record::Snapshot& snapshot, const std::vector<PassageText>& passages) : concordance::SimilarPassages(compared(snapshot, passages)) {}

}  // namespace comity::consultations
