#include "zip/deflate.hpp"

#include <zlib.h>

#include "base/error.hpp"

namespace comity::zip {

std::string deflated(std::string_view bytes, Wrap wrap) {
    // zlib.h, deflateInit2: a negative size of the window means no head, 16 more means gzip's.
    const int window = wrap == Wrap::gzip ? MAX_WBITS + 16 : -MAX_WBITS;
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw Error(Fault::unavailable, "there is no memory left to pack a file");
    std::string packed(bytes.size(), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib reads it only
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(whole ? stream.total_out : 0);
    deflateEnd(&stream);
    return packed;
}

}  // namespace comity::zip
