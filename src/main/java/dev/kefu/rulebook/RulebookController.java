package dev.kefu.rulebook;

import dev.kefu.account.Role;
import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The rulebook over REST: all staff read it, those who answer for it change it.
@RestController
@RequestMapping("/api/v1/rulebook")
class RulebookController {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

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
      @RequestBody Rules rules) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    signIns.requireFresh(staff);
    var problems = RulesCheck.problems(rules);
    if (!problems.isEmpty()) {
      throw refused(problems);
    }
    return answer(store.change(rules, version(known), staff.id().value()));
  }

  private static Refusal refused(List<RulesCheck.Problem> problems) {
    var first = problems.getFirst();
    return new Refusal(
        ErrorCode.BAD_REQUEST,
        "规则有误：" + first.field() + " " + first.message(),
        Map.of("errors", problems));
  }

  private static int version(@Nullable String tag) {
    var matcher = TAG.matcher(tag == null ? "" : tag.strip());
    if (!matcher.matches()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "请用 If-Match 写明读到的版本");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static ResponseEntity<Rules> answer(Rules rules) {
    return ResponseEntity.ok().eTag("\"" + rules.version() + "\"").body(rules);
  }
}
