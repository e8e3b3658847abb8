package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.assist.PlaybookBook.Kept;
import dev.kefu.assist.PlaybookRules.Mistake;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import dev.kefu.knowledge.Variables;
import dev.kefu.rulebook.Finding;
import dev.kefu.rulebook.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What editors do about playbooks. What is said first is held to the rulebook like any reply: what
/// may not be sent, or only with a supervisor's leave, is not kept.
@Component
class PlaybookDesk {

  private static final int MAX_BYTES = 5_000_000;

  private final PlaybookBook book;
  private final RulebookAnswerCheck rules;
  private final FeedbackDesk feedback;
  private final TransactionTemplate transactions;
  private final Clock clock;

  PlaybookDesk(
      PlaybookBook book,
      RulebookAnswerCheck rules,
      FeedbackDesk feedback,
      TransactionTemplate transactions,
      Clock clock) {
    this.book = book;
    this.rules = rules;
    this.feedback = feedback;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// @param errors what keeps it from being kept
  /// @param findings what to look at twice
  record Checked(List<Mistake> errors, List<Finding> findings) {}

  Checked check(Playbook playbook) {
    var errors = new ArrayList<>(PlaybookRules.mistakes(playbook));
    var findings = new ArrayList<Finding>();
    if (!playbook.soothe().isEmpty()) {
      switch (rules.verdict(Variables.withFallbacks(playbook.soothe()))) {
        case Verdict.Cleared(var reply) -> findings.addAll(reply.warnings());
        case Verdict.NeedsApproval(var finding, _, _, _) -> errors.add(promised(finding));
        case Verdict.Blocked(var all) -> all.forEach(finding -> errors.add(promised(finding)));
      }
    }
    return new Checked(errors, findings);
  }

  private static Mistake promised(Finding finding) {
    return new Mistake("soothe", finding.text() + "（" + finding.rule() + "）");
  }

  private void requireRight(Playbook playbook) {
    var errors = check(playbook).errors();
    if (!errors.isEmpty()) {
      var first = errors.getFirst();
      throw new Refusal(
          ErrorCode.BAD_REQUEST, first.field() + "：" + first.message(), Map.of("errors", errors));
    }
  }

  /// @throws Refusal `bad_request` with `errors`; `conflict` for an id in use and when there are
  ///   too many
  Kept add(Staff staff, Playbook playbook) {
    requireRight(playbook);
    return inOne(() -> {
      var now = book.now();
      if (now.stream().anyMatch(each -> each.id().equals(playbook.id()))) {
        throw new Refusal(ErrorCode.CONFLICT, "编号 " + playbook.id() + " 已存在");
      }
      if (now.size() >= HelpRows.MOST) {
        throw new Refusal(ErrorCode.CONFLICT, "最多 " + HelpRows.MOST + " 个预案");
      }
      return new Kept(playbook, added(staff, playbook));
    });
  }

  /// @param read the version the change was made on
  /// @throws Refusal `bad_request` with `errors`; `not_found`; `conflict` when somebody was faster
  Kept change(Staff staff, Playbook playbook, long read) {
    requireRight(playbook);
    return inOne(() -> {
      requireUnchanged(playbook.id(), read);
      return new Kept(playbook, changed(staff, playbook));
    });
  }

  private long added(Staff staff, Playbook playbook) {
    return settled(staff, playbook, book.add(playbook, staff.actorId(), clock.instant()));
  }

  private long changed(Staff staff, Playbook playbook) {
    return settled(staff, playbook, book.change(playbook, staff.actorId(), clock.instant()));
  }

  /// Saving settles what was taken over into it.
  private long settled(Staff staff, Playbook playbook, long version) {
    feedback.saved(playbook.id(), version, staff.name(), clock.instant());
    return version;
  }

  /// @param read the version that is to go out of use
  /// @throws Refusal `not_found`, `conflict` when somebody was faster
  void retire(Staff staff, String id, long read) {
    inOne(
        () -> book.retire(requireUnchanged(id, read).playbook(), staff.actorId(), clock.instant()));
  }

  private Kept requireUnchanged(String id, long read) {
    var now = book.findNow(id).orElseThrow(PlaybookDesk::notFound);
    if (now.version() != read) {
      throw new VersionConflict(now.version());
    }
    return now;
  }

  static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "没有这个预案");
  }

  /// These in place of all others, which are retired; what stays as it is keeps its version.
  ///
  /// @param read the number of the last change the writer knows
  /// @return the number of the last change now
  /// @throws Refusal `conflict` when somebody was faster
  long replace(Staff staff, List<Playbook> playbooks, long read) {
    return inOne(() -> {
      var before = new LinkedHashMap<String, Playbook>();
      book.now().forEach(each -> before.put(each.id(), each));
      long version = book.lastNow();
      if (version != read) {
        throw new VersionConflict(version);
      }
      for (var playbook : playbooks) {
        var was = before.remove(playbook.id());
        if (was == null) {
          version = added(staff, playbook);
        } else if (!was.equals(playbook)) {
          version = changed(staff, playbook);
        }
      }
      for (var gone : before.values()) {
        version = book.retire(gone, staff.actorId(), clock.instant());
      }
      return version;
    });
  }

  /// A mistake in one of several files.
  ///
  /// @param file its name in the archive
  record FileMistake(String file, String field, String message) {}

  /// @param known what need not be right again, as it is kept already
  /// @throws Refusal `bad_request` with all `errors`, or when there is no playbook
  List<Playbook> read(byte[] zip, List<Playbook> known) {
    if (zip.length > MAX_BYTES) {
      throw new Refusal(ErrorCode.TOO_LARGE, "文件太大");
    }
    var errors = new ArrayList<FileMistake>();
    var playbooks = new ArrayList<Playbook>();
    var ids = new HashSet<String>();
    for (var file : files(zip)) {
      try {
        var playbook = PlaybookRules.tidy(HelpFiles.playbooks(List.of(file)).getFirst());
        if (!ids.add(playbook.id())) {
          errors.add(new FileMistake(file.name(), "id", "编号 " + playbook.id() + " 重复了"));
        } else if (!known.contains(playbook)) {
          check(playbook)
              .errors()
              .forEach(mistake ->
                  errors.add(new FileMistake(file.name(), mistake.field(), mistake.message())));
        }
        playbooks.add(playbook);
      } catch (ContentError e) {
        errors.add(new FileMistake(file.name(), "", Objects.toString(e.getMessage(), "")));
      }
    }
    if (!errors.isEmpty()) {
      var first = errors.getFirst();
      throw new Refusal(
          ErrorCode.BAD_REQUEST,
          "文件有误：" + first.file() + "：" + first.message(),
          Map.of("errors", errors));
    }
    if (playbooks.isEmpty() || playbooks.size() > HelpRows.MOST) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "文件里应有 1 到 " + HelpRows.MOST + " 个预案");
    }
    return playbooks;
  }

  private static List<ContentFile> files(byte[] zip) {
    try {
      return PlaybookFile.files(zip);
    } catch (ContentError e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "文件有误：" + e.getMessage());
    }
  }

  private <T> T inOne(Supplier<T> change) {
    return Objects.requireNonNull(transactions.execute(_ -> change.get()));
  }
}
