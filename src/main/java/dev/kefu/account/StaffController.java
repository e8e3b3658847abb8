package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
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

  StaffController(StaffDirectory directory, Passwords passwords, SignIns signIns) {
    this.directory = directory;
    this.passwords = passwords;
    this.signIns = signIns;
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
      if (password.length() < MIN_PASSWORD) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "密码至少 " + MIN_PASSWORD + " 个字符");
      }
      if (name.length() > MAX_NAME || username.length() > MAX_NAME) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "名称最长 " + MAX_NAME + " 个字符");
      }
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
}
