package dev.kefu.knowledge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A published article that may answer a question.
///
/// @param question the standard question
/// @param answer the answer as written, with its variables
/// @param score 0 to 1; comparable between questions
/// @param validUntil the first moment it no longer holds; null for no end
/// @param escalate whether it is about a claim or complaint that belongs to a supervisor
/// @param matched the wording that came closest
public record Hit(
    String article,
    int version,
    String question,
    String answer,
    String category,
    Risk risk,
    boolean escalate,
    List<String> tags,
    @Nullable Instant validUntil,
    double score,
    Confidence confidence,
    String matched) {}
