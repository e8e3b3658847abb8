package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.account.StaffDirectory;
import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionTag;
import dev.kefu.storage.VersionLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// What shoppers want, told by examples, for editors and those who supervise: read, tried, changed,
/// taken along.
@RestController
@RequestMapping("/api/v1/intents")
class IntentController {

  private static final int MOST = 200;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  static final MediaType YAML = new MediaType("application", "yaml", StandardCharsets.UTF_8);

  private final IntentDesk desk;
  private final IntentBook book;
  private final StaffDirectory directory;

  IntentController(IntentDesk desk, IntentBook book, StaffDirectory directory) {
    this.desk = desk;
    this.book = book;
    this.directory = directory;
  }

  /// @param updatedBy id of who made this version, or `import`
  record IntentsView(
      long version, String updatedBy, @Nullable Instant updatedAt, List<Intent> labels) {}

  /// @param byName of who is known
  record VersionView(
      long version,
      String by,
      @Nullable String byName,
      @Nullable Instant at,
      List<IntentChange> changes) {}

  record Changes(@Nullable List<IntentChange> changes) {

    List<IntentChange> all() {
      if (changes == null || changes.isEmpty() || changes.size() > MOST) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "一次要有 1 至 " + MOST + " 项修改");
      }
      return changes;
    }
  }

  /// An example that is named otherwise than it should be.
  record Mistaken(String text, String intent, String named) {}

  /// What the examples say of each other: each is named as if it were a message and no example.
  ///
  /// @param rate of those that were named right; 1 for none at all
  /// @param names columns of the table; `none` where nothing is near
  /// @param table how many of each label were given which name
  record ConfusionView(
      int right,
      int of,
      double rate,
      List<String> names,
      Map<String, Map<String, Integer>> table,
      List<Mistaken> mistaken) {

    private static final String NONE = "none";

    static ConfusionView of(List<Intents.Named> all) {
      var confusion = new Confusion();
      var mistaken = new ArrayList<Mistaken>();
      for (var each : all) {
        var named = each.named().orElse(NONE);
        confusion.add(Set.of(each.intent()), named);
        if (!named.equals(each.intent())) {
          mistaken.add(new Mistaken(each.text(), each.intent(), named));
        }
      }
      int of = confusion.of();
      return new ConfusionView(
          confusion.right(),
          of,
          of == 0 ? 1 : (double) confusion.right() / of,
          confusion.names(),
          confusion.table(),
          mistaken);
    }
  }

  record TrialView(ConfusionView before, ConfusionView after) {}

  /// @param changes what it would change, or has changed
  record Imported(long version, List<IntentChange> changes) {}

  @GetMapping
  ResponseEntity<IntentsView> read(@AuthenticationPrincipal Staff staff) {
    GapDesk.require(staff);
    return answer(book.current());
  }

  private static ResponseEntity<IntentsView> answer(IntentBook.Edition now) {
    return ResponseEntity.ok()
        .eTag(VersionTag.of(now.version()))
        .body(new IntentsView(now.version(), now.made().by(), now.made().at(), now.intents()));
  }

  @GetMapping("/confusion")
  ConfusionView confusion(@AuthenticationPrincipal Staff staff) {
    GapDesk.require(staff);
    return ConfusionView.of(desk.named());
  }

  /// What changes would do, without making them.
  @PostMapping("/trials")
  TrialView attempt(@AuthenticationPrincipal Staff staff, @RequestBody Changes changes) {
    GapDesk.require(staff);
    var trial = desk.attempt(changes.all());
    return new TrialView(ConfusionView.of(trial.before()), ConfusionView.of(trial.after()));
  }

  @PostMapping("/changes")
  ResponseEntity<IntentsView> change(
      @AuthenticationPrincipal Staff staff,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Changes changes) {
    GapDesk.require(staff);
    return answer(desk.change(staff, VersionTag.required(ifMatch), changes.all()));
  }

  @GetMapping("/versions")
  Page<VersionView> versions(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    GapDesk.require(staff);
    if (limit < 1 || limit > MOST) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MOST + " 之间");
    }
    var found = book.versions(below(cursor), limit);
    return new Page<>(
        found.stream().map(this::view).toList(),
        found.size() < limit ? null : String.valueOf(found.getLast().version()));
  }

  /// The version a page begins below.
  ///
  /// @throws Refusal `bad_request` for what was never told
  static long below(@Nullable String cursor) {
    if (cursor != null && !NUMBER.matcher(cursor).matches()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "cursor 无效");
    }
    return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
  }

  private VersionView view(VersionLog.Version<IntentChange> version) {
    var name = directory.find(new StaffId(version.by())).map(Staff::name).orElse(null);
    return new VersionView(version.version(), version.by(), name, version.at(), version.changes());
  }

  @GetMapping("/export")
  ResponseEntity<byte[]> export(@AuthenticationPrincipal Staff staff) {
    GapDesk.require(staff);
    return ResponseEntity.ok()
        .contentType(YAML)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(HelpFiles.INTENTS_FILE).build().toString())
        .body(IntentFile.write(book.current().intents()).getBytes(StandardCharsets.UTF_8));
  }

  /// All or nothing; a file that changes nothing makes no version.
  @PostMapping("/imports")
  Imported bringIn(
      @AuthenticationPrincipal Staff staff,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam("file") MultipartFile file,
      @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun)
      throws IOException {
    GapDesk.require(staff);
    var intents = desk.read(file.getBytes());
    var before = book.current();
    var changes = IntentChange.between(before.intents(), intents);
    if (dryRun || before.intents().equals(intents)) {
      return new Imported(before.version(), changes);
    }
    return new Imported(
        desk.replace(staff, VersionTag.required(ifMatch), intents).version(), changes);
  }
}
