package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ContentFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// All articles as a file, and back. Editors and administrators import; all staff may export.
@RestController
@RequestMapping("/api/v1/knowledge")
class TransferController {

  private static final int PAGE = 500;

  private final ArticleImport articleImport;
  private final ArticleTable table;
  private final Clock clock;

  TransferController(ArticleImport articleImport, ArticleTable table, Clock clock) {
    this.articleImport = articleImport;
    this.table = table;
    this.clock = clock;
  }

  /// A file with mistakes is refused with the same fields as an answer, so that a client can show
  /// them alike; a trial is answered.
  @PostMapping("/imports")
  ImportResult bringIn(
      @AuthenticationPrincipal Staff staff,
      @RequestParam("file") MultipartFile file,
      @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun)
      throws IOException {
    staff.require(Role.EDITOR, Role.ADMIN);
    var incoming = incoming(String.valueOf(file.getOriginalFilename()), file.getBytes());
    var result = articleImport.run(incoming, dryRun, ArticleController.author(staff));
    if (!dryRun && !result.errors().isEmpty()) {
      throw new Refusal(
          ErrorCode.BAD_REQUEST,
          "文件里有错误，未导入任何内容",
          Map.of(
              "new", result.added(),
              "changed", result.changed(),
              "same", result.same(),
              "errors", result.errors()));
    }
    return result;
  }

  private List<Incoming> incoming(String name, byte[] bytes) {
    var now = clock.instant();
    var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "csv" -> ArticleCsv.read(Texts.decode(bytes), now);
      case "md" -> ArticleMarkdown.read(List.of(markdown(name, bytes)), now);
      case "zip" -> ArticleMarkdown.read(Archive.articles(bytes), now);
      case "xlsx", "xls" -> throw new Refusal(ErrorCode.UNSUPPORTED, "暂不支持 Excel 文件，请另存为 CSV 后导入");
      default -> throw new Refusal(ErrorCode.UNSUPPORTED, "只支持 csv、md 和 zip 文件");
    };
  }

  private static ContentFile markdown(String name, byte[] bytes) {
    return new ContentFile(name, Texts.decode(bytes).replace("\r\n", "\n"));
  }

  @GetMapping("/export")
  ResponseEntity<byte[]> export(@RequestParam(defaultValue = "csv") String format) {
    return switch (format) {
      case "csv" ->
          file(
              "knowledge.csv",
              new MediaType("text", "csv", StandardCharsets.UTF_8),
              ArticleCsv.write(all()).getBytes(StandardCharsets.UTF_8));
      case "zip" ->
          file(
              "knowledge.zip",
              MediaType.parseMediaType("application/zip"),
              ArticleMarkdown.write(all()));
      case "xlsx" -> throw new Refusal(ErrorCode.UNSUPPORTED, "暂不支持导出 Excel，请用 format=csv");
      default -> throw new Refusal(ErrorCode.BAD_REQUEST, "format 要是 csv 或 zip");
    };
  }

  private List<Article> all() {
    var all = new ArrayList<Article>();
    var page = table.inOrder("", PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = table.inOrder(page.getLast().id(), PAGE);
    }
    return all;
  }

  private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] bytes) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(bytes);
  }
}
