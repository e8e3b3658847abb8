package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.Page;
import dev.kefu.knowledge.Writers.Writer;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who is writing an article, over REST.
@RestController
@RequestMapping("/api/v1/knowledge/articles/{id}/writers")
class WriterController {

  private final Writers writers;
  private final ArticleTable table;

  WriterController(Writers writers, ArticleTable table) {
    this.writers = writers;
    this.table = table;
  }

  @GetMapping
  Page<Writer> writers(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    return Page.all(writers.others(found(id), staff));
  }

  /// Says that one is at it, and hears who else is.
  @PutMapping("/me")
  Page<Writer> writing(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    staff.require(Role.EDITOR, Role.ADMIN);
    writers.here(found(id), staff);
    return Page.all(writers.others(id, staff));
  }

  @DeleteMapping("/me")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void written(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    staff.require(Role.EDITOR, Role.ADMIN);
    writers.gone(id, staff);
  }

  private String found(String id) {
    return table.find(id).orElseThrow(() -> Articles.notFound(id)).id();
  }
}
