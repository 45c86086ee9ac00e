// The rules of consultations speak of requests and rulings as every process does (record/ruling.hpp).
#pragma once

#include "record/ruling.hpp"

namespace comity::consultations {

using record::By;
using record::Decision;
using record::draft_for;
using record::field;
using record::Refusal;
using record::refuse;
using record::Request;
using record::request_from;
using record::Ruling;
using record::several;

}  // namespace comity::consultations
