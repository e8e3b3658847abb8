package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.StartRefused;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Lets somebody into an empty house: the demo staff, or whoever started the program and can read
/// what it printed.
@RestController
class FirstStaff implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(FirstStaff.class);

  private static final String DEMO_PASSWORD = "kefu-demo";
  private static final List<String> DEMO_STAFF =
      List.of("agent", "agent2", "agent3", "supervisor", "manager", "editor", "admin");

  private final StaffDirectory directory;
  private final Passwords passwords;
  private final DemoMode demo;
  private final SetupToken setup;
  private final TransactionTemplate transactions;

  FirstStaff(
      StaffDirectory directory,
      Passwords passwords,
      DemoMode demo,
      SetupToken setup,
      TransactionTemplate transactions) {
    this.directory = directory;
    this.passwords = passwords;
    this.demo = demo;
    this.setup = setup;
    this.transactions = transactions;
  }

  record FirstAdmin(String token, StaffController.NewStaff admin) {
    FirstAdmin {
      SessionController.required(token, "token");
      if (admin == null) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 admin");
      }
    }
  }

  @Override
  public void afterPropertiesSet() {
    if (!directory.isEmpty()) {
      refuseDemoStaff();
      return;
    }
    if (demo.enabled()) {
      addDemoStaff();
      return;
    }
    log.atWarn()
        .addKeyValue("token", setup.next())
        .log("nobody can sign in yet: POST /api/v1/setup with this token, once, within 30 minutes");
  }

  /// A folder that was a demo once must not be served to strangers with its known password.
  private void refuseDemoStaff() {
    if (demo.enabled()) {
      return;
    }
    for (var username : DEMO_STAFF) {
      var login = directory.login(username);
      if (login.isPresent() && passwords.matches(DEMO_PASSWORD, login.get().hash())) {
        throw new StartRefused(
            "The data folder holds the demo staff, whose password everybody knows ("
                + username
                + ").",
            "Start a real shop with an empty folder: --kefu.data-dir=PATH.");
      }
    }
  }

  private void addDemoStaff() {
    // They share one password that everybody knows, so they may share its hash, which is slow to
    // make.
    var hash = passwords.hash(DEMO_PASSWORD);
    transactions.executeWithoutResult(_ -> {
      // Another node may have been quicker.
      if (directory.isEmpty()) {
        addDemoStaff(hash);
      }
    });
  }

  private void addDemoStaff(String hash) {
    directory.add("agent", "小林", hash, Set.of(Role.AGENT), "pre_sale");
    directory.add("agent2", "小李", hash, Set.of(Role.AGENT), "pre_sale");
    directory.add("agent3", "小陈", hash, Set.of(Role.AGENT), "after_sale");
    directory.add("supervisor", "周主管", hash, Set.of(Role.SUPERVISOR), null);
    directory.add("manager", "王店长", hash, Set.of(Role.MANAGER), null);
    directory.add("editor", "小周", hash, Set.of(Role.EDITOR), null);
    directory.add("admin", "管理员", hash, Set.of(Role.ADMIN), null);
  }

  @PostMapping("/api/v1/setup")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void firstAdmin(@RequestBody FirstAdmin first) {
    var admin = first.admin();
    // Slow, and holds up all writing: once in the life of a shop.
    var done =
        transactions.execute(_ -> {
          var right = setup.redeem(first.token());
          if (right) {
            directory.add(
                admin.username(),
                admin.name(),
                passwords.hash(admin.password()),
                Set.of(Role.ADMIN),
                admin.group());
          }
          return right;
        });
    if (!Boolean.TRUE.equals(done)) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有待完成的初始化");
    }
  }
}
