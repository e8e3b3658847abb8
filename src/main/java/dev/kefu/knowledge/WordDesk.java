package dev.kefu.knowledge;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import dev.kefu.knowledge.PinnedQuestions.Fate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What editors do about the shop's words. Searches; call outside of transactions.
@Component
class WordDesk {

  private static final int MAX_BYTES = 1_000_000;

  /// So many articles are told of a question.
  private static final int FOUND = 3;

  private final ShopWords words;
  private final Rehearsals rehearsals;
  private final PublishGate gate;
  private final TransactionTemplate transactions;
  private final Clock clock;

  WordDesk(
      ShopWords words,
      Rehearsals rehearsals,
      PublishGate gate,
      TransactionTemplate transactions,
      Clock clock) {
    this.words = words;
    this.rehearsals = rehearsals;
    this.gate = gate;
    this.transactions = transactions;
    this.clock = clock;
  }

  record Found(String article, String question, double score) {}

  /// How a question is read.
  ///
  /// @param terms it is searched by
  /// @param helping terms that are searched for as well, as they stand in words that mean the same
  /// @param groups those that have a word in it
  /// @param lexicon its words that are taken whole
  /// @param before what agents are shown now, best first; empty for nothing
  /// @param after what they would be shown
  record Reading(
      String question,
      List<String> terms,
      List<String> helping,
      List<List<String>> groups,
      List<String> lexicon,
      List<Found> before,
      List<Found> after) {}

  /// @param worse pinned questions that would fare worse
  record Trial(List<Reading> readings, List<Fate> worse) {}

  /// What changes would do, without making them.
  ///
  /// @param questions that are to be read
  /// @throws Refusal `bad_request` when a change cannot be made
  Trial attempt(List<WordChange> changes, List<String> questions) {
    var now = words.current();
    var after = WordChange.apply(now.words(), changes);
    var synonyms = new Synonyms(after.groups());
    try (var rehearsal = rehearsals.of(synonyms)) {
      return new Trial(
          questions.stream().map(each -> reading(each, after, synonyms, rehearsal)).toList(),
          worse(now.words(), after));
    }
  }

  /// Nothing is worse where the same words mean the same: the lexicon finds nothing.
  List<Fate> worse(Words now, Words after) {
    return now.groups().equals(after.groups())
        ? List.of()
        : gate.worse(new Synonyms(after.groups()));
  }

  private Reading reading(
      String text, Words after, Synonyms synonyms, Rehearsals.Rehearsal rehearsal) {
    var question = new Question(text, null, null, null, clock.instant(), FOUND);
    var read = rehearsal.read(question);
    var folded = read.folded();
    var outcome = rehearsal.ask(question);
    return new Reading(
        text,
        List.copyOf(read.terms()),
        without(read.helping(), read.terms()),
        synonyms.heardIn(folded),
        after.lexicon().stream().filter(word -> folded.contains(Folding.fold(word))).toList(),
        found(outcome.before()),
        found(outcome.after()));
  }

  private static List<String> without(Set<String> all, Set<String> others) {
    return all.stream().filter(term -> !others.contains(term)).toList();
  }

  private static List<Found> found(List<Hit> hits) {
    return hits.stream()
        .filter(hit -> hit.confidence() != Confidence.NONE)
        .map(hit -> new Found(hit.article(), hit.question(), hit.score()))
        .toList();
  }

  /// @param read the version the changes were made on
  /// @param acceptWorse see [PublishGate#check]
  /// @throws Refusal `bad_request` when one cannot be made, `conflict` when somebody was faster or
  ///   with `worse`
  ShopWords.Edition change(Staff staff, long read, List<WordChange> changes, boolean acceptWorse) {
    var now = words.current();
    requireUnchanged(now, read);
    return store(staff, now, WordChange.apply(now.words(), changes), changes, acceptWorse);
  }

  /// @param now what `after` was made of
  /// @param read the version the writer knows
  /// @throws Refusal `conflict` when somebody was faster or with `worse`
  ShopWords.Edition replace(
      Staff staff, ShopWords.Edition now, long read, Words after, boolean acceptWorse) {
    requireUnchanged(now, read);
    return store(staff, now, after, WordChange.between(now.words(), after), acceptWorse);
  }

  private static void requireUnchanged(ShopWords.Edition now, long read) {
    if (now.version() != read) {
      throw new VersionConflict(now.version());
    }
  }

  private ShopWords.Edition store(
      Staff staff,
      ShopWords.Edition now,
      Words after,
      List<WordChange> changes,
      boolean acceptWorse) {
    if (!now.words().groups().equals(after.groups())) {
      gate.check(new Synonyms(after.groups()), acceptWorse);
    }
    transactions.executeWithoutResult(
        _ -> words.change(now.version(), after, changes, staff.actorId(), clock.instant()));
    return words.current();
  }

  /// One of the two lists.
  enum Kind {
    SYNONYMS,
    LEXICON
  }

  /// What a file would make of the words: it stands for the whole of its list.
  ///
  /// @throws Refusal `bad_request` when it is none, or an empty one
  Words read(Kind kind, byte[] file, Words now) {
    if (file.length > MAX_BYTES) {
      throw new Refusal(ErrorCode.TOO_LARGE, "文件太大");
    }
    try {
      var after =
          switch (kind) {
            case SYNONYMS ->
                now.withGroups(WordFile.groups(ContentFile.sent(WordFile.SYNONYMS, file)));
            case LEXICON ->
                now.withLexicon(WordFile.words(ContentFile.sent(WordFile.LEXICON, file)));
          };
      if (isEmpty(kind, after)) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "文件里没有词");
      }
      return after;
    } catch (ContentError e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "文件有误：" + e.getMessage());
    }
  }

  private static boolean isEmpty(Kind kind, Words words) {
    return switch (kind) {
      case SYNONYMS -> words.groups().isEmpty();
      case LEXICON -> words.lexicon().isEmpty();
    };
  }
}
