package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.account.StaffDirectory;
import dev.kefu.account.StaffId;
import dev.kefu.assist.PlaybookBook.Action;
import dev.kefu.assist.PlaybookBook.Change;
import dev.kefu.assist.PlaybookBook.Kept;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionTag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Playbooks: read by any member of staff, written by editors and those who supervise.
@RestController
@RequestMapping("/api/v1/playbooks")
class PlaybookController {

  private static final int MOST = 200;
  private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
  private static final String ARCHIVE = "playbooks.zip";

  private final PlaybookBook book;
  private final PlaybookDesk desk;
  private final StaffDirectory directory;

  PlaybookController(PlaybookBook book, PlaybookDesk desk, StaffDirectory directory) {
    this.book = book;
    this.desk = desk;
    this.directory = directory;
  }

  /// @param playbook as it is since then; of a retired one as it was last; null when it cannot be
  ///   read any more
  /// @param byName of who is known
  record ChangeView(
      long version,
      Action action,
      @Nullable Playbook playbook,
      String by,
      @Nullable String byName,
      Instant at) {}

  /// @param version the number of the last change
  record Imported(long version, List<String> added, List<String> changed, List<String> removed) {

    static Imported of(long version, Difference difference) {
      return new Imported(version, difference.added(), difference.changed(), difference.removed());
    }
  }

  /// The number is read first: at worst what is told is newer, and a write on it refused.
  @GetMapping
  ResponseEntity<?> list(
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(defaultValue = "json") String format) {
    var last = book.last();
    var all =
        book.inUse().stream()
            .filter(playbook -> reason == null || reason.equals(playbook.reason()))
            .toList();
    return switch (format) {
      case "json" -> ResponseEntity.ok().eTag(VersionTag.of(last)).body(Page.all(all));
      case "zip" -> archive(all, last);
      default -> throw new Refusal(ErrorCode.BAD_REQUEST, "format 应为 json 或 zip");
    };
  }

  private static ResponseEntity<byte[]> archive(List<Playbook> playbooks, long last) {
    return ResponseEntity.ok()
        .eTag(VersionTag.of(last))
        .contentType(ZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(ARCHIVE).build().toString())
        .body(PlaybookFile.archive(playbooks));
  }

  @GetMapping("/{id}")
  ResponseEntity<Playbook> find(@PathVariable String id) {
    return book.find(id)
        .map(kept -> answer(HttpStatus.OK, kept))
        .orElseThrow(PlaybookDesk::notFound);
  }

  /// Those that are out of use, as they were last.
  @GetMapping("/retired")
  Page<ChangeView> retired(@AuthenticationPrincipal Staff staff) {
    GapDesk.require(staff);
    return Page.all(book.retired().stream().map(this::view).toList());
  }

  /// @param playbook the id of one of them; null for all
  @GetMapping("/versions")
  Page<ChangeView> versions(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String playbook,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    GapDesk.require(staff);
    if (limit < 1 || limit > MOST) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MOST + " 之间");
    }
    var below = IntentController.below(cursor);
    var found = book.changes(playbook, below, limit);
    return new Page<>(
        found.stream().map(this::view).toList(),
        found.size() < limit ? null : String.valueOf(found.getLast().version()));
  }

  private ChangeView view(Change change) {
    return new ChangeView(
        change.version(),
        change.action(),
        PlaybookFile.read(change.file()).orElse(null),
        change.by(),
        directory.find(new StaffId(change.by())).map(Staff::name).orElse(null),
        change.at());
  }

  /// What would be said of it, without keeping it.
  @PostMapping("/checks")
  PlaybookDesk.Checked check(@AuthenticationPrincipal Staff staff, @RequestBody Playbook playbook) {
    GapDesk.require(staff);
    return desk.check(PlaybookRules.tidy(playbook));
  }

  @PostMapping
  ResponseEntity<Playbook> add(
      @AuthenticationPrincipal Staff staff, @RequestBody Playbook playbook) {
    GapDesk.require(staff);
    return answer(HttpStatus.CREATED, desk.add(staff, PlaybookRules.tidy(playbook)));
  }

  @PutMapping("/{id}")
  ResponseEntity<Playbook> change(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Playbook playbook) {
    GapDesk.require(staff);
    var tidy = PlaybookRules.tidy(playbook);
    if (!tidy.id().equals(id)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "正文里的编号与地址里的不同");
    }
    return answer(HttpStatus.OK, desk.change(staff, tidy, VersionTag.required(ifMatch)));
  }

  /// Puts it out of use; what it was is kept.
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void retire(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    GapDesk.require(staff);
    desk.retire(staff, id, VersionTag.required(ifMatch));
  }

  /// All or nothing; an archive that changes nothing leaves every version as it is.
  @PostMapping("/imports")
  Imported bringIn(
      @AuthenticationPrincipal Staff staff,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam("file") MultipartFile file,
      @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun)
      throws IOException {
    GapDesk.require(staff);
    var last = book.last();
    var before = book.inUse();
    var after = desk.read(file.getBytes(), before);
    var difference = Difference.between(before, after, Playbook::id);
    if (dryRun || difference.isNone()) {
      return Imported.of(last, difference);
    }
    return Imported.of(desk.replace(staff, after, VersionTag.required(ifMatch)), difference);
  }

  private static ResponseEntity<Playbook> answer(HttpStatus status, Kept kept) {
    return ResponseEntity.status(status).eTag(VersionTag.of(kept.version())).body(kept.playbook());
  }
}
