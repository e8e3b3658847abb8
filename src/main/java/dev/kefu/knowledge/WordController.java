package dev.kefu.knowledge;

import dev.kefu.account.Staff;
import dev.kefu.account.StaffDirectory;
import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionTag;
import dev.kefu.knowledge.PinnedQuestions.Fate;
import dev.kefu.storage.VersionLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// The shop's words, for editors and those who supervise: read, tried, changed, taken along.
@RestController
@RequestMapping("/api/v1/knowledge/words")
class WordController {

  private static final int MOST_CHANGES = 200;
  private static final int MOST_QUESTIONS = 20;
  private static final int LONGEST_QUESTION = 200;
  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final WordDesk desk;
  private final ShopWords words;
  private final StaffDirectory directory;

  WordController(WordDesk desk, ShopWords words, StaffDirectory directory) {
    this.desk = desk;
    this.words = words;
    this.directory = directory;
  }

  /// @param updatedBy id of who made this version, or `import`
  /// @param groups of words that mean the same, the shop's own word first
  record WordsView(
      long version,
      String updatedBy,
      @Nullable Instant updatedAt,
      List<List<String>> groups,
      List<String> lexicon) {

    static WordsView of(ShopWords.Edition now) {
      return new WordsView(
          now.version(),
          now.made().by(),
          now.made().at(),
          now.words().groups(),
          now.words().lexicon());
    }
  }

  /// @param byName of who is known
  record VersionView(
      long version,
      String by,
      @Nullable String byName,
      @Nullable Instant at,
      List<WordChange> changes) {}

  /// @param acceptWorse see [PublishGate#check]
  record NewWords(@Nullable List<WordChange> changes, @Nullable Boolean acceptWorse) {}

  /// @param changes left out for the words as they are
  record Attempt(@Nullable List<WordChange> changes, @Nullable List<String> questions) {

    List<String> asked() {
      if (questions == null) {
        return List.of();
      }
      if (questions.size() > MOST_QUESTIONS) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "questions 要有至多 " + MOST_QUESTIONS + " 条");
      }
      if (questions.stream().anyMatch(each -> each == null || each.isBlank())) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "questions 里不能有空值");
      }
      if (questions.stream().anyMatch(each -> each.length() > LONGEST_QUESTION)) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "questions 最长 " + LONGEST_QUESTION + " 个字");
      }
      return questions;
    }
  }

  /// @param changes what it would change, or has changed
  /// @param worse pinned questions that would fare worse; empty once it is done
  record Imported(long version, List<WordChange> changes, List<Fate> worse) {}

  @GetMapping
  ResponseEntity<WordsView> read(@AuthenticationPrincipal Staff staff) {
    CheckController.requireEditor(staff);
    return answer(words.current());
  }

  private static ResponseEntity<WordsView> answer(ShopWords.Edition now) {
    return ResponseEntity.ok().eTag(VersionTag.of(now.version())).body(WordsView.of(now));
  }

  /// What changes would do, and how questions would be read, without making them.
  @PostMapping("/trials")
  WordDesk.Trial attempt(@AuthenticationPrincipal Staff staff, @RequestBody Attempt attempt) {
    CheckController.requireEditor(staff);
    var changes = attempt.changes() == null ? List.<WordChange>of() : attempt.changes();
    return desk.attempt(changes.isEmpty() ? changes : checked(changes), attempt.asked());
  }

  @PostMapping("/changes")
  ResponseEntity<WordsView> change(
      @AuthenticationPrincipal Staff staff,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody NewWords wanted) {
    CheckController.requireEditor(staff);
    return answer(
        desk.change(
            staff,
            VersionTag.required(ifMatch),
            checked(wanted.changes()),
            Boolean.TRUE.equals(wanted.acceptWorse())));
  }

  private static List<WordChange> checked(@Nullable List<WordChange> changes) {
    if (changes == null
        || changes.isEmpty()
        || changes.size() > MOST_CHANGES
        || changes.stream().anyMatch(Objects::isNull)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "一次要有 1 至 " + MOST_CHANGES + " 项修改");
    }
    return changes;
  }

  @GetMapping("/versions")
  Page<VersionView> versions(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    CheckController.requireEditor(staff);
    var below = Cursor.number(cursor, Long.MAX_VALUE);
    return ArticleLists.page(
        words.versions(below, ArticleLists.checked(limit) + 1),
        limit,
        this::view,
        last -> Cursor.of(last.version()));
  }

  private VersionView view(VersionLog.Version<WordChange> version) {
    var name = directory.find(new StaffId(version.by())).map(Staff::name).orElse(null);
    return new VersionView(version.version(), version.by(), name, version.at(), version.changes());
  }

  @GetMapping("/{list}/export")
  ResponseEntity<byte[]> export(@AuthenticationPrincipal Staff staff, @PathVariable String list) {
    CheckController.requireEditor(staff);
    var now = words.current().words();
    return switch (kind(list)) {
      case SYNONYMS -> file(WordFile.SYNONYMS, WordFile.writeGroups(now.groups()));
      case LEXICON -> file(WordFile.LEXICON, WordFile.writeWords(now.lexicon()));
    };
  }

  private static WordDesk.Kind kind(String list) {
    return Wire.find(WordDesk.Kind.class, list)
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "只有 synonyms 和 lexicon 两份词表"));
  }

  private static ResponseEntity<byte[]> file(String name, String text) {
    return ResponseEntity.ok()
        .contentType(TEXT)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  /// All or nothing; a file that changes nothing makes no version.
  @PostMapping("/{list}/imports")
  Imported bringIn(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String list,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam("file") MultipartFile file,
      @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
      @RequestParam(name = "accept_worse", defaultValue = "false") boolean acceptWorse)
      throws IOException {
    CheckController.requireEditor(staff);
    var now = words.current();
    var after = desk.read(kind(list), file.getBytes(), now.words());
    var changes = WordChange.between(now.words(), after);
    if (dryRun || now.words().equals(after)) {
      return new Imported(now.version(), changes, desk.worse(now.words(), after));
    }
    var read = VersionTag.required(ifMatch);
    return new Imported(
        desk.replace(staff, now, read, after, acceptWorse).version(), changes, List.of());
  }
}
