package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who works here. Everybody sees names; administrators add people.
@RestController
@RequestMapping("/api/v1/staff")
class StaffController {

  private static final int MIN_PASSWORD = 8;
  private static final int MAX_NAME = 40;

  private final StaffDirectory directory;
  private final Passwords passwords;
  private final SignIns signIns;
  private final ApplicationEventPublisher news;

  StaffController(
      StaffDirectory directory,
      Passwords passwords,
      SignIns signIns,
      ApplicationEventPublisher news) {
    this.directory = directory;
    this.passwords = passwords;
    this.signIns = signIns;
    this.news = news;
  }

  record NewStaff(
      String username, String name, String password, Set<Role> roles, @Nullable String group) {
    NewStaff {
      SessionController.required(username, "username");
      SessionController.required(name, "name");
      SessionController.required(password, "password");
      if (roles == null || roles.isEmpty()) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 roles");
      }
      requireLong(password);
      if (name.length() > MAX_NAME || username.length() > MAX_NAME) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "名称最长 " + MAX_NAME + " 个字符");
      }
    }
  }

  /// What is to be otherwise; what is left out stays.
  ///
  /// @param enabled whether this person may sign in
  record StaffChange(
      @Nullable String name,
      @Nullable String password,
      @Nullable Set<Role> roles,
      @Nullable String group,
      @Nullable Boolean enabled) {
    StaffChange {
      if (password != null) {
        requireLong(password);
      }
      if (roles != null && roles.isEmpty()) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "roles 不能为空");
      }
      if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "name 应为 1 到 " + MAX_NAME + " 个字符");
      }
    }

    StaffDirectory.Entry of(StaffDirectory.Entry before, Passwords passwords) {
      var who = before.staff();
      return new StaffDirectory.Entry(
          new Staff(
              who.id(),
              who.username(),
              name == null ? who.name() : name,
              roles == null ? who.roles() : roles,
              group == null ? who.group() : group),
          password == null ? before.hash() : passwords.hash(password),
          enabled == null ? before.enabled() : enabled);
    }
  }

  private static void requireLong(String password) {
    if (password.length() < MIN_PASSWORD) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "密码至少 " + MIN_PASSWORD + " 个字符");
    }
  }

  @GetMapping
  Page<SessionController.StaffView> list() {
    return Page.all(directory.all().stream().map(SessionController.StaffView::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  SessionController.StaffView add(
      @AuthenticationPrincipal Staff staff, @RequestBody NewStaff wanted) {
    staff.require(Role.ADMIN);
    signIns.requireFresh(staff);
    try {
      return SessionController.StaffView.of(
          directory.add(
              wanted.username(),
              wanted.name(),
              passwords.hash(wanted.password()),
              wanted.roles(),
              wanted.group()));
    } catch (DuplicateKeyException e) {
      throw new Refusal(ErrorCode.CONFLICT, "用户名已存在");
    }
  }

  /// Changes somebody. All their sign-ins end, so that nothing goes on under rights they had.
  @PutMapping("/{id}")
  SessionController.StaffView change(
      @AuthenticationPrincipal Staff staff,
      @PathVariable("id") StaffId id,
      @RequestBody StaffChange wanted) {
    staff.require(Role.ADMIN);
    signIns.requireFresh(staff);
    var before = directory.entry(id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这位员工"));
    var now = wanted.of(before, passwords);
    if (staff.id().equals(id) && !(now.enabled() && now.staff().is(Role.ADMIN))) {
      throw new Refusal(ErrorCode.CONFLICT, "不能停用自己或放弃自己的管理员角色");
    }
    directory.change(now);
    signIns.outEverywhere(id);
    news.publishEvent(new StaffChanged(id, now.enabled()));
    return SessionController.StaffView.of(now.staff());
  }
}
