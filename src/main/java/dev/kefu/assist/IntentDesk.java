package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import dev.kefu.knowledge.Meaning;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What editors do about the examples of what shoppers want. The labels are fixed: the program
/// knows what to do about each.
@Component
class IntentDesk {

  private static final int MAX_BYTES = 1_000_000;

  private final IntentBook book;
  private final Meaning meaning;
  private final TransactionTemplate transactions;
  private final Clock clock;

  IntentDesk(IntentBook book, Meaning meaning, TransactionTemplate transactions, Clock clock) {
    this.book = book;
    this.meaning = meaning;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// What each example would be named, before changes and after.
  record Trial(List<Intents.Named> before, List<Intents.Named> after) {}

  /// What each example would be named if it were a message and no example.
  List<Intents.Named> named() {
    return named(book.current().intents());
  }

  /// What changes would do, without making them.
  ///
  /// @throws Refusal `bad_request` when one cannot be made
  Trial attempt(List<IntentChange> changes) {
    var intents = book.current().intents();
    return new Trial(named(intents), named(IntentChange.apply(intents, changes)));
  }

  private List<Intents.Named> named(List<Intent> intents) {
    return Intents.eachWithoutItself(intents, meaning::of);
  }

  /// @param read the version the changes were made on
  /// @throws Refusal `bad_request` when one cannot be made, `conflict` when somebody was faster
  IntentBook.Edition change(Staff staff, long read, List<IntentChange> changes) {
    var now = book.current();
    if (now.version() != read) {
      throw new VersionConflict(now.version());
    }
    return store(staff, read, IntentChange.apply(now.intents(), changes), changes);
  }

  /// @throws Refusal `bad_request` when a label is missing, `conflict` when somebody was faster
  IntentBook.Edition replace(Staff staff, long read, List<Intent> intents) {
    var now = book.current();
    var labels = new HashSet<>(intents.stream().map(Intent::intent).toList());
    for (var intent : now.intents()) {
      if (!labels.contains(intent.intent())) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "文件里缺少“" + intent.intent() + "”");
      }
    }
    return store(staff, read, intents, IntentChange.between(now.intents(), intents));
  }

  private IntentBook.Edition store(
      Staff staff, long read, List<Intent> intents, List<IntentChange> changes) {
    transactions.executeWithoutResult(
        _ -> book.change(read, intents, changes, staff.id().value(), clock.instant()));
    return book.current();
  }

  /// @throws Refusal `bad_request` when it is no `intents.yaml`
  List<Intent> read(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "文件太大");
    }
    try {
      var intents = HelpFiles.intents(ContentFile.sent(HelpFiles.INTENTS_FILE, file));
      IntentChange.requireSound(intents);
      return intents;
    } catch (ContentError e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "文件有误：" + e.getMessage());
    }
  }
}
