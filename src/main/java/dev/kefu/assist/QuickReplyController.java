package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.assist.QuickReplyRows.Kept;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

/// Quick replies: read by any member of staff, written by editors and those who supervise.
@RestController
@RequestMapping("/api/v1/quick-replies")
class QuickReplyController {

  private final QuickReplyRows rows;
  private final QuickReplyDesk desk;

  QuickReplyController(QuickReplyRows rows, QuickReplyDesk desk) {
    this.rows = rows;
    this.desk = desk;
  }

  record QuickReplyView(String code, String title, String text, String stage, long version) {

    static QuickReplyView of(Kept kept) {
      var reply = kept.reply();
      return new QuickReplyView(
          reply.code(), reply.title(), reply.text(), reply.stage(), kept.version());
    }
  }

  record NewReply(
      @Nullable String code,
      @Nullable String title,
      @Nullable String text,
      @Nullable String stage) {}

  record OtherWords(@Nullable String title, @Nullable String text, @Nullable String stage) {}

  /// @param version the number of the last change
  record Imported(long version, List<String> added, List<String> changed, List<String> removed) {

    static Imported of(long version, Difference difference) {
      return new Imported(version, difference.added(), difference.changed(), difference.removed());
    }
  }

  /// The number is read first: at worst what is told is newer, and a write on it refused.
  @GetMapping
  ResponseEntity<?> list(@RequestParam(defaultValue = "json") String format) {
    var last = rows.last();
    var all = rows.all();
    return switch (format) {
      case "json" ->
          ResponseEntity.ok()
              .eTag(VersionTag.of(last))
              .body(Page.all(all.stream().map(QuickReplyView::of).toList()));
      case "yaml" -> file(all.stream().map(Kept::reply).toList(), last);
      default -> throw new Refusal(ErrorCode.BAD_REQUEST, "format 应为 json 或 yaml");
    };
  }

  private static ResponseEntity<byte[]> file(List<QuickReply> replies, long last) {
    return ResponseEntity.ok()
        .eTag(VersionTag.of(last))
        .contentType(IntentController.YAML)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(HelpFiles.QUICK_REPLIES_FILE)
                .build()
                .toString())
        .body(QuickReplyFile.write(replies).getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/{code}")
  ResponseEntity<QuickReplyView> find(@PathVariable String code) {
    return rows.all().stream()
        .filter(kept -> kept.reply().code().equals(code))
        .findFirst()
        .map(kept -> answer(HttpStatus.OK, kept))
        .orElseThrow(QuickReplyDesk::notFound);
  }

  @PostMapping
  ResponseEntity<QuickReplyView> add(
      @AuthenticationPrincipal Staff staff, @RequestBody NewReply wanted) {
    GapDesk.require(staff);
    var reply = QuickReply.typed(wanted.code(), wanted.title(), wanted.text(), wanted.stage());
    return answer(HttpStatus.CREATED, desk.add(reply));
  }

  @PutMapping("/{code}")
  ResponseEntity<QuickReplyView> change(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String code,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody OtherWords wanted) {
    GapDesk.require(staff);
    var reply = QuickReply.typed(code, wanted.title(), wanted.text(), wanted.stage());
    return answer(HttpStatus.OK, desk.change(reply, VersionTag.required(ifMatch)));
  }

  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String code,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    GapDesk.require(staff);
    desk.remove(code, VersionTag.required(ifMatch));
  }

  /// All or nothing; a file that changes nothing leaves every version as it is.
  @PostMapping("/imports")
  Imported bringIn(
      @AuthenticationPrincipal Staff staff,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam("file") MultipartFile file,
      @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun)
      throws IOException {
    GapDesk.require(staff);
    var last = rows.last();
    var before = rows.all().stream().map(Kept::reply).toList();
    var after = desk.read(file.getBytes());
    var difference = Difference.between(before, after, QuickReply::code);
    if (dryRun || before.equals(after)) {
      return Imported.of(last, difference);
    }
    return Imported.of(desk.replace(after, VersionTag.required(ifMatch)), difference);
  }

  static ResponseEntity<QuickReplyView> answer(HttpStatus status, Kept kept) {
    return ResponseEntity.status(status)
        .eTag(VersionTag.of(kept.version()))
        .body(QuickReplyView.of(kept));
  }
}
