package dev.kefu.rulebook;

import dev.kefu.account.Role;
import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionTag;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The rulebook over REST: all staff read it, those who answer for it change it.
@RestController
@RequestMapping("/api/v1/rulebook")
class RulebookController {

  private static final int MOST = 200;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final RulesStore store;
  private final SignIns signIns;

  RulebookController(RulesStore store, SignIns signIns) {
    this.store = store;
    this.signIns = signIns;
  }

  @GetMapping
  ResponseEntity<Rules> read() {
    return answer(store.current().rules());
  }

  /// The rules bound what everybody may give away, so changing them asks for a password just given,
  /// as a decision about money does.
  @PutMapping
  ResponseEntity<Rules> change(
      @AuthenticationPrincipal Staff staff,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String known,
      @RequestBody JsonNode document) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    signIns.requireFresh(staff);
    var rules = store.checked(document);
    return answer(store.change(rules, VersionTag.required(known), staff.id().value()));
  }

  /// @param nextCursor of the next page; null on the last
  record Versions(List<RulesStore.Version> data, @Nullable String nextCursor) {}

  @GetMapping("/versions")
  Versions versions(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    if (limit < 1 || limit > MOST) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应为 1 到 " + MOST);
    }
    var found = store.versions(below(cursor), limit + 1);
    var page = found.size() > limit ? found.subList(0, limit) : found;
    return new Versions(
        page, found.size() > limit ? String.valueOf(page.getLast().version()) : null);
  }

  private static int below(@Nullable String cursor) {
    if (cursor == null) {
      return Integer.MAX_VALUE;
    }
    if (!NUMBER.matcher(cursor).matches()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "cursor 无法识别");
    }
    return Integer.parseInt(cursor);
  }

  @GetMapping("/versions/{version}")
  Rules earlier(@AuthenticationPrincipal Staff staff, @PathVariable int version) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    return kept(version);
  }

  /// What an earlier version said holds again, as the next version: nothing is taken out of the
  /// history.
  @PostMapping("/versions/{version}/restore")
  ResponseEntity<Rules> restore(
      @AuthenticationPrincipal Staff staff,
      @PathVariable int version,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String known) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    signIns.requireFresh(staff);
    var rules = kept(version);
    RulesStore.requireSound(rules);
    return answer(store.change(rules, VersionTag.required(known), staff.id().value()));
  }

  private Rules kept(int version) {
    return store.version(version).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个版本的规则"));
  }

  private static ResponseEntity<Rules> answer(Rules rules) {
    return ResponseEntity.ok().eTag(VersionTag.of(rules.version())).body(rules);
  }
}
