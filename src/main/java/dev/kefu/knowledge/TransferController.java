package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
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

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
  private static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final ArticleImport articleImport;
  private final ArticleTable table;
  private final ShopProfile shop;
  private final Clock clock;

  TransferController(
      ArticleImport articleImport, ArticleTable table, ShopProfile shop, Clock clock) {
    this.articleImport = articleImport;
    this.table = table;
    this.shop = shop;
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
              "errors", result.errors(),
              "rows", result.rows()));
    }
    return result;
  }

  /// The rows of a file that cannot be brought in, as a table to correct and bring in again.
  @PostMapping("/imports/failed-rows")
  ResponseEntity<byte[]> failedRows(
      @AuthenticationPrincipal Staff staff, @RequestParam("file") MultipartFile file)
      throws IOException {
    staff.require(Role.EDITOR, Role.ADMIN);
    var incoming = incoming(String.valueOf(file.getOriginalFilename()), file.getBytes());
    var rows = articleImport.failedRows(incoming, ArticleController.author(staff));
    var header = new ArrayList<>(ArticleSheet.COLUMNS);
    header.add(ArticleSheet.ERROR);
    return csv("knowledge-failed-rows.csv", ArticleCsv.write(header, rows));
  }

  private List<Incoming> incoming(String name, byte[] bytes) {
    var now = clock.instant();
    var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "csv" -> ArticleCsv.read(Texts.decode(bytes), now);
      case "xlsx" -> ArticleXlsx.read(bytes, now, shop.shop().zone());
      case "md" -> ArticleMarkdown.read(List.of(ArticleMarkdown.file(name, bytes)), now);
      case "zip" -> ArticleMarkdown.read(ArticleMarkdown.files(bytes), now);
      case "xls", "xlsm" -> throw new Refusal(ErrorCode.UNSUPPORTED, "请在 Excel 里另存为 .xlsx 后导入");
      default -> throw new Refusal(ErrorCode.UNSUPPORTED, "只支持 csv、xlsx、md 和 zip 文件");
    };
  }

  @GetMapping("/export")
  ResponseEntity<byte[]> export(@RequestParam(defaultValue = "csv") String format) {
    return switch (format) {
      case "csv" -> csv("knowledge.csv", ArticleCsv.write(all()));
      case "xlsx" -> file("knowledge.xlsx", XLSX, ArticleXlsx.write(all()));
      case "zip" -> file("knowledge.zip", ZIP, ArticleMarkdown.write(all()));
      default -> throw new Refusal(ErrorCode.BAD_REQUEST, "format 要是 csv、xlsx 或 zip");
    };
  }

  private static ResponseEntity<byte[]> csv(String name, String text) {
    return file(name, CSV, text.getBytes(StandardCharsets.UTF_8));
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
