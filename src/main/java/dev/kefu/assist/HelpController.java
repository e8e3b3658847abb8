package dev.kefu.assist;

import dev.kefu.base.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Playbooks, for any member of staff.
@RestController
@RequestMapping("/api/v1")
class HelpController {

  private final HelpRows rows;

  HelpController(HelpRows rows) {
    this.rows = rows;
  }

  @GetMapping("/playbooks")
  Page<Playbook> playbooks(@RequestParam(required = false) @Nullable String reason) {
    return Page.all(
        rows.playbooks().stream()
            .filter(playbook -> reason == null || reason.equals(playbook.reason()))
            .toList());
  }
}
